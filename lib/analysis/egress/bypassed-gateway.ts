import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { Analyzer } from '../analyzer';
import { detour, egressGateway, entry, MUTUAL } from '../egress-yaml';

const route = (gateways: string): string => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec: {hosts: [shop.example.com], ${gateways}http: [{match: [{uri: {prefix: /partner/}}], route: [{destination: {host: api.partner.com, port: {number: 80}}}]}]}
---`;

/** A route of another host that leads straight to a host whose own routes go through an egress gateway. */
export const bypassedGateway: Analyzer = {
  id: 'egress/bypassed-gateway',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a route to a host outside of the mesh to go through its egress gateway',
  why: 'The routes of a host hold for requests to that host. A route of another host that names it as destination goes straight to it: not through the egress gateway, '
    + 'without its policies, and not at all where only the gateway may leave the cluster.',
  fix: 'send to the Service of the egress gateway as the routes of the host do, and let the gateway have a server and a route for it',
  source: ['test/traffic/recorded/route-beside-an-egress-gateway.yaml', 'pilot/pkg/networking/core/route/route.go#BuildHTTPRoutesForVirtualService'],
  reads: [],
  check(mesh, report) {
    if (mesh.detours.length === 0) return;
    const byHost = new Map(mesh.detours.map((each) => [each.host, each]));
    for (const { host, routes, gateways, on, path } of mesh.destinations) {
      const found = byHost.get(host);
      if (!found || routes.hosts.includes(host) || gateways.length === 0) continue;
      // The gateway of the detour may send on to the host whatever the request was for.
      if (gateways.every((gateway) => found.gateways.includes(gateway))) continue;
      report({ on, path: [...path, 'host'] }, {
        message: `Expected requests to ${quote(host)} to go through Gateway ${found.gateways.join(', ')}, as ${renderResource(found.hop.routes.entry.id)} wants it, `
          + 'got a route of another host that leads straight to it',
        related: [{ on: found.hop.on, path: found.hop.path }],
      });
    }
  },
  good: [
    entry + egressGateway(MUTUAL) + detour(),
    entry + route('gateways: [edge], '),
  ],
  bad: [
    { yaml: entry + egressGateway(MUTUAL) + detour() + route(''), at: [5, 'spec.http[0].route[0].destination.host'] },
    { yaml: entry + egressGateway(MUTUAL) + detour() + route('gateways: [edge], '), at: [5, 'spec.http[0].route[0].destination.host'] },
  ],
};
