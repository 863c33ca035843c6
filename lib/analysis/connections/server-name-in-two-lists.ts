import { renderPath, renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { MESH } from '../../mesh/gateway-name';
import { isSameObject } from '../../mesh/mesh-entry';
import type { Mesh } from '../../mesh/mesh';
import { isForEverySidecar, type PlacedTlsMatch, tlsMatchesOf } from '../../mesh/sni-matches';
import { isTlsProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';
import { tlsEntries, tlsRoutes } from '../tls-yaml';

/** One server name in two different lists of one listener: Envoy refuses it. */
export const serverNameInTwoLists: Analyzer = {
  id: 'connections/server-name-in-two-lists',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Conflicting matches: Envoy refuses the listener of sidecars',
  why: 'Each list of server names becomes a filter chain. istiod leaves out a list that is there already, but not a single name of it, and Envoy refuses a listener with '
    + 'two chains for one name: connections to every host of the listener then pass by their routes. Hosts outside of the mesh without addresses share one listener a port.',
  fix: 'write the same list of server names in both matches, or each name in one list',
  source: ['test/traffic/recorded/server-name-in-two-lists.yaml', 'pilot/pkg/networking/core/tls.go#hashRuntimeTLSMatchPredicates'],
  reads: [],
  check(mesh, report) {
    const listeners = new Map<string, Map<string, PlacedTlsMatch[]>>();
    for (const routes of mesh.routes) {
      if (routes.tls.length === 0) continue;
      for (const placed of tlsMatchesOf(routes, MESH)) {
        if (!isForEverySidecar(placed)) continue;
        const clashes = listenersOf(mesh, placed).map((listener) => clash(mesh, listeners, listener, placed));
        const earlier = clashes.find((each) => each !== undefined);
        if (!earlier) continue;
        const where = earlier.routes === routes ? renderPath(earlier.path) : renderResource(earlier.routes.entry.id);
        report({ on: routes.entry, path: [...placed.path, 'sniHosts'] }, {
          message: `Conflicting: ${quote(earlier.name)} is in another list of server names of ${where}, so Envoy refuses the listener that both share`,
          related: [{ on: earlier.routes.entry, path: [...earlier.path, 'sniHosts'] }],
        });
      }
    }
  },
  good: [
    tlsRoutes('a.example.com', ['sniHosts: [a.example.com, b.example.com]', 'sniHosts: [c.example.com]']),
    tlsRoutes('a.example.com', ['sniHosts: [a.example.com]', 'sniHosts: [a.example.com]']),
    tlsRoutes('a.example.com', ['port: 443, sniHosts: [a.example.com]', 'port: 8443, sniHosts: [a.example.com, b.example.com]']),
    tlsRoutes('a.example.com', ['sniHosts: [a.example.com], sourceNamespace: web', 'sniHosts: [a.example.com, b.example.com]']),
  ],
  bad: [
    {
      yaml: tlsEntries('a.example.com') + tlsRoutes('a.example.com', ['sniHosts: [a.example.com]', 'sniHosts: [a.example.com, www.a.example.com]'])
        .replace('hosts: ["a.example.com"]', 'hosts: [a.example.com, www.a.example.com]'),
      at: [1, 'spec.tls[1].match[0].sniHosts'], also: ['routes/host-claimed-twice'],
    },
    {
      yaml: tlsEntries('a.example.com', 'b.example.com') + tlsRoutes('a.example.com', ['sniHosts: [a.example.com]'])
        + tlsRoutes('b.example.com', ['sniHosts: [b.example.com, a.example.com]']).replace('hosts: ["b.example.com"]', 'hosts: [b.example.com, a.example.com]'),
      at: [3, 'spec.tls[0].match[0].sniHosts'], also: ['routes/host-claimed-twice'],
    },
  ],
};

/** The listeners of sidecars that a match has a chain in: of an address with a port, or of the port for hosts without addresses. */
function listenersOf(mesh: Mesh, { routes, match: { port, destinationSubnets = [] } }: PlacedTlsMatch): readonly string[] {
  const subnets = destinationSubnets.join();
  return [...new Set(routes.hosts.flatMap((host) => {
    const service = mesh.service(host, routes.namespace);
    const at = service?.registry === 'ServiceEntry' && service.addresses.length === 0 ? '0.0.0.0' : host;
    const ports = port ? [port] : (service?.ports ?? []).filter(({ protocol = '' }) => isTlsProtocol(protocol)).map(({ number }) => number);
    return (ports.length > 0 ? ports : [0]).map((number) => `${at}:${number} ${subnets}`);
  }))];
}

/** Adds a match to a listener, and gives an earlier one with one of its names in another list. */
function clash(
  mesh: Mesh, listeners: Map<string, Map<string, PlacedTlsMatch[]>>, listener: string, placed: PlacedTlsMatch,
): (PlacedTlsMatch & { readonly name: string }) | undefined {
  const names = listeners.get(listener) ?? new Map<string, PlacedTlsMatch[]>();
  listeners.set(listener, names);
  const list = [...placed.serverNames].sort().join();
  let found: (PlacedTlsMatch & { readonly name: string }) | undefined;
  for (const name of placed.serverNames) {
    const known = names.get(name) ?? [];
    const other = known.find((each) => [...each.serverNames].sort().join() !== list && areSeenTogether(mesh, each, placed));
    found ??= other && { ...other, name };
    if (!known.some((each) => [...each.serverNames].sort().join() === list)) names.set(name, [...known, placed]);
  }
  return found;
}

function areSeenTogether(mesh: Mesh, a: PlacedTlsMatch, b: PlacedTlsMatch): boolean {
  if (a.routes !== b.routes && isSameObject(a.routes.entry, b.routes.entry)) return false;
  return mesh.seesRoutes(a.routes.namespace, b.routes) || mesh.seesRoutes(b.routes.namespace, a.routes);
}
