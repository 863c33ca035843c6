import type { Mesh } from '../../mesh/mesh';
import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService } from '../../mesh/service';

const known = new WeakMap<Mesh, Map<RegisteredService, ProxyView | undefined>>();

/** The gateway whose pods stand behind a service: its view of the mesh; undefined for a service of workloads. */
export function gatewayBehind(mesh: Mesh, service: RegisteredService): ProxyView | undefined {
  const gateways = known.get(mesh) ?? new Map<RegisteredService, ProxyView | undefined>();
  known.set(mesh, gateways);
  if (!gateways.has(service)) gateways.set(service, gatewayView(mesh, service));
  return gateways.get(service);
}

function gatewayView(mesh: Mesh, service: RegisteredService): ProxyView | undefined {
  const { namespace, selector = {}, registry } = service;
  if (registry !== 'Kubernetes' || Object.keys(selector).length === 0) return undefined;
  // Without its Deployment a gateway is known by the labels that its Service selects.
  const labels = mesh.workloadsOf(service)[0]?.labels ?? selector;
  const view = mesh.proxy({ namespace, labels, type: 'gateway' });
  // A Gateway without a selector is for every gateway, and makes none of a workload.
  return view.gateways.some(({ resource: { spec } }) => Object.keys(spec.selector ?? {}).length > 0) ? view : undefined;
}

/** The number on which the pods of a gateway listen for a port of their service. */
export function podPortOf(gateway: ProxyView, service: RegisteredService, port: number): number {
  const target = gateway.targets.find((each) => each.service.host === service.host && each.port.number === port);
  return target?.targetPort ?? port;
}
