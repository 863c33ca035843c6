import { type MeshEntry, namespaceOf } from '../../mesh/mesh-entry';
import { OverlapIndex } from '../../mesh/host-index';
import { scopesOf } from '../../mesh/istioctl/listed-hosts';
import { qualifyHost } from '../../values/host-name';
import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { Analyzer, MeshDetail } from '../analyzer';
import { falseAlarm } from '../false-alarm';

const ROUTES = (name: string, exportTo = ''): string => `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: ${name}, namespace: shop}\n`
  + `spec: {hosts: [reviews]${exportTo}, http: [{directResponse: {status: 204}}]}`;

/** A VirtualService for clients of the mesh, and where it names the host. */
interface Claim {
  readonly on: MeshEntry;
  readonly path: readonly (string | number)[];
}

/** Two VirtualServices for one host that the same clients follow. */
export const hostClaimedTwice: Analyzer = {
  id: 'routes/host-claimed-twice',
  severity: 'error',
  authority: 'istioctl',
  summary: 'Conflicting hosts: clients of the mesh follow one VirtualService of a host',
  why: 'Istio merges VirtualServices at gateways only. Sidecars follow the one that is oldest, and the routes of the other '
    + 'one are lost without a message.',
  fix: 'put the routes into one VirtualService, or let it delegate to the others',
  source: [
    'pkg/config/analysis/analyzers/virtualservice/conflictingmeshgatewayhosts.go#ConflictingMeshGatewayHostsAnalyzer.Analyze',
    'https://istio.io/latest/docs/reference/config/analysis/ist0109/',
  ],
  aliases: ['IST0109', 'KIA1106'],
  coveredBy: ['composition/owned-twice'],
  reads: ['VirtualService'],
  check(mesh, report) {
    const scopes = new Map<string, OverlapIndex<Claim>>();
    for (const entry of mesh.istioctl.all('VirtualService')) {
      const { hosts = [], gateways = [], exportTo = [] } = entry.resource.spec as Partial<typeof entry.resource.spec>;
      if (gateways.length > 0 && !gateways.includes('mesh')) continue;
      for (const scope of scopesOf(exportTo, namespaceOf(entry))) {
        const claims = scopes.get(scope) ?? new OverlapIndex<Claim>();
        scopes.set(scope, claims);
        hosts.forEach((host, i) => claims.add(qualifyHost(host, namespaceOf(entry)), { on: entry, path: ['spec', 'hosts', i] }));
      }
    }
    const reported = new Set<MeshEntry>();
    const reportAll = (claims: readonly Claim[], host: string, other: string, scope: string): void => {
      // One VirtualService may have a host under two names.
      if (mesh.world === 'open' && claims.every(({ on }) => on === claims[0]!.on)) return;
      for (const claim of claims) {
        if (reported.has(claim.on)) continue;
        reported.add(claim.on);
        report(claim, detailOf(claim, claims, host, other, scope));
      }
    };
    const everywhere = scopes.get('*');
    // What is the same for the same clients first: a VirtualService is reported once.
    for (const [scope, claims] of scopes) for (const [host, all] of claims.all) if (all.length > 1) reportAll(all, host, host, scope);
    for (const [scope, claims] of scopes) {
      if (scope === '*' || !everywhere) continue;
      for (const [host, own] of claims.all) {
        for (const other of everywhere.touching(host)) reportAll([...own, ...everywhere.of(other)], host, other, scope);
      }
    }
  },
  good: [
    `${ROUTES('a')}\n---\n${ROUTES('b', ', gateways: [public]')}`,
    `${ROUTES('a', ', exportTo: [web]')}\n---\n${ROUTES('b', ', exportTo: [shop]')}`,
  ],
  bad: [{ yaml: `${ROUTES('a')}\n---\n${ROUTES('b')}`, at: [1, 'spec.hosts[0]'] }],
};

function detailOf(claim: Claim, claims: readonly Claim[], host: string, other: string, scope: string): MeshDetail {
  const related = [...new Map(claims.filter(({ on }) => on !== claim.on).map((each) => [each.on, each])).values()];
  const audience = scope === '*' ? 'clients of the mesh' : `clients in namespace ${quote(scope)}`;
  if (related.length === 0) return falseAlarm({ message: `Expected each host once, got ${quote(host)} twice` }, 'the two names are in one VirtualService');
  const names = `${renderResource(related[0]!.on.id)}${related.length > 1 ? ` and ${related.length - 1} more` : ''}`;
  const message = `Expected one VirtualService for ${audience} of ${quote(host)}, got one more in ${names}`;
  // Of two hosts the one that says more wins, and what is for few namespaces wins over what is for all of them: that may be meant.
  return { message, related: related.slice(0, 20), ...(host === other && related.some((each) => sharesScope(each.on, scope)) ? {} : { severity: 'warning' }) };
}

function sharesScope(entry: MeshEntry, scope: string): boolean {
  return scopesOf((entry.resource.spec as { readonly exportTo?: readonly string[] }).exportTo ?? [], namespaceOf(entry)).includes(scope);
}
