import type { HostRule } from '../../mesh/destination-rules';
import type { ProxyView } from '../../mesh/proxy-view';
import type { MeshRoutes } from '../../mesh/virtual-services';
import { type ClusterName, destinationCluster } from '../cluster-name';
import { hashesConnections } from '../hash-key';
import { defined } from '../limits';
import { seconds } from '../seconds';
import type { TcpProxy } from './listener';

/** The destinations of a route of connections. */
export type ConnectionRoute = NonNullable<MeshRoutes['tcp'][number]['route']>;

/**
 * Passes connections on to the destinations of a route; what a DestinationRule says about connections is that of the first host.
 * Source: networkfilter.go#buildOutboundNetworkFilters.
 */
export function routedProxy(view: ProxyView, route: ConnectionRoute, port: number): TcpProxy {
  const named = route.map(({ destination, weight = 0 }) => ({
    cluster: { to: 'service', ...destinationCluster(destination, view.services.get(destination.host), port) } as const,
    weight,
  }));
  const service = view.services.get(route[0]!.destination.host);
  const rule = service && view.ruleOf(service.host);
  if (route.length === 1) return singleProxy(named[0]!.cluster, rule, route[0]!.destination.subset ?? '');
  return proxy(named.filter(({ weight }) => weight > 0), rule, '');
}

/** Passes connections on to one cluster. Source: networkfilter.go#buildOutboundNetworkFiltersWithSingleDestination. */
export function singleProxy(cluster: ClusterName, rule: HostRule | undefined, subset: string): TcpProxy {
  return proxy([{ cluster, weight: 1 }], rule, subset);
}

function proxy(clusters: TcpProxy['clusters'], rule: HostRule | undefined, subset: string): TcpProxy {
  const { idleTimeout, maxConnectionDuration } = rule?.trafficPolicy?.connectionPool?.tcp ?? {};
  const isServerName = clusters.some(({ cluster }) => cluster.to === 'server name');
  return defined({
    reads: 'bytes', clusters, idle: seconds(idleTimeout), maxDuration: seconds(maxConnectionDuration),
    tunnel: isServerName ? undefined : tunnelOf(rule, subset), hashesSourceIp: hashesConnections(rule, subset) || undefined,
  });
}

/** A subset has its own tunnel, or none. Source: tunnelingconfig/tunnelingconfig.go#Apply. */
function tunnelOf(rule: HostRule | undefined, subset: string): TcpProxy['tunnel'] {
  const policy = subset === '' ? rule?.trafficPolicy : rule?.subsets.find(({ name }) => name === subset)?.trafficPolicy;
  const tunnel = policy?.tunnel;
  if (!tunnel) return undefined;
  const { targetHost = '', targetPort = 0, protocol } = tunnel;
  return { to: `${bracketed(targetHost)}:${targetPort}`, method: protocol === 'POST' ? 'POST' : 'CONNECT' };
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
