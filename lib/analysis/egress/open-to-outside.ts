import { renderResource } from '../../core/finding';
import { quote } from '../../core/quote';
import type { MeshGateway } from '../../mesh/gateways';
import type { Analyzer } from '../analyzer';
import { detour, egressGateway, entry } from '../egress-yaml';

const HTTP = 'port: {number: 443, name: http, protocol: HTTP}';
const ingress = (selector: string): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec: {selector: ${selector}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: [shop.example.com]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: shop}
spec: {hosts: [shop.example.com], gateways: [edge], http: [{route: [{destination: {host: shop}}]}]}
---`;

/** One gateway for what comes in and for what goes out: whoever comes from outside can go out through it. */
export const openToOutside: Analyzer = {
  id: 'egress/open-to-outside',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected pods of their own for what comes in and for what goes out',
  why: 'A gateway does not know where a connection comes from. Where the same pods serve clients outside of the mesh and send on to hosts outside of it, whoever '
    + 'reaches their port for egress goes out with the address and the certificates of the cluster.',
  fix: 'run an egress gateway with a Deployment and labels of its own; its Service has type ClusterIP',
  source: ['test/traffic/recorded/ingress-and-egress-of-the-same-pods.yaml', 'https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/'],
  reads: [],
  check(mesh, report) {
    if (mesh.detours.length === 0) return;
    const egress = new Map(mesh.detours.flatMap((each) => each.gateways.flatMap((key) => {
      const gateway = mesh.gateway(key);
      return gateway ? [[gateway, each] as const] : [];
    })));
    const bound = new Set(mesh.routes.flatMap(({ gateways }) => gateways.includes('mesh') ? [] : gateways));
    const reported = new Set<MeshGateway>();
    for (const group of mesh.gatewaysOfSamePods) {
      const ingress = group.find((each) => !egress.has(each) && bound.has(each.key));
      if (!ingress) continue;
      for (const gateway of group) {
        const of = egress.get(gateway);
        if (!of || reported.has(gateway)) continue;
        reported.add(gateway);
        report({ on: gateway.entry, path: ['spec', 'selector'] }, {
          message: `Expected pods of their own for egress to ${quote(of.host)}, got those that ${renderResource(ingress.entry.id)} opens for clients outside of the mesh`,
          related: [{ on: ingress.entry, path: ['spec', 'selector'] }],
        });
      }
    }
  },
  good: [entry + egressGateway(HTTP) + detour() + ingress('{istio: ingress}')],
  bad: [{ yaml: entry + egressGateway(HTTP) + detour() + ingress('{istio: egress}'), at: [3, 'spec.selector'], also: ['gateways/port-not-open'] }],
};
