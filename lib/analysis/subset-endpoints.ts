import { selects } from '../mesh/endpoint';
import type { Mesh } from '../mesh/mesh';

/** Labels that istiod adds to endpoints by their place: no pod template has them. */
const PLACE = /^(topology\.(istio|kubernetes)\.io\/|kubernetes\.io\/hostname$)/;

/** True when endpoints of a host have the labels of a subset, as far as the resources show; of a wildcard's hosts nothing is known. */
export function hasEndpoints(mesh: Mesh, host: string, namespace: string, labels: Readonly<Record<string, string>>): boolean {
  const service = mesh.service(host, namespace);
  if (!service || service.host.startsWith('*')) return true;
  const own = Object.fromEntries(Object.entries(labels).filter(([label]) => !PLACE.test(label)));
  const isPlaced = Object.keys(own).length < Object.keys(labels).length;
  return mesh.workloadsOf(service).some((workload) => selects(own, workload.labels))
    || mesh.endpointsOf(service).some((endpoint) => selects(isPlaced ? own : labels, endpoint.labels));
}
