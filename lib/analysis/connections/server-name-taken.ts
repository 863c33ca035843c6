import { renderPath, renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { MESH } from '../../mesh/gateway-name';
import { isSameObject } from '../../mesh/mesh-entry';
import { type PlacedTlsMatch, tlsMatchesOf } from '../../mesh/sni-matches';
import type { Analyzer } from '../analyzer';
import { tlsRoutes } from '../tls-yaml';

/** A match at a gateway with a server name that an earlier one has: istiod drops it with all its names. */
export const serverNameTaken: Analyzer = {
  id: 'connections/server-name-taken',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Unreachable match: an earlier one at the gateway has one of its server names',
  why: 'At a port of a gateway the first match with a server name keeps it, in the VirtualService that was created first. istiod drops a later match that has the name, '
    + 'with all of its other names, so that connections to these are closed.',
  fix: 'write each server name in one match of the gateway',
  source: ['test/traffic/recorded/server-name-at-a-gateway-twice.yaml', 'pilot/pkg/networking/core/gateway.go#ListenerBuilder.buildGatewayNetworkFiltersFromTLSRoutes'],
  reads: [],
  check(mesh, report) {
    const taken = new Map<string, PlacedTlsMatch[]>();
    const reported = new Set<string>();
    for (const routes of mesh.routes) {
      if (routes.tls.length === 0) continue;
      for (const gateway of new Set(routes.gateways)) {
        if (gateway === MESH) continue;
        for (const placed of tlsMatchesOf(routes, gateway)) {
          const first = firstOf(taken, gateway, placed);
          if (!first) {
            for (const name of placed.serverNames) taken.set(`${gateway} ${name}`, [...taken.get(`${gateway} ${name}`) ?? [], placed]);
            continue;
          }
          const key = `${routes.entry.index} ${placed.path.join()}`;
          if (reported.has(key)) continue;
          reported.add(key);
          const where = first.routes === routes ? renderPath(first.path) : renderResource(first.routes.entry.id);
          report({ on: routes.entry, path: [...placed.path, 'sniHosts', placed.serverNames.indexOf(first.name)] }, {
            message: `Unreachable: ${quote(first.name)} is taken at Gateway ${gateway} by ${where}, so istiod drops this match with all of its server names`,
            related: [{ on: first.routes.entry, path: [...first.path, 'sniHosts'] }],
          });
        }
      }
    }
  },
  good: [
    tlsRoutes('a.example.com', ['sniHosts: [a.example.com]'], 'gateways: [edge], ') + tlsRoutes('b.example.com', ['sniHosts: [b.example.com]'], 'gateways: [edge], '),
    tlsRoutes('a.example.com', ['port: 443, sniHosts: [a.example.com]', 'port: 8443, sniHosts: [a.example.com]'], 'gateways: [edge], '),
    tlsRoutes('a.example.com', ['sniHosts: [a.example.com], gateways: [mesh]', 'sniHosts: [a.example.com], gateways: [edge]'], 'gateways: [mesh, edge], '),
  ],
  bad: [
    {
      yaml: tlsRoutes('a.example.com', ['sniHosts: [a.example.com]'], 'gateways: [edge], ')
        + tlsRoutes('b.example.com', ['sniHosts: [b.example.com, a.example.com]'], 'gateways: [edge], ').replace('["b.example.com"]', '[b.example.com, a.example.com]'),
      at: [1, 'spec.tls[0].match[0].sniHosts[1]'],
    },
  ],
};

function firstOf(
  taken: ReadonlyMap<string, readonly PlacedTlsMatch[]>, gateway: string, { routes, serverNames, match: { port } }: PlacedTlsMatch,
): (PlacedTlsMatch & { readonly name: string }) | undefined {
  for (const name of serverNames) {
    const first = taken.get(`${gateway} ${name}`)?.find(({ match, routes: of }) => (
      (!match.port || !port || match.port === port) && (of === routes || !isSameObject(of.entry, routes.entry))
    ));
    if (first) return { ...first, name };
  }
  return undefined;
}
