import type { ProxyView } from '../../mesh/proxy-view';
import type { MeshRoutes } from '../../mesh/virtual-services';
import { hostsMatch, isHostSubset } from '../../values/host-relation';
import { isHttpProtocol } from '../../values/protocol';
import { type ClusterName, clusterText } from '../cluster-name';
import type { Origin } from '../origin';
import { hostsFor } from '../requests/gateway-routes';
import { type ChainOptions, chainOf } from './chain-options';
import { downstreamTls } from './downstream-tls';
import type { Listener } from './listener';
import { type GatewayServer, isHttpsTermination, isPassThrough, type MergedGateway, type ServerGroup, takeHosts } from './merged-gateway';
import { ANY_ADDRESS } from './outbound-chains';
import { routedProxy, singleProxy } from './tcp-proxy';

/** Seconds that Envoy waits for the first bytes unless it is configured otherwise. */
const ENVOY_INSPECTOR_TIMEOUT = 15;

/**
 * The listeners of a gateway: one for each port and address of its servers, but none for a port that nothing is routed from.
 * Source: gateway.go#buildGatewayListeners.
 */
export function gatewayListeners(view: ProxyView, { groups }: MergedGateway): readonly Listener[] {
  const chains = new Map<string, { readonly port: number; readonly bind: string; readonly all: ChainOptions[] }>();
  const taken = new Map<number, Map<string, string>>();
  for (const group of groups) {
    const bind = group.bind || ANY_ADDRESS;
    const key = `${bind}_${group.port}`;
    const known = chains.get(key) ?? { port: group.port, bind, all: [] };
    chains.set(key, known);
    known.all.push(...groupChains(view, group, taken));
  }
  return [...chains].filter(([, { all }]) => all.length > 0).map(([name, { port, bind, all }]): Listener => ({
    name, direction: 'outbound', addresses: [bind], port, isBound: true, chains: all.map(chainOf),
    tlsInspector: all.some(({ serverNames = [], tls }) => serverNames.length > 0 || tls) ? 'all' : 'none',
    httpInspector: 'none', inspectorTimeout: ENVOY_INSPECTOR_TIMEOUT, continuesAfterTimeout: false,
  }));
}

/** Source: gateway.go#buildGatewayTCPBasedFilterChains. */
function groupChains(
  view: ProxyView, { protocol, port, servers, routes }: ServerGroup, taken: Map<number, Map<string, string>>,
): readonly ChainOptions[] {
  if (isHttpProtocol(protocol)) return [{ filter: { reads: 'requests', routes }, origin: originOf(servers[0]!) }];
  const names = taken.get(port) ?? new Map<string, string>();
  taken.set(port, names);
  return servers.flatMap((server): readonly ChainOptions[] => {
    const { spec } = server;
    const origin = originOf(server);
    if (isHttpsTermination(spec)) return [{ ...ended(server), filter: { reads: 'requests', routes: server.routes }, origin }];
    if (isPassThrough(spec)) return spec.tls!.mode === 'AUTO_PASSTHROUGH' ? autoPassthrough(view, server) : passedOn(view, server, names);
    const route = tcpRoute(view, server);
    return route ? [{ ...ended(server), ...route }] : [];
  });
}

function originOf({ entry, index }: GatewayServer): Origin {
  return { entry, path: ['spec', 'servers', index] };
}

/** The TLS that a server ends, for its hosts. */
function ended(server: GatewayServer): Pick<ChainOptions, 'tls' | 'serverNames'> {
  const tls = downstreamTls(server.spec.tls);
  return tls ? { tls, serverNames: serverNames(server) } : {};
}

/** Source: model/gateway.go#GetSNIHostsForServer. */
function serverNames({ hosts }: GatewayServer): readonly string[] {
  return [...new Set(hosts.map((host) => host.slice(host.indexOf('/') + 1)))].sort();
}

/** The VirtualServices of a server's gateway whose hosts it has. Source: gateway.go#pickMatchingGatewayHosts. */
function virtualServicesOf(view: ProxyView, server: GatewayServer): readonly MeshRoutes[] {
  return view.routesOf(server.gateway).filter(({ hosts, namespace }) => {
    const own = hostsFor(server, namespace);
    return hosts.some((host) => own.some((each) => hostsMatch(each, host)));
  });
}

/** At gateways a match of connections is by the server's port and the gateway alone. Source: gateway.go#l4SingleMatch. */
function isFor(
  { port, gateways = [] }: { readonly port?: number; readonly gateways?: readonly string[] }, { spec, gateway }: GatewayServer,
): boolean {
  return (!port || spec.port.number === port) && (gateways.length === 0 || gateways.includes(gateway));
}

/** The first route of connections takes all. Source: gateway.go#buildGatewayNetworkFiltersFromTCPRoutes. */
function tcpRoute(view: ProxyView, server: GatewayServer): Pick<ChainOptions, 'filter' | 'origin'> | undefined {
  for (const { entry, tcp } of virtualServicesOf(view, server)) {
    for (const [i, { match = [], route = [] }] of tcp.entries()) {
      const isTaken = match.length === 0 || match.some((each) => isFor(each, server));
      if (!isTaken || route.length === 0) continue;
      return { filter: routedProxy(view, route, server.spec.port.number), origin: { entry, path: ['spec', 'tcp', i] } };
    }
  }
  return undefined;
}

/** Each match of TLS is a chain, unless one of its names is taken. Source: gateway.go#buildGatewayNetworkFiltersFromTLSRoutes. */
function passedOn(view: ProxyView, server: GatewayServer, taken: Map<string, string>): readonly ChainOptions[] {
  const chains: ChainOptions[] = [];
  for (const { entry, tls } of virtualServicesOf(view, server)) {
    for (const [i, { match = [], route = [] }] of tls.entries()) {
      if (route.length === 0) continue;
      for (const [j, each] of match.entries()) {
        if (!isFor(each, server) || !takeHosts(each.sniHosts ?? [], server.spec.bind ?? '', taken)) continue;
        chains.push({
          serverNames: each.sniHosts ?? [], filter: routedProxy(view, route, server.spec.port.number),
          origin: { entry, path: ['spec', 'tls', i, 'match', j] },
        });
      }
    }
  }
  return chains;
}

const MESH_PROTOCOLS = ['istio', 'istio-peer-exchange', 'istio-http/1.0', 'istio-http/1.1', 'istio-h2'];

/**
 * Every port of the mesh's own services, and of their subsets, by the server name that sidecars use.
 * Source: gateway.go#builtAutoPassthroughFilterChains.
 */
function autoPassthrough(view: ProxyView, server: GatewayServer): readonly ChainOptions[] {
  const names = serverNames(server);
  const services = [...view.services.values()]
    .filter(({ host, isExternal }) => !isExternal && names.some((name) => isHostSubset(host, name)));
  const origin = originOf(server);
  return services.flatMap(({ host, ports }) => ports.filter(({ protocol }) => protocol !== 'UDP').flatMap(({ number }) => {
    const rule = view.ruleOf(host);
    return ['', ...(rule?.subsets ?? []).map(({ name }) => name)].map((subset): ChainOptions => {
      const cluster: ClusterName = { to: 'server name', host, port: number, subset };
      return {
        serverNames: [clusterText(cluster)], protocols: MESH_PROTOCOLS, filter: singleProxy(cluster, rule, subset), origin,
      };
    });
  }));
}
