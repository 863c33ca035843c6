import { clientTls, httpOptions, type Json, serverTls } from './extract-tls';
import type { ChainFacts, ClusterFacts, EndpointFacts, ListenerFacts, RouteFacts } from './facts';

/** What istiod sends to one proxy, as `oracle routes` prints it. */
export interface ProxyDump {
  readonly listeners: readonly Json[];
  readonly routes: readonly Json[];
  readonly clusters: readonly Json[];
  readonly endpoints: readonly Json[];
}

const UNLIMITED = 4294967295;

/** A cluster that the proxy has. */
export function clusterFacts(dump: ProxyDump, name: string): ClusterFacts | 'absent' {
  const cluster = dump.clusters.find((candidate) => candidate.name === name);
  if (cluster === undefined) return 'absent';
  const istio = cluster.metadata?.filterMetadata?.istio ?? {};
  const rule = /namespaces\/([^/]+)\/destination-rule\/(.+)$/.exec(istio.config ?? '');
  const matches: Json[] = cluster.transportSocketMatches ?? [];
  const toSidecars = matches.find((match) => match.match?.tlsMode === 'istio');
  const others = matches.find((match) => Object.keys(match.match ?? {}).length === 0);
  return given<ClusterFacts>({
    type: cluster.type ?? cluster.clusterType?.name ?? 'STATIC',
    rule: rule ? `${rule[1]}/${rule[2]}` : undefined,
    subset: istio.subset,
    tls: clientTls(cluster.transportSocket ?? others?.transportSocket, cluster),
    tlsToSidecars: toSidecars && clientTls(toSidecars.transportSocket, cluster),
    balance: balanceOf(cluster),
    endpoints: endpointsOf(cluster, dump),
    limits: limitsOf(cluster),
    outliers: cluster.outlierDetection,
    panicBelow: cluster.commonLbConfig?.healthyPanicThreshold?.value,
    connectTimeout: cluster.connectTimeout === '10s' ? undefined : cluster.connectTimeout,
    keepalive: cluster.upstreamConnectionOptions?.tcpKeepalive,
    http: httpOf(cluster),
  });
}

function balanceOf(cluster: Json): ClusterFacts['balance'] {
  const { healthyPanicThreshold: _, ...common } = cluster.commonLbConfig ?? {};
  const settings = ['ringHashLbConfig', 'maglevLbConfig', 'roundRobinLbConfig', 'leastRequestLbConfig']
    .filter((key) => cluster[key] !== undefined).map((key) => [key, cluster[key]] as const);
  // Envoy's zero value is not written.
  return { policy: cluster.lbPolicy ?? 'ROUND_ROBIN', ...Object.fromEntries(settings), ...common };
}

function limitsOf(cluster: Json): Record<string, unknown> | undefined {
  const threshold = cluster.circuitBreakers?.thresholds?.[0] ?? {};
  const set = Object.entries<Json>(threshold).filter(([, value]) => value !== UNLIMITED);
  return set.length > 0 ? Object.fromEntries(set) : undefined;
}

function httpOf(cluster: Json): Record<string, unknown> | undefined {
  const { '@type': _, upstreamHttpProtocolOptions: _names, explicitHttpConfig: explicit, commonHttpProtocolOptions: common, ...rest } = httpOptions(cluster);
  const facts = { ...(explicit?.http2ProtocolOptions ? { protocol: 'HTTP/2' } : {}), ...common, ...rest };
  return Object.keys(facts).length > 0 ? facts : undefined;
}

function endpointsOf(cluster: Json, dump: ProxyDump): EndpointFacts[] {
  const service = cluster.edsClusterConfig?.serviceName ?? cluster.name;
  const assignment = cluster.loadAssignment ?? dump.endpoints.find((candidate) => candidate.clusterName === service);
  const localities: Json[] = assignment?.endpoints ?? [];
  return localities.flatMap(({ locality = {}, lbEndpoints = [], priority, loadBalancingWeight }) => {
    const place = [locality.region, locality.zone, locality.subZone].filter(Boolean).join('/');
    return (lbEndpoints as Json[]).map(({ endpoint: { address } }) => given<EndpointFacts>({
      address: addressOf(address), locality: place || undefined, priority, weight: localities.length > 1 ? loadBalancingWeight : undefined,
    }));
  });
}

/** A listener by its name or port, with the filter chains that the SNI and the destination port may lead to. */
export function listenerFacts(dump: ProxyDump, wanted: string | number, { sni, port }: { sni?: string; port?: number } = {}): ListenerFacts | 'absent' {
  const found = dump.listeners.filter(({ name, address }) => (typeof wanted === 'string' ? name === wanted : address?.socketAddress?.portValue === wanted));
  if (found.length === 0) return 'absent';
  if (found.length > 1) throw new Error(`Expected the name of one listener, got port ${wanted} of ${found.map(({ name }) => name).join(', ')}`);
  const { name, address, filterChains = [], defaultFilterChain } = found[0];
  const chains = (filterChains as Json[]).filter(({ filterChainMatch: match = {} }) => (sni === undefined || isFor(sni, match.serverNames))
    && (port === undefined || match.destinationPort === port));
  const last = defaultFilterChain && sni === undefined && port === undefined ? [{ ...defaultFilterChain, last: true }] : [];
  return { name, address: addressOf(address), chains: [...chains, ...last].map(chainFacts) };
}

const isFor = (sni: string, names: readonly string[] = []): boolean => names.some((name) => name === sni || (name.startsWith('*.') && sni.endsWith(name.slice(1))));

const HTTP = 'envoy.filters.network.http_connection_manager';
const TCP = 'envoy.filters.network.tcp_proxy';
const TELEMETRY = ['istio.metadata_exchange', 'istio.stats', 'istio_authn'];

function chainFacts({ filterChainMatch: match = {}, filters, transportSocket, last }: Json): ChainFacts {
  const [http, tcp] = [HTTP, TCP].map((name) => filters.find((filter: Json) => filter.name === name)?.typedConfig);
  const others = filters.map((filter: Json) => filter.name).filter((name: string) => ![HTTP, TCP, ...TELEMETRY].includes(name));
  const { '@type': _, statPrefix: _prefix, accessLog: _log, cluster, weightedClusters, ...settings } = tcp ?? {};
  return given<ChainFacts>({
    match: last || Object.keys(match).length === 0 ? 'anything else' : match,
    tls: serverTls(transportSocket),
    to: tcp && (cluster ?? shares(weightedClusters)),
    routes: http?.rds?.routeConfigName ?? http?.routeConfig?.name,
    clusters: http?.routeConfig && [...new Set<string>(http.routeConfig.virtualHosts.flatMap((host: Json) => host.routes ?? []).flatMap((route: Json) => route.route?.cluster ?? []))],
    filters: others.length > 0 ? others : undefined,
    settings: Object.keys(settings).length > 0 ? settings : undefined,
  });
}

/** The routes for a host, in the order in which they are tried. */
export function routeFacts(dump: ProxyDump, configuration: string, host: string): readonly RouteFacts[] | 'absent' {
  const hosts: Json[] = dump.routes.find(({ name }) => name === configuration)?.virtualHosts ?? [];
  const found = hosts.find(({ domains }) => domains.includes(host));
  if (found === undefined) return 'absent';
  return (found.routes ?? []).map((route: Json) => oneRoute(route, found.requireTls));
}

function oneRoute(route: Json, requireTls: unknown): RouteFacts {
  const { name, match: { caseSensitive: _case, ...match }, route: action = {}, redirect, directResponse, metadata: _, decorator: _operation, typedPerFilterConfig = {}, ...rest } = route;
  const { cluster, weightedClusters, timeout, retryPolicy, hashPolicy, requestMirrorPolicies: mirrors, maxGrpcTimeout: _grpc, ...more } = action;
  const filter = (key: string): Json => {
    const { '@type': _type, ...config } = typedPerFilterConfig[`envoy.filters.http.${key}`] ?? {};
    return Object.keys(config).length > 0 ? config : undefined;
  };
  return given<RouteFacts>({
    name, match, to: cluster ?? shares(weightedClusters), timeout, retries: retryPolicy, hashBy: hashPolicy,
    mirrors: mirrors && Object.fromEntries(mirrors.map((mirror: Json) => [mirror.cluster, fraction(mirror.runtimeFraction)])),
    fault: filter('fault'), cors: filter('cors'), redirect, answer: directResponse, requireTls, ...more, ...rest,
  });
}

function shares(weighted: Json): Record<string, number> | undefined {
  const clusters: Json[] = weighted?.clusters ?? [];
  const total = clusters.reduce((sum, { weight = 0 }) => sum + weight, 0);
  return weighted && Object.fromEntries(clusters.map(({ name, weight = 0 }) => [name, weight / total]));
}

function fraction(given: Json): number {
  const { numerator = 0, denominator = 'HUNDRED' } = given?.defaultValue ?? { numerator: 100 };
  return numerator / { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 }[denominator as 'HUNDRED']!;
}

function addressOf(address: Json): string {
  const { socketAddress: socket, pipe, envoyInternalAddress: internal } = address ?? {};
  return pipe?.path ?? (socket ? `${socket.address}:${socket.portValue ?? 0}` : `internal ${internal?.serverListenerName}`);
}

/** Without what is undefined, so that it compares with what was read from a file. */
function given<T>(facts: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}
