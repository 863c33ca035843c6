import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import { serverClashes } from '../../kinds/gateway/host-clashes';
import { serversOf } from '../../mesh/gateways';
import { isSameObject } from '../../mesh/mesh-entry';
import type { Analyzer } from '../analyzer';
import { gateway, server } from '../gateway-yaml';

/** Two Gateways of the same pods with filter chains for one server name: Envoy refuses the listener. */
export const sameServerName: Analyzer = {
  id: 'listeners/same-server-name',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Conflicting Gateways: Envoy refuses the listener of their pods',
  why: 'Gateways that select the same pods share one listener a port. Its filter chains differ by server name alone: the namespace before a host only says whose '
    + 'routes may use it, and case does not count. With two chains for one name Envoy refuses the whole listener, so that nothing on the port is served.',
  fix: 'write the host in one server, or give one of the two another port',
  source: ['test/traffic/recorded/gateways-with-one-server-name.yaml', 'pilot/pkg/model/gateway.go#GetSNIHostsForServer'],
  aliases: ['KIA0301'],
  reads: [],
  check(mesh, report) {
    const reported = new Set<string>();
    for (const group of mesh.gatewaysOfSamePods) {
      const servers = group.flatMap(serversOf);
      const { refused, refusedWithRoutes } = serverClashes(servers);
      for (const [clashes, isSure] of [[refused, true], [refusedWithRoutes, false]] as const) {
        for (const { host, first } of clashes) {
          const [later, earlier] = [servers[host.server]!, servers[first.server]!];
          if (isSameObject(later.gateway.entry, earlier.gateway.entry)) continue; // one resource is enough to know that
          const path = ['spec', 'servers', later.index, 'hosts', host.host];
          const key = `${later.gateway.key} ${path.join()}`;
          if (reported.has(key)) continue;
          reported.add(key);
          const effect = isSure ? 'so Envoy refuses the listener' : 'so Envoy refuses the listener as soon as both have routes for it';
          report({ on: later.gateway.entry, path }, {
            ...(isSure ? {} : { severity: 'warning' }),
            message: `Conflicting: ${quote(host.written)} is the server name of ${quote(first.written)} in ${renderResource(earlier.gateway.entry.id)}, which the `
              + `same pods serve on port ${later.port}, ${effect}`,
            related: [{ on: earlier.gateway.entry, path: ['spec', 'servers', earlier.index, 'hosts', first.host] }],
          });
        }
      }
    }
  },
  good: [
    gateway('a', server('a.example.com')) + gateway('b', server('b.example.com')),
    gateway('a', server('red/a.example.com')) + gateway('b', server('blue/a.example.com')).replace('istio: edge', 'istio: other'),
    gateway('a', server('red/a.example.com')) + gateway('b', server('blue/a.example.com', 8443)),
  ],
  bad: [
    { yaml: gateway('a', server('red/a.example.com')) + gateway('b', server('blue/a.example.com')), at: [1, 'spec.servers[0].hosts[0]'], also: ['gateways/certificate-twice'] },
    { yaml: gateway('a', server('a.example.com')) + gateway('b', server('red/b.example.com, A.example.com')), at: [1, 'spec.servers[0].hosts[1]'], also: ['gateways/certificate-twice'] },
  ],
};
