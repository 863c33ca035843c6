import { selects } from '../../mesh/endpoint';
import type { Mesh } from '../../mesh/mesh';
import { namespaceOf } from '../../mesh/mesh-entry';
import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService } from '../../mesh/service';
import { isIpv6 } from '../../values/ip';

/** Why it is not known what a proxy does: something is in use that is not modelled. */
export interface Unknown {
  readonly because: 'IPv6' | 'waypoint' | 'multi-cluster networks' | 'DNS capture' | 'EnvoyFilter' | 'WasmPlugin' | 'address by chance';
  /** A sentence that names what is in use. */
  readonly text: string;
}

/** What is in use at a proxy, or at a service that it sends to, that is not modelled. */
export function unknownAt(mesh: Mesh, view: ProxyView, service: RegisteredService | undefined): readonly Unknown[] {
  return [...patches(mesh, view), ...(service ? ofService(mesh, view, service) : [])];
}

function patches(mesh: Mesh, { proxy: { namespace, labels }, settings: { rootNamespace } }: ProxyView): readonly Unknown[] {
  const holds = (home: string, selector: Readonly<Record<string, string>>): boolean => (
    (home === namespace || home === rootNamespace) && selects(selector, labels)
  );
  const filters = mesh.all('EnvoyFilter').filter((entry) => holds(namespaceOf(entry), entry.resource.spec.workloadSelector?.labels ?? {}));
  const plugins = mesh.all('WasmPlugin').filter((entry) => holds(namespaceOf(entry), entry.resource.spec.selector?.matchLabels ?? {}));
  return [
    ...filters.map(({ id }): Unknown => ({ because: 'EnvoyFilter', text: `EnvoyFilter ${id.namespace ?? 'default'}/${id.name} changes the proxy` })),
    ...plugins.map(({ id }): Unknown => ({ because: 'WasmPlugin', text: `WasmPlugin ${id.namespace ?? 'default'}/${id.name} runs in the proxy` })),
  ];
}

const WAYPOINT = 'istio.io/use-waypoint';
const NETWORK = 'topology.istio.io/network';

function ofService(mesh: Mesh, view: ProxyView, service: RegisteredService): readonly Unknown[] {
  const { host, addresses, labels, namespace, registry, resolution } = service;
  const home = mesh.all('Namespace').find(({ id }) => id.name === namespace)?.resource.metadata.labels ?? {};
  const root = mesh.all('Namespace').find(({ id }) => id.name === view.settings.rootNamespace)?.resource.metadata.labels ?? {};
  const waypoint = labels[WAYPOINT] ?? home[WAYPOINT];
  const found: Unknown[] = [];
  if (addresses.some((address) => isIpv6(address.split('/')[0]!))) found.push({ because: 'IPv6', text: `${host} has an IPv6 address` });
  if (waypoint !== undefined && waypoint !== 'none') found.push({ because: 'waypoint', text: `${host} is behind the waypoint ${waypoint}` });
  if (home['istio.io/dataplane-mode'] === 'ambient') found.push({ because: 'waypoint', text: `namespace ${namespace} is part of the ambient mesh` });
  if (root[NETWORK] !== undefined || labels[NETWORK] !== undefined) {
    found.push({ because: 'multi-cluster networks', text: `the mesh spans networks, and ${host} may have endpoints in several` });
  }
  if (registry === 'ServiceEntry' && addresses.length === 0 && resolution !== 'DYNAMIC_DNS' && capturesDns(view)) {
    found.push({ because: 'DNS capture', text: `Istio gives ${host} an address of its own, because the proxy resolves names` });
  }
  if (registry === 'ServiceEntry' && addresses.length > 1) {
    found.push({ because: 'address by chance', text: `istiod takes one of the ${addresses.length} addresses of ${host} for a domain, by chance` });
  }
  return found;
}

function capturesDns({ settings: { defaultConfig } }: ProxyView): boolean {
  const { proxyMetadata } = (defaultConfig ?? {}) as { readonly proxyMetadata?: Readonly<Record<string, unknown>> };
  return String(proxyMetadata?.ISTIO_META_DNS_CAPTURE) === 'true';
}
