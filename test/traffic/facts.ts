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
    certificate: common.tlsCertificateSdsSecretConfigs?.map(({ name }: Json) => name).join() ?? common.tlsCertificates?.[0]?.certificateChain?.filename ?? 'none',
    authorities: validation.validationContextSdsSecretConfig?.name ?? common.validationContextSdsSecretConfig?.name ?? own.trustedCa?.filename ?? 'none',
    ...(own.matchSubjectAltNames ? { subjectAltNames: own.matchSubjectAltNames.map((name: Json) => name.exact ?? name) } : {}),
    ...(common.tlsParams?.tlsMinimumProtocolVersion ? { atLeast: common.tlsParams.tlsMinimumProtocolVersion } : {}),
  };
}

/** How a client treats the endpoints of a cluster. */
export function clusterFacts(cluster: Json): object {
  const protocols = Object.values(cluster.typedExtensionProtocolOptions ?? {}) as Json[];
  const http = protocols.find((options) => options.upstreamHttpProtocolOptions)?.upstreamHttpProtocolOptions;
  const { trackRemaining: _, ...limits } = cluster.circuitBreakers?.thresholds?.[0] ?? {};
  const limited = Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== 4294967295));
  const byEndpoint = cluster.transportSocketMatches?.map(({ name, transportSocket }: Json) => [name, tlsFacts(transportSocket)]);
  const retryBudget = (limits as Json).retryBudget;
  return {
    type: cluster.type,
    balancing: cluster.lbPolicy,
    tls: byEndpoint ? Object.fromEntries(byEndpoint) : tlsFacts(cluster.transportSocket),
    ...(http?.autoSni ? { serverName: 'the Host of the request', verifiesName: http.autoSanValidation ?? false } : {}),
    ...(Object.keys(limited).length > 0 ? { limits: limited } : {}),
    ...(retryBudget ? { retryBudget } : {}),
    ...(cluster.connectTimeout === '10s' ? {} : { connectTimeout: cluster.connectTimeout }),
    ...(cluster.outlierDetection ? { ejection: cluster.outlierDetection } : {}),
    ...(cluster.commonLbConfig?.localityWeightedLbConfig ? { locality: 'weighted' } : {}),
    ...(cluster.upstreamConnectionOptions?.tcpKeepalive ? { keepalive: cluster.upstreamConnectionOptions.tcpKeepalive } : {}),
    ...(cluster.loadAssignment ? { endpoints: endpointsOf(cluster.loadAssignment) } : {}),
  };
}

function endpointsOf({ endpoints = [] }: Json): string[] {
  return endpoints.flatMap(({ lbEndpoints = [], priority }: Json) => lbEndpoints.map(({ endpoint }: Json) => {
    const { socketAddress, pipe } = endpoint.address;
    return `${socketAddress ? `${socketAddress.address}:${socketAddress.portValue}` : `unix://${pipe?.path}`}${priority ? ` priority ${priority}` : ''}`;
  }));
}

/** What a listener does with a connection, chain by chain. */
export function listenerFacts(listener: Json): object {
  const { filterChains = [], defaultFilterChain } = listener;
  const chains = [...filterChains, ...defaultFilterChain ? [{ ...defaultFilterChain, isDefault: true }] : []];
  return { chains: chains.map(chainFacts) };
}

function chainFacts({ filterChainMatch: match = {}, transportSocket, filters = [], isDefault }: Json): object {
  const leads = ['cluster', 'weightedClusters', 'rds', 'routeConfig'];
  const proxy = filters.map(({ typedConfig }: Json) => typedConfig).find((config: Json) => leads.some((field) => config?.[field]));
  return {
    ...(isDefault ? { otherwise: true } : {}),
    ...(match.serverNames ? { serverNames: match.serverNames } : {}),
    ...(match.destinationPort ? { port: match.destinationPort } : {}),
    ...(match.prefixRanges ? { addresses: match.prefixRanges.map(({ addressPrefix, prefixLen }: Json) => `${addressPrefix}/${prefixLen}`) } : {}),
    ...(match.transportProtocol ? { transport: match.transportProtocol } : {}),
    ...(match.applicationProtocols ? { alpn: match.applicationProtocols } : {}),
    tls: tlsFacts(transportSocket),
    to: destinationOf(proxy),
  };
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
