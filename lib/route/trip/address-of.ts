import type { Mesh } from '../../mesh/mesh';
import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService } from '../../mesh/service';
import { isIp } from '../../values/ip';
import { firstAddress } from '../listeners/outbound-chains';

/** An address that no service has: of hosts outside of the mesh. */
const ELSEWHERE = '192.0.2.1';

/** The address that a client's DNS has for a host, and the service that has it. */
export interface Resolved {
  readonly address: string;
  readonly service?: RegisteredService;
}

/** Resolves a host as a pod does: in its namespace, then in the cluster, then as it is. */
export function addressOf(mesh: Mesh, { proxy: { namespace }, registry, settings: { clusterDomain } }: ProxyView, host: string): Resolved {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIp(name)) {
    const owner = mesh.services.find(({ addresses }) => addresses.includes(name));
    return { address: name, ...(owner ? { service: owner } : {}) };
  }
  for (const each of [name, `${name}.${namespace}.svc.${clusterDomain}`, `${name}.svc.${clusterDomain}`, `${name}.${clusterDomain}`]) {
    const service = registry.find(each, namespace);
    if (service && (service.host === each || each === name)) return { address: serviceAddress(mesh, service), service };
  }
  return { address: ELSEWHERE };
}

/** A headless service has the addresses of its pods, a host without an address one that the mesh does not know. */
function serviceAddress(mesh: Mesh, service: RegisteredService): string {
  const [own] = service.addresses;
  if (own !== undefined) return own.split('/')[0]!;
  if (service.registry === 'Kubernetes' && service.resolution === 'STATIC') return firstAddress(service);
  const endpoint = service.registry === 'Kubernetes' ? mesh.endpointsOf(service)[0]?.address : undefined;
  return endpoint ?? ELSEWHERE;
}
