/* The few facts of istiod's answer that a person asks for, out of the pages of it. */

type Json = any;

/** The TLS of a socket: who shows which certificate, and what is checked. */
function tlsFacts(socket: Json): object | 'plaintext' {
  const config = socket?.typedConfig;
  if (!config?.commonTlsContext) return 'plaintext';
  const { commonTlsContext: common, sni, requireClientCertificate } = config;
  const validation = common.combinedValidationContext ?? {};
  const own = validation.defaultValidationContext ?? common.validationContext ?? {};
  return {
    ...(sni ? { sni } : {}),
    ...(requireClientCertificate === undefined ? {} : { requireClientCertificate }),
    ...(common.alpnProtocols ? { alpn: common.alpnProtocols } : {}),
    certificate: common.tlsCertificateSdsSecretConfigs?.map(({ name }: Json) => name).join() ?? common.tlsCertificates?.[0]?.certificateChain?.filename ?? 'none',
    authorities: validation.validationContextSdsSecretConfig?.name ?? common.validationContextSdsSecretConfig?.name ?? own.trustedCa?.filename ?? 'none',
    ...(own.matchSubjectAltNames ? { subjectAltNames: own.matchSubjectAltNames.map((name: Json) => name.exact ?? (name.prefix ? `${name.prefix}*` : name)) } : {}),
    ...(common.tlsParams?.tlsMinimumProtocolVersion ? { atLeast: common.tlsParams.tlsMinimumProtocolVersion } : {}),
  };
}

/** How a client treats the endpoints of a cluster; the endpoints that istiod sends apart from it are looked up in `sent`. */
export function clusterFacts(cluster: Json, sent: readonly Json[] = []): { type: string; endpoints?: string[]; [fact: string]: unknown } {
  const protocols = cluster.typedExtensionProtocolOptions?.['envoy.extensions.upstreams.http.v3.HttpProtocolOptions'] ?? {};
  const { upstreamHttpProtocolOptions: names, explicitHttpConfig: version, commonHttpProtocolOptions: http } = protocols;
  const { trackRemaining: _, retryBudget, ...limits } = cluster.circuitBreakers?.thresholds?.[0] ?? {};
  const limited = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== 4294967295));
  const byEndpoint = cluster.transportSocketMatches?.map(({ name, transportSocket }: Json) => [name, tlsFacts(transportSocket)]);
  const { config, subset } = cluster.metadata?.filterMetadata?.istio ?? {};
  const rule = /namespaces\/([^/]+\/)destination-rule\/(.+)/.exec(config ?? '');
  const service = cluster.edsClusterConfig?.serviceName ?? cluster.name;
  const endpoints = cluster.loadAssignment ?? sent.find(({ clusterName }) => clusterName === service);
  const { healthyPanicThreshold: panic, ...common } = cluster.commonLbConfig ?? {};
  return {
    type: cluster.type ?? cluster.clusterType?.name ?? 'STATIC',
    ...(rule ? { rule: rule[1]! + rule[2]! } : {}),
    ...(subset ? { subset } : {}),
    // Envoy leaves out its zero value.
    balancing: cluster.lbPolicy ?? 'ROUND_ROBIN',
    ...present(cluster, ['ringHashLbConfig', 'maglevLbConfig', 'roundRobinLbConfig', 'leastRequestLbConfig']),
    ...common,
    tls: byEndpoint ? Object.fromEntries(byEndpoint) : tlsFacts(cluster.transportSocket),
    ...(names?.autoSni ? { serverName: 'the Host of the request', verifiesName: names.autoSanValidation ?? false } : {}),
    ...(Object.keys(limited).length > 0 ? { limits: limited } : {}),
    ...(retryBudget ? { retryBudget } : {}),
    ...(cluster.connectTimeout === '10s' ? {} : { connectTimeout: cluster.connectTimeout }),
    ...(cluster.outlierDetection ? { ejection: cluster.outlierDetection } : {}),
    ...(panic?.value ? { panicBelow: panic.value } : {}),
    ...(cluster.upstreamConnectionOptions?.tcpKeepalive ? { keepalive: cluster.upstreamConnectionOptions.tcpKeepalive } : {}),
    ...(version?.http2ProtocolOptions ? { protocol: 'HTTP/2' } : {}),
    ...(http ? { http } : {}),
    ...(endpoints ? { endpoints: endpointsOf(endpoints) } : {}),
  };
}

function present(of: Json, keys: readonly string[]): object {
  return Object.fromEntries(keys.filter((key) => of[key] !== undefined).map((key) => [key, of[key]]));
}

/** As `10.0.0.1:80 in us/east priority 1 weight 20`; the weight is that of the locality, where there are several. */
function endpointsOf({ endpoints = [] }: Json): string[] {
  return endpoints.flatMap(({ lbEndpoints = [], priority, locality = {}, loadBalancingWeight: weight }: Json) => {
    const place = [locality.region, locality.zone, locality.subZone].filter(Boolean).join('/');
    const said = [place && `in ${place}`, priority && `priority ${priority}`, endpoints.length > 1 && `weight ${weight}`].filter(Boolean);
    return lbEndpoints.map(({ endpoint }: Json) => [addressOf(endpoint.address), ...said].join(' '));
  });
}

function addressOf({ socketAddress: socket, pipe }: Json): string {
  return socket ? `${socket.address}:${socket.portValue ?? 0}` : `unix://${pipe?.path}`;
}

/** What a listener does with a connection, chain by chain: all of them, or those for a server name or a destination port. */
export function listenerFacts(listener: Json, { sni, port }: { readonly sni?: string; readonly port?: number } = {}): object {
  const { filterChains = [], defaultFilterChain, address } = listener;
  const isFor = ({ filterChainMatch: { serverNames = [], destinationPort } = {} as Json }: Json): boolean => (
    (sni === undefined || serverNames.some((name: string) => name === sni || (name.startsWith('*.') && sni.endsWith(name.slice(1)))))
    && (port === undefined || destinationPort === port));
  const chains = [...filterChains, ...defaultFilterChain ? [{ ...defaultFilterChain, isDefault: true }] : []];
  return { ...(address ? { address: addressOf(address) } : {}), chains: chains.filter(isFor).map(chainFacts) };
}

/** Filters that every chain may have, and that change nothing. */
const QUIET = ['envoy.filters.network.http_connection_manager', 'envoy.filters.network.tcp_proxy', 'istio.metadata_exchange', 'istio.stats'];

function chainFacts({ filterChainMatch: match = {}, transportSocket, filters = [], isDefault }: Json): object {
  const leads = ['cluster', 'weightedClusters', 'rds', 'routeConfig'];
  const proxy = filters.map(({ typedConfig }: Json) => typedConfig).find((config: Json) => leads.some((field) => config?.[field]));
  const others = filters.map(({ name }: Json) => name).filter((name: string) => !QUIET.includes(name));
  return {
    ...(isDefault ? { otherwise: true } : {}),
    ...present(match, ['serverNames']),
    ...(match.destinationPort ? { port: match.destinationPort } : {}),
    ...(match.prefixRanges ? { addresses: match.prefixRanges.map(({ addressPrefix, prefixLen }: Json) => `${addressPrefix}/${prefixLen}`) } : {}),
    ...(match.transportProtocol ? { transport: match.transportProtocol } : {}),
    ...(match.applicationProtocols ? { alpn: match.applicationProtocols } : {}),
    tls: tlsFacts(transportSocket),
    to: destinationOf(proxy),
    ...(others.length > 0 ? { filters: others } : {}),
    ...authorizationFacts(filters, proxy),
    ...(proxy?.cluster || proxy?.weightedClusters ? present(proxy, [
      'hashPolicy', 'idleTimeout', 'maxDownstreamConnectionDuration', 'maxConnectAttempts', 'tunnelingConfig',
    ]) : {}),
  };
}

/** Whom a chain lets through, rule by rule: identities (none: anybody), ports and server names. */
function authorizationFacts(filters: Json[], proxy: Json): object {
  const all: Json[] = [...filters, ...proxy?.httpFilters ?? []];
  const rules = all.find(({ name, typedConfig }) => name?.endsWith('.rbac') && typedConfig?.rules)?.typedConfig.rules;
  if (rules === undefined) return {};
  const policies: Json[] = Object.values(rules.policies ?? {});
  return { lets: policies.map(({ principals, permissions }) => ({ from: texts(principals), to: texts(permissions) })) };
}

/** Every text and number that something is compared with. */
function texts(of: Json): (string | number)[] {
  if (typeof of === 'string' || typeof of === 'number') return [of];
  return typeof of === 'object' && of !== null ? Object.values(of).flatMap(texts) : [];
}

function destinationOf(proxy: Json): unknown {
  if (proxy?.weightedClusters) return Object.fromEntries(proxy.weightedClusters.clusters.map(({ name, weight }: Json) => [name, weight]));
  return proxy?.cluster ?? (proxy?.rds ? `routes ${proxy.rds.routeConfigName}` : proxy?.routeConfig ? `routes ${proxy.routeConfig.name}` : 'nowhere');
}

/** What a proxy does with the requests for a host, route by route in the order in which they are tried. */
export function routeFacts({ virtualHosts = [] }: Json, host: string | undefined): object {
  const found = virtualHosts.find(({ domains }: Json) => domains.includes(host));
  if (found === undefined) throw new Error(`Expected a host of ${virtualHosts.map(({ domains }: Json) => domains[0]).join(', ')}, got ${host}`);
  return { ...(found.requireTls ? { requireTls: found.requireTls } : {}), onRoutes: (found.routes ?? []).map(oneRoute) };
}

function oneRoute({ name, route = {}, redirect, directResponse, typedPerFilterConfig = {} }: Json): object {
  const { timeout, retryPolicy: retries, hashPolicy } = route;
  const { '@type': _, ...fault } = typedPerFilterConfig['envoy.filters.http.fault'] ?? {};
  const { '@type': _type, ...cors } = typedPerFilterConfig['envoy.filters.http.cors'] ?? {};
  return {
    ...(name ? { name } : {}),
    ...(timeout ? { timeout } : {}),
    ...(retries ? { retries: retryFacts(retries) } : {}),
    ...(hashPolicy ? { hashedBy: hashPolicy } : {}),
    ...(Object.keys(fault).length > 0 ? { fault } : {}),
    ...(Object.keys(cors).length > 0 ? { cors } : {}),
    ...(redirect ? { redirect } : {}),
    ...(directResponse ? { answers: directResponse } : {}),
  };
}

function retryFacts({ numRetries: attempts, perTryTimeout: perTry, retryOn: on }: Json): object {
  return { attempts, ...(perTry ? { perTry } : {}), on };
}
