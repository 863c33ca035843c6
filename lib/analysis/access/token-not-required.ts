import { renderResource } from '../../core/finding';
import type { Mesh } from '../../mesh/mesh';
import { type EntryOf, namespaceOf } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { deployment, policy, tokens } from '../access-yaml';
import { has, rulesOf } from '../policy-rules';

/** Tokens are verified, and no policy asks for one. */
export const tokenNotRequired: Analyzer = {
  id: 'access/token-not-required',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a policy that asks for a token beside what verifies tokens',
  why: 'A RequestAuthentication refuses wrong tokens, and lets a request without a token pass.',
  fix: 'add an AuthorizationPolicy with requestPrincipals: ["*"], or with a condition on a claim, for the same workloads',
  source: ['test/traffic/recorded/requests-without-a-token.yaml', 'https://istio.io/latest/docs/reference/config/security/request_authentication/'],
  reads: ['AuthorizationPolicy', 'RequestAuthentication', 'VirtualService'],
  check(mesh, report) {
    const verifying = mesh.all('RequestAuthentication').filter(({ resource: { spec } }) => (spec.jwtRules ?? []).length > 0);
    if (verifying.length === 0) return;
    const policies = mesh.all('AuthorizationPolicy');
    const asking = policies.filter(asksForToken);
    // Routes by claims send requests without one elsewhere, and an external authorizer may look at tokens itself.
    if (mesh.all('VirtualService').some(({ resource }) => JSON.stringify(resource.spec).includes('@request.auth.claims'))) return;
    for (const entry of verifying) {
      const namespace = namespaceOf(entry);
      if (mesh.workloadsUnder(entry) === undefined) continue;
      if (asking.some((each) => mayHoldFor(mesh, each, entry))) continue;
      // In an open world a policy may be anywhere, unless others of the namespace are given.
      const near = policies.filter((each) => [namespace, mesh.settings.rootNamespace].includes(namespaceOf(each)));
      if (mesh.world !== 'closed' && near.length === 0) continue;
      report({ on: entry, path: ['spec', 'jwtRules'] }, {
        ...(mesh.world === 'closed' ? {} : { severity: 'info' }),
        message: `Expected a policy that asks for a token, got ${near.length === 0 ? 'none' : `${renderResource(near[0]!.id)}, which does not`}: requests without a token pass`,
        related: near.slice(0, 3).map((on) => ({ on, path: ['spec'] })),
      });
    }
  },
  good: [
    deployment + tokens + policy('ALLOW', '{from: [{source: {requestPrincipals: ["*"]}}]}'),
    deployment + tokens + policy('DENY', '{from: [{source: {notRequestPrincipals: ["*"]}}], to: [{operation: {ports: ["8080"]}}]}'),
    deployment + tokens + policy('ALLOW', '{when: [{key: "request.auth.claims[group]", values: [admin]}]}', ''),
  ],
  bad: [{ yaml: deployment + tokens + policy('ALLOW', '{from: [{source: {namespaces: [web]}}]}'), at: [1, 'spec.jwtRules'] }],
};

function asksForToken(entry: EntryOf<'AuthorizationPolicy'>): boolean {
  return (entry.resource.spec as { readonly action?: string }).action === 'CUSTOM' || rulesOf(entry).some(({ sources, conditions }) => (
    sources.some(({ of }) => has(of, 'requestPrincipals', 'notRequestPrincipals')) || conditions.some(({ key }) => key.startsWith('request.auth.'))
  ));
}

/** True unless both are for workloads that differ. */
function mayHoldFor(mesh: Mesh, policy: EntryOf<'AuthorizationPolicy'>, entry: EntryOf<'RequestAuthentication'>): boolean {
  const { rootNamespace } = mesh.settings;
  const [a, b] = [namespaceOf(policy), namespaceOf(entry)];
  if (a !== b && a !== rootNamespace && b !== rootNamespace) return false;
  const [asked, verified] = [labelsOf(policy), labelsOf(entry)];
  return Object.entries(asked).every(([key, value]) => verified[key] === undefined || verified[key] === value);
}

function labelsOf({ resource: { spec } }: EntryOf<'AuthorizationPolicy'> | EntryOf<'RequestAuthentication'>): Readonly<Record<string, string>> {
  return (spec as { readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } }).selector?.matchLabels ?? {};
}
