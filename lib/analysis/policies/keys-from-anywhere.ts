import { renderResource } from '../../core/finding';
import { asList, asObject, asText } from '../../mesh/unchecked';
import type { Analyzer } from '../analyzer';

const BLOCKED = 'BLOCKED_CIDRS_IN_JWKS_URIS';
const SET = (env: string): string => 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}\n'
  + `spec: {selector: {matchLabels: {app: istiod}}, template: {metadata: {labels: {app: istiod}}, spec: {containers: [{name: discovery, image: pilot${env}}]}}}\n`
  + '---\napiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: users, namespace: shop}\nspec: {jwtRules: [{issuer: issuer, jwksUri: "https://issuer.example.com/keys"}]}';

/** An istiod that fetches keys from any address. */
export const keysFromAnywhere: Analyzer = {
  id: 'policies/keys-from-anywhere',
  severity: 'warning',
  authority: 'istioctl',
  summary: 'Expected an istiod that fetches keys from public addresses alone',
  why: 'istiod fetches the keys of a RequestAuthentication itself, so whoever may write one can let it call addresses inside '
    + 'of the cluster.',
  fix: `set ${BLOCKED} of istiod to the ranges of the cluster, such as 10.0.0.0/8,169.254.0.0/16`,
  source: 'pkg/config/analysis/analyzers/authn/blockedcidrs.go#BlockedCIDRsAnalyzer.Analyze',
  aliases: ['IST0175'],
  reads: ['Deployment.apps', 'RequestAuthentication'],
  check(mesh, report) {
    const authentications = mesh.istioctl.all('RequestAuthentication');
    if (authentications.length === 0) return;
    for (const on of mesh.istioctl.all('Deployment.apps')) {
      if (on.resource.metadata.labels?.app !== 'istiod') continue;
      const { containers } = asObject(asObject(asObject(on.resource.spec).template).spec);
      const isBlocked = asList(containers).some((container) => asList(asObject(container).env).map(asObject).some(({ name, value }) => name === BLOCKED && asText(value) !== undefined)); // eslint-disable-line max-len -- one sentence
      if (isBlocked) continue;
      report({ on, path: ['spec', 'template', 'spec', 'containers'] }, {
        message: `Expected ${BLOCKED} of istiod, which fetches the keys of ${renderResource(authentications[0]!.id)}${authentications.length > 1 ? ` and ${authentications.length - 1} more` : ''}, got none`,
        related: authentications.slice(0, 5).map((other) => ({ on: other })),
      });
    }
  },
  good: [SET(`, env: [{name: ${BLOCKED}, value: 10.0.0.0/8}]`), SET('').split('---')[0]!],
  bad: [{ yaml: SET(''), at: [0, 'spec.template.spec.containers'] }],
};
