import type { HostRule } from '../mesh/destination-rules';
import type { ProxyView } from '../mesh/proxy-view';
import type { RegisteredService, ServicePort } from '../mesh/service';
import { type Balancing, balancingOf, isPassthrough } from './balancing';
import { discoveredGroups, placed, resolvedGroups } from './cluster-endpoints';
import { type EndpointGroup } from './locality-groups';
import { type Limits, limitsOf, type UpstreamHttp, upstreamHttp } from './limits';
import { type LocalityMode, localityMode, localitySetting } from './locality-setting';
import { type OutlierEjection, outlierOf } from './outlier';
import { hostPolicy, type Policy, policyOf, type Subset, withMeshDefaults } from './policy';
import { type UpstreamTls, upstreamTls } from './upstream-tls';

/** How a proxy finds the endpoints of a cluster: istiod sends them, it resolves names, or it uses the address that its client wanted. */
export type Discovery = 'EDS' | 'STRICT_DNS' | 'LOGICAL_DNS' | 'ORIGINAL_DST' | 'DYNAMIC_DNS';

/** What a proxy does with traffic for one port of a host, or for a subset of it. */
export interface Cluster {
  readonly service: RegisteredService;
  readonly port: ServicePort;
  readonly subset: string;
  readonly discovery: Discovery;
  readonly rule: HostRule | undefined;
  readonly balancing: Balancing;
  readonly limits: Limits;
  /** The version of HTTP that the proxy uses to the endpoints. */
  readonly upstreamHttp: UpstreamHttp;
  readonly outlier: OutlierEjection | undefined;
  /** The percentage of healthy endpoints below which unhealthy ones get traffic too. */
  readonly panicPercent: number | undefined;
  readonly tls: UpstreamTls | undefined;
  readonly proxyProtocol: 'V1' | 'V2' | undefined;
  readonly locality: LocalityMode;
  /** Of a cluster that goes to the address that the client wanted: the port there. */
  readonly portOverride: number | undefined;
  /** Its endpoints; undefined where a proxy has none to choose from. */
  readonly groups: readonly EndpointGroup[] | undefined;
  /** True when the proxy uses mutual TLS for an endpoint, by the endpoint's labels and settings. */
  readonly isMutual: (endpoint: EndpointGroup['endpoints'][number]) => boolean;
}

/** Protocols that a wildcard host resolved by the proxy can have. */
const DYNAMIC_PROTOCOLS: readonly (string | undefined)[] = ['HTTP', 'TLS', 'GRPC', 'HTTP2'];

/** The cluster of a port of a host, or of a subset of it; undefined when the proxy has none. */
export function clusterOf(view: ProxyView, host: string, portNumber: number, subsetName = ''): Cluster | undefined {
  const service = view.services.get(host);
  const port = service?.ports.find(({ number }) => number === portNumber);
  if (!service || !port || service.resolution === 'ALIAS' || port.protocol === 'UDP') return undefined;
  const isDynamic = service.resolution === 'DYNAMIC_DNS' && host.startsWith('*');
  if (isDynamic && (subsetName !== '' || !DYNAMIC_PROTOCOLS.includes(port.protocol))) return undefined;
  const rule = view.ruleOf(host);
  const subset = subsetName === '' ? undefined : rule?.subsets.find(({ name }) => name === subsetName);
  if (subsetName !== '' && !subset) return undefined;
  return built({ view, service, port, rule, subset, isDynamic });
}

interface Context {
  readonly view: ProxyView;
  readonly service: RegisteredService;
  readonly port: ServicePort;
  readonly rule: HostRule | undefined;
  readonly subset: Subset | undefined;
  readonly isDynamic: boolean;
}

function built(context: Context): Cluster | undefined {
  const { view, service, port, rule, subset } = context;
  const { settings, proxy } = view;
  const ofHost = withMeshDefaults(hostPolicy(rule, port.number), settings);
  const policy = policyOf(rule, port.number, subset, ofHost);
  const discovery = discoveryOf(context, ofHost, policy);
  const groups = groupsOf(context, discovery, ofHost, policy);
  if (groups === 'none') return undefined;
  const http = upstreamHttp(port, policy, settings, proxy.type === 'sidecar');
  const outlier = outlierOf(policy);
  const isOriginalDestination = discovery === 'ORIGINAL_DST';
  const { minHealthPercent = 0 } = policy.outlierDetection ?? {};
  const tls = upstreamTls({
    view, service, port, policy, isOriginalDestination, subset: subset?.name ?? '',
    written: subset ? subset.trafficPolicy : rule?.trafficPolicy, isForChosenClients: rule?.selector !== undefined,
  });
  return {
    service, port, subset: subset?.name ?? '', discovery, rule, upstreamHttp: http, outlier, tls,
    balancing: isOriginalDestination || discovery === 'DYNAMIC_DNS' ? { policy: 'CLUSTER_PROVIDED' } : balancingOf(policy),
    limits: limitsOf(policy, settings, http),
    panicPercent: minHealthPercent > 0 && !service.trafficDistribution ? minHealthPercent : undefined,
    proxyProtocol: policy.proxyProtocol && (policy.proxyProtocol.version ?? 'V1'),
    locality: discovery === 'DYNAMIC_DNS' ? undefined : localityMode(localitySetting(policy, service, settings), outlier !== undefined),
    portOverride: isOriginalDestination ? overrideOf(context, ofHost) : undefined,
    groups,
    isMutual: mutualTest(context),
  };
}

/** How Envoy finds the endpoints of a service, before any policy. */
function registeredDiscovery({ service, view: { proxy }, isDynamic }: Context): Discovery {
  if (isDynamic) return 'DYNAMIC_DNS';
  switch (service.resolution) {
    case 'DNS': return 'STRICT_DNS';
    case 'DNS_ROUND_ROBIN': return 'LOGICAL_DNS';
    case 'NONE': return proxy.type === 'gateway' ? 'EDS' : 'ORIGINAL_DST';
    default: return 'EDS';
  }
}

/** A policy can pass connections through: that of the host for its subsets too. */
function discoveryOf(context: Context, ofHost: Policy, policy: Policy): Discovery {
  const registered = registeredDiscovery(context);
  if (registered === 'DYNAMIC_DNS') return registered;
  return isPassthrough(ofHost) || isPassthrough(policy) || isPassthrough(context.subset?.trafficPolicy ?? {}) ? 'ORIGINAL_DST' : registered;
}

/** The port that replaces the one that the client wanted: of a ServiceEntry that is not resolved. */
function overrideOf(context: Context, ofHost: Policy): number | undefined {
  const { service: { registry, resolution }, port: { targetPort } } = context;
  if (registry !== 'ServiceEntry' || resolution !== 'NONE' || typeof targetPort !== 'number') return undefined;
  return builtDiscovery(context, ofHost) === 'ORIGINAL_DST' ? targetPort : undefined;
}

/** How Envoy finds the endpoints when istiod begins a cluster. For a subset, the host's policy and its own already count. */
function builtDiscovery(context: Context, ofHost: Policy): Discovery {
  const { subset } = context;
  return subset && (isPassthrough(ofHost) || isPassthrough(subset.trafficPolicy ?? {})) ? 'ORIGINAL_DST' : registeredDiscovery(context);
}

/** The endpoints of a cluster; `none` when istiod leaves the cluster out for want of them. */
function groupsOf(context: Context, discovery: Discovery, ofHost: Policy, policy: Policy): readonly EndpointGroup[] | undefined | 'none' {
  const { view, rule, port, subset, service } = context;
  const registered = registeredDiscovery(context);
  const isResolved = registered === 'STRICT_DNS' || registered === 'LOGICAL_DNS';
  const resolved = isResolved ? resolvedGroups(context) : undefined;
  // The cluster of the host is made first; without it there are none of subsets.
  if (isResolved && subset && resolvedGroups({ ...context, subset: undefined }).length === 0) return 'none';
  if (resolved?.length === 0 && builtDiscovery(context, ofHost) !== 'ORIGINAL_DST') return 'none';
  if (discovery === 'ORIGINAL_DST' || discovery === 'DYNAMIC_DNS') return undefined;
  const { settings } = view;
  if (resolved) {
    const setting = localitySetting(policy, service, settings);
    return placed(resolved, view, setting, policy.outlierDetection !== undefined, subset === undefined && resolved.length === 1);
  }
  return discoveredGroups(context, localitySetting(policyOf(rule, port.number, subset), service, settings));
}

/** Whether an endpoint gets mutual TLS of the mesh. */
function mutualTest({ view, rule, port, subset }: Context): Cluster['isMutual'] {
  const written = tlsMode(subset?.trafficPolicy, port.number) ?? tlsMode(rule?.trafficPolicy, port.number);
  return ({ tlsMode: mode, namespace, labels, port: target }) => {
    if (written !== undefined) return written === 'ISTIO_MUTUAL' && mode === 'istio';
    return mode === 'istio' && view.peerAuthentications.ofWorkload(namespace, labels, target) !== 'DISABLE';
  };
}

/** The mode that a policy has for a port; here settings of a port without TLS inherit that of the host. */
function tlsMode(policy: Policy | undefined, port: number): string | undefined {
  const own = policy?.portLevelSettings?.find((settings) => settings.port?.number === port && settings.tls)?.tls;
  const tls = own ?? policy?.tls;
  return tls && (tls.mode ?? 'DISABLE');
}
