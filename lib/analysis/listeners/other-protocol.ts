import { renderResource } from '../../core/finding';
import { type PlacedServer, serversOf } from '../../mesh/gateways';
import { isSameObject } from '../../mesh/mesh-entry';
import { isHttpProtocol } from '../../values/protocol';
import type { Analyzer } from '../analyzer';
import { gateway, server } from '../gateway-yaml';

const http = '{port: {number: 443, name: http, protocol: HTTP}, hosts: ["*"]}';
const tcp = '{port: {number: 443, name: tcp, protocol: TCP}, hosts: ["*"]}';

/** Servers of two kinds on one port: the first one keeps the port. */
export const otherProtocol: Analyzer = {
  id: 'listeners/other-protocol',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Unreachable server: the port of the pods is for another protocol',
  why: 'A port of a gateway is for requests in the clear, for connections in the clear, or for TLS. Of the servers of the same pods istiod keeps the first one in '
    + 'the clear, of the oldest Gateway, and drops what cannot share its port; the Gateway is accepted all the same.',
  fix: 'give each protocol a port of its own',
  source: ['test/traffic/recorded/gateways-with-two-protocols.yaml', 'pilot/pkg/model/gateway.go#mergeGateways'],
  reads: [],
  check(mesh, report) {
    const groups = [...mesh.gatewaysOfSamePods, ...mesh.gateways.map((each) => [each])];
    const reported = new Set<string>();
    for (const group of groups) {
      for (const { server: later, first } of droppedServers(group.flatMap(serversOf))) {
        const key = `${later.gateway.key} ${later.index}`;
        if (reported.has(key) || (later.gateway !== first.gateway && isSameObject(later.gateway.entry, first.gateway.entry))) continue;
        reported.add(key);
        const of = later.gateway === first.gateway ? `server ${first.index}` : renderResource(first.gateway.entry.id);
        report({ on: later.gateway.entry, path: ['spec', 'servers', later.index, 'port', 'protocol'] }, {
          message: `Unreachable: ${of} has port ${later.port} of the same pods for ${first.server.port.protocol}, so istiod drops this server for ${later.server.port.protocol}`,
          related: [{ on: first.gateway.entry, path: ['spec', 'servers', first.index, 'port', 'protocol'] }],
        });
      }
    }
  },
  good: [
    gateway('a', http) + gateway('b', http),
    gateway('a', server('a.example.com')) + gateway('b', server('b.example.com')),
    gateway('a', http) + gateway('b', tcp.replace('443', '9000')),
  ],
  bad: [
    { yaml: gateway('a', http) + gateway('b', tcp), at: [1, 'spec.servers[0].port.protocol'], also: ['gateways/servers-clash'] },
    { yaml: gateway('a', http) + gateway('b', server('a.example.com')), at: [1, 'spec.servers[0].port.protocol'], also: ['gateways/servers-clash'] },
    { yaml: gateway('a', tcp) + gateway('b', tcp), at: [1, 'spec.servers[0].port.protocol'], also: ['gateways/servers-clash'] },
  ],
};

/** The servers that istiod drops because one in the clear has their port, which stands in front of them. */
function droppedServers(servers: readonly PlacedServer[]): { readonly server: PlacedServer; readonly first: PlacedServer }[] {
  const firstInTheClear = new Map<string, PlacedServer>();
  return servers.flatMap((server) => {
    const key = `${server.server.bind ?? ''}:${server.port}`;
    const first = firstInTheClear.get(key);
    if (first) return isHttp(first) && isHttp(server) ? [] : [{ server, first }];
    if (!isTls(server)) firstInTheClear.set(key, server);
    return [];
  });
}

function isHttp({ server: { port: { protocol } } }: PlacedServer): boolean {
  return isHttpProtocol(protocol);
}

function isTls({ server: { tls, port: { protocol } } }: PlacedServer): boolean {
  return tls !== undefined && !isHttpProtocol(protocol);
}
