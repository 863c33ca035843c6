import type { Path } from '../../core/finding';
import { quote } from '../../core/quote';
import { type EntryOf, namespaceOf } from '../../mesh/mesh-entry';
import type { Mesh } from '../../mesh/mesh';
import type { RoutesSpec } from '../../mesh/virtual-services';
import { isJwtClaim } from '../../values/header';
import { atGateways } from '../at-gateways';
import type { Analyzer } from '../analyzer';
import { reportOnce } from '../once';

const SET = (selector: string): string => 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: shop, namespace: edge}\n'
  + 'spec: {hosts: [shop.example.com], gateways: [public], http: [{match: [{headers: {"@request.auth.claims.group": {exact: a}}}], directResponse: {status: 204}}, {directResponse: {status: 404}}]}\n'
  + '---\napiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: public, namespace: edge}\n'
  + 'spec: {selector: {app: edge}, servers: [{hosts: [shop.example.com], port: {number: 80, name: http, protocol: HTTP}}]}\n'
  + '---\napiVersion: v1\nkind: Pod\nmetadata: {name: edge, namespace: edge, labels: {app: edge}}\nspec: {containers: [{name: istio-proxy, image: auto-1}]}\n'
  + '---\napiVersion: v1\nkind: Service\nmetadata: {name: edge, namespace: edge}\nspec: {selector: {app: edge}, ports: [{name: http, port: 80, protocol: TCP}]}\n'
  + '---\napiVersion: security.istio.io/v1\nkind: RequestAuthentication\nmetadata: {name: users, namespace: edge}\n'
  + `spec: {selector: {matchLabels: {${selector}}}, jwtRules: [{issuer: issuer, jwksUri: "https://issuer.example.com/keys"}]}`;

/** Routes that match a claim, at a gateway that reads no tokens. */
export const claimsWithoutAuthentication: Analyzer = {
  id: 'routes/claims-without-authentication',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Expected a RequestAuthentication at a gateway whose routes match claims of tokens',
  why: 'Only a RequestAuthentication reads tokens: without one no request has a claim, so the route is never taken.',
  fix: 'add a RequestAuthentication that selects the pods of the gateway',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/jwtclaimroute.go#JWTClaimRouteAnalyzer.analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0149/',
  ],
  aliases: ['IST0149'],
  reads: ['Gateway', 'Namespace', 'Pod', 'RequestAuthentication', 'VirtualService'],
  check(mesh, report) {
    const asked = new Map<EntryOf<'VirtualService'>, { readonly key: string; readonly path: Path } | undefined>();
    reportOnce(report, atGateways(mesh).flatMap(({ entry, gateway }) => {
      if (!asked.has(entry)) asked.set(entry, claimOf(entry.resource.spec as RoutesSpec));
      const claim = asked.get(entry);
      if (!claim || !gateway) return [];
      return mesh.istioctl.pods.byLabel.select(gateway.resource.spec.selector ?? {}).flatMap(({ name, namespace, labels, entry: pod }) => {
        if (readsTokens(mesh, namespace, labels)) return [];
        // In an open world a RequestAuthentication may well exist elsewhere, unless others of the namespace were given.
        if (mesh.world === 'open' && (!pod || !mesh.istioctl.byNamespace('RequestAuthentication').has(namespace))) return [];
        return [{
          key: `${namespaceOf(gateway)}/${gateway.id.name} ${name}`,
          at: { on: entry, path: claim.path },
          detail: {
            ...(mesh.world === 'open' ? { severity: 'warning' as const } : {}),
            message: `Expected a RequestAuthentication for pod ${quote(`${namespace}/${name}`)} of the gateway, as the route matches ${quote(claim.key)}, got none`,
            related: [{ on: gateway, path: ['spec', 'selector'] }, ...(pod ? [{ on: pod }] : [])],
          },
        }];
      });
    }));
  },
  good: [SET('app: edge')],
  bad: [{ yaml: SET('app: other'), at: [0, 'spec.http[0].match[0].headers["@request.auth.claims.group"]'] }],
};

/** The first claim that a route matches. */
function claimOf({ http = [] }: RoutesSpec): { readonly key: string; readonly path: Path } | undefined {
  for (const [i, { match = [] }] of http.entries()) {
    for (const [m, one] of match.entries()) {
      for (const field of ['headers', 'withoutHeaders'] as const) {
        const key = Object.keys(one[field] ?? {}).find(isJwtClaim);
        if (key !== undefined) return { key, path: ['spec', 'http', i, 'match', m, field, key] };
      }
    }
  }
  return undefined;
}

/** True when a RequestAuthentication of the pod's namespace, or of Istio's, selects it. */
function readsTokens(mesh: Mesh, namespace: string, labels: Readonly<Record<string, string>>): boolean {
  return mesh.istioctl.requestAuthenticationsFor(namespace, labels).length > 0;
}
