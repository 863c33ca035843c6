import { choices, quote } from '../../core/quote';
import { MESH } from '../../mesh/gateway-name';
import type { Analyzer } from '../analyzer';
import { gateway, pods, routes } from '../visible-yaml';

const service = (exportTo: string, namespace = 'cart'): string => `
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: ${namespace}, annotations: {networking.istio.io/exportTo: "${exportTo}"}}
spec: {selector: {app: cart}, ports: [{name: http, port: 80, targetPort: 80}]}
---`;
const meshRoutes = routes('exportTo: ["*"]').replace('gateways: [edge/edge], ', '').replace('shop.example.com', 'cart.cart.svc.cluster.local');

/** A route to a service that is not exported to whoever follows the route. */
export const destinationUnseen: Analyzer = {
  id: 'visibility/destination-unseen',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected a destination that those see who follow the route',
  why: 'A proxy has no cluster for a service that is not exported to its namespace, so a route to it responds with 503.',
  fix: 'export the service to the namespace of the clients: the annotation networking.istio.io/exportTo of a Service, the field exportTo of a ServiceEntry',
  source: ['test/traffic/recorded/destination-that-clients-do-not-see.yaml', 'pilot/pkg/model/sidecar.go#IstioEgressListenerWrapper.selectServices'],
  reads: [],
  check(mesh, report) {
    const hidden = mesh.services.filter((service) => mesh.audienceOf(service) !== 'all');
    if (hidden.length === 0) return;
    const withClients = new Set(mesh.workloads.filter(({ hasProxy }) => hasProxy).map(({ namespace }) => namespace));
    const byHost = new Map(hidden.map((each) => [each.host, each]));
    for (const { host, routes, gateways, on, path } of mesh.destinations) {
      const service = byHost.get(host);
      if (!service) continue;
      const ofPods = gateways.flatMap((key) => mesh.gateway(key)?.workloads ?? []).map(({ namespace }) => namespace);
      const named = gateways.includes(MESH) ? [...routes.entry.resource.spec.exportTo ?? []].filter((to) => to !== '*' && to !== '~').map((to) => (to === '.' ? routes.namespace : to)) : [];
      // Routes may stand in a namespace without clients.
      const hasClients = withClients.size === 0 || withClients.has(routes.namespace);
      const own = gateways.includes(MESH) && hasClients && mesh.seesRoutes(routes.namespace, routes);
      const certain = [...new Set([...ofPods, ...named])].filter((namespace) => !mesh.service(host, namespace));
      const blind = certain.length === 0 && own && !mesh.service(host, routes.namespace) ? [routes.namespace] : certain;
      if (blind.length === 0) continue;
      report({ on, path: [...path, 'host'] }, {
        ...(certain.length > 0 || withClients.size > 0 ? {} : { severity: 'warning' }),
        message: `Expected a service that is exported to ${choices(blind)}, got ${quote(host)}, which clients of the route there do not see`,
        ...(service.entry ? { related: [{ on: service.entry, path: service.registry === 'Kubernetes' ? ['metadata', 'annotations', 'networking.istio.io/exportTo'] : ['spec', 'exportTo'] }] } : {}),
      });
    }
  },
  good: [
    gateway + pods('edge') + service('cart,edge') + routes('exportTo: ["*"]'),
    service('cart,shop') + meshRoutes,
    gateway + service('.') + routes('exportTo: ["*"]'),
  ],
  bad: [
    { yaml: gateway + pods('edge') + service('.') + routes('exportTo: ["*"]'), at: [3, 'spec.http[0].route[0].destination.host'] },
    { yaml: service('.') + meshRoutes, at: [1, 'spec.http[0].route[0].destination.host'] },
  ],
};
