import { renderResource } from '../../core/finding';
import { choices, quote } from '../../core/quote';
import { MESH } from '../../mesh/gateway-name';
import { isServerFor, type MeshGateway, routesOfServer } from '../../mesh/gateways';
import type { Mesh } from '../../mesh/mesh';
import { namespaceOf } from '../../mesh/mesh-entry';
import { gatewaysOf } from '../../mesh/routed-destinations';
import type { ServicePort } from '../../mesh/service';
import type { MeshRoutes } from '../../mesh/virtual-services';
import { isHttpProtocol, isTlsProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';

const gateway = (server: string): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: edge}
spec: {selector: {istio: edge}, servers: [{hosts: ["*"], ${server}}]}
---`;
const HTTPS = 'port: {number: 443, name: https, protocol: HTTPS}, tls: {mode: SIMPLE, credentialName: edge}';
const ENDS_TLS = 'port: {number: 443, name: tls, protocol: TLS}, tls: {mode: SIMPLE, credentialName: edge}';
const PASSES_ON = 'port: {number: 443, name: tls, protocol: TLS}, tls: {mode: PASSTHROUGH}';
const service = (port: string): string => `
apiVersion: v1
kind: Service
metadata: {name: books, namespace: shop}
spec: {selector: {app: books}, ports: [{${port}}]}
---`;
const routes = (block: string, host: string, gateways = ''): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: books, namespace: shop}
spec: {hosts: [${host}], ${gateways}${block}}
---`;
const TO = 'route: [{destination: {host: books.shop.svc.cluster.local, port: {number: 80}}}]';
const TLS = `tls: [{match: [{sniHosts: [books.example.com]}], ${TO}}]`;
const AT_EDGE = 'gateways: [edge/edge], ';

/** Routes of a kind that nothing follows: no server of their gateway, and no port of their host, is for what they match. */
export const unusedRoutes: Analyzer = {
  id: 'protocols/unused-routes',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected routes of the kind that the server, or the port, is for',
  why: '"http" routes hold where Istio sees requests: at servers for HTTP and servers that end HTTPS, on ports for HTTP and undeclared ones. "tls" routes hold where TLS is '
    + 'passed on, and "tcp" routes for connections in the clear and where TLS ends for a protocol other than HTTP. Elsewhere they have no effect: a gateway responds with 404 or '
    + 'closes the connection, and a sidecar goes straight to the service.',
  fix: 'write the routes under the name that fits the server or the port, or declare another protocol',
  source: [
    'test/traffic/recorded/tls-routes-where-tls-ends.yaml', 'test/traffic/recorded/http-routes-where-tls-passes.yaml',
    'test/traffic/recorded/http-routes-to-a-tcp-port.yaml', 'pilot/pkg/networking/core/gateway.go#ListenerBuilder.createGatewayTCPFilterChainOpts',
  ],
  reads: [],
  check(mesh, report) {
    for (const routes of mesh.routes) {
      for (const block of ['http', 'tls', 'tcp'] as const) {
        const found = firstUnused(mesh, routes, block);
        if (!found) continue;
        const { index, places } = found;
        const { entry: on, index: number } = block === 'http' ? routes.placesOfHttp[index]! : { entry: routes.entry, index };
        report({ on, path: ['spec', block, number] }, {
          message: `Without effect: ${quote(block)} routes hold for ${FOLLOWED_BY[block]}, got ${choices(places.map(({ text }) => text)).replaceAll('"', '')}`,
          fix: places.every(({ kind }) => kind === places[0]!.kind) ? `write the routes under ${quote(places[0]!.kind)}, or declare another protocol` : undefined,
          related: places.flatMap(({ on: other, path }) => (other ? [{ on: other, path }] : [])).slice(0, 3),
        });
      }
    }
  },
  good: [
    gateway(HTTPS) + routes(`http: [{${TO}}]`, 'books.example.com', AT_EDGE),
    gateway(PASSES_ON) + routes(TLS, 'books.example.com', AT_EDGE),
    gateway(ENDS_TLS) + routes(`tcp: [{match: [{port: 443}], ${TO}}]`, 'books.example.com', AT_EDGE),
    service('name: books, port: 80, targetPort: 80') + routes(`http: [{${TO}}]`, 'books'),
    routes(TLS, 'books.example.com', AT_EDGE),
    gateway(HTTPS) + routes(`${TLS}, http: [{${TO}}]`, 'books.example.com', AT_EDGE),
  ],
  bad: [
    { yaml: gateway(HTTPS) + routes(TLS, 'books.example.com', AT_EDGE), at: [1, 'spec.tls[0]'] },
    { yaml: gateway(ENDS_TLS) + routes(TLS, 'books.example.com', AT_EDGE), at: [1, 'spec.tls[0]'] },
    { yaml: gateway(PASSES_ON) + routes(`http: [{${TO}}]`, 'books.example.com', AT_EDGE), at: [1, 'spec.http[0]'] },
    { yaml: service('name: tcp-books, port: 80, targetPort: 80') + routes(`http: [{${TO}}]`, 'books'), at: [1, 'spec.http[0]'] },
  ],
};

type Block = 'http' | 'tls' | 'tcp';

const FOLLOWED_BY: Readonly<Record<Block, string>> = {
  http: 'requests', tls: 'TLS that is passed on', tcp: 'connections in the clear and where TLS ends for other protocols than HTTP',
};

/** A server or a port, what its routes have to be, and where it is written. */
interface Follower {
  readonly kind: Block;
  readonly text: string;
  readonly on: MeshRoutes['entry'] | MeshGateway['entry'] | undefined;
  readonly path: readonly (string | number)[];
}

/** The first route of a block that no server and no port is for, with all that could have followed it. */
function firstUnused(
  mesh: Mesh, routes: MeshRoutes, block: Block,
): { readonly index: number; readonly places: readonly Follower[] } | undefined {
  for (const [index, route] of routes[block].entries()) {
    const matches: readonly { readonly port?: number }[] = route.match ?? [];
    const ports = matches.length > 0 && matches.every(({ port }) => port) ? new Set(matches.map(({ port }) => port!)) : undefined;
    const gateways = gatewaysOf(routes, route);
    const places = gateways.map((gateway) => (gateway === MESH ? portsOf(mesh, routes, ports) : serversFor(mesh, routes, gateway, ports)));
    if (places.length === 0 || places.some((each) => each === undefined || each.length === 0)) continue;
    const all = places.flatMap((each) => each!);
    // Where the VirtualService has routes of the right kind as well, requests and connections find those.
    if (!all.some(({ kind }) => kind === block || routes[kind].length > 0)) return { index, places: all };
  }
  return undefined;
}

/** The servers of a Gateway for the hosts of routes; undefined where the Gateway is not given. */
function serversFor(
  mesh: Mesh, { hosts, namespace }: MeshRoutes, key: string, ports: ReadonlySet<number> | undefined,
): readonly Follower[] | undefined {
  const gateway = mesh.gateway(key);
  if (!gateway) return undefined;
  const { entry } = gateway;
  return (entry.resource.spec.servers ?? []).flatMap((server, i): readonly Follower[] => {
    if (ports && !ports.has(server.port.number)) return [];
    const kind = isServerFor(server, namespaceOf(entry), namespace, hosts) ? routesOfServer(server) : undefined;
    const does = kind === 'tls' ? 'passes TLS on' : server.tls && kind ? `ends TLS for ${kind === 'http' ? 'requests' : 'connections'}` : `is for ${kind === 'http' ? 'requests' : 'connections'}`;
    return kind ? [{ kind, on: entry, path: ['spec', 'servers', i], text: `server ${i} of ${renderResource(entry.id)}, which ${does}` }] : [];
  });
}

/** The ports of the services that routes of sidecars are for; undefined where one is not given, or Istio looks at the traffic of one. */
function portsOf(mesh: Mesh, { hosts, namespace }: MeshRoutes, ports: ReadonlySet<number> | undefined): readonly Follower[] | undefined {
  const found: Follower[] = [];
  for (const host of hosts) {
    const service = host.startsWith('*') ? undefined : mesh.service(host, namespace);
    if (!service || service.host !== host || service.resolution === 'ALIAS') return undefined;
    for (const [i, port] of service.ports.entries()) {
      if (ports && !ports.has(port.number)) continue;
      if (port.protocol === undefined) return undefined;
      found.push({
        kind: blockOf(port), on: service.entry as Follower['on'], path: ['spec', 'ports', i], text: `port ${port.number} of ${service.host} for ${port.protocol}`,
      });
    }
  }
  return found;
}

function blockOf({ protocol = 'TCP' }: ServicePort): Block {
  return isHttpProtocol(protocol) ? 'http' : isTlsProtocol(protocol) ? 'tls' : 'tcp';
}
