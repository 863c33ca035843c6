import { selects } from '../../mesh/endpoint';
import { MESH } from '../../mesh/gateway-name';
import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService, ServicePort } from '../../mesh/service';
import type { MeshRoutes } from '../../mesh/virtual-services';
import { hostsMatch } from '../../values/host-relation';
import { isTlsProtocol } from '../../values/protocol';
import type { ClusterName } from '../cluster-name';
import type { Origin } from '../origin';
import { alternativeNames } from '../requests/virtual-host-domains';
import type { ChainOptions } from './chain-options';
import { type ConnectionRoute, routedProxy, singleProxy } from './tcp-proxy';

/** A service, or one of its addresses, that connections of a sidecar are for. */
export interface ConnectionTarget {
  readonly view: ProxyView;
  readonly service: RegisteredService;
  /** The port: that of the service, or that of the Sidecar's listener. */
  readonly port: ServicePort;
  /** Where it listens; the addresses of the service where it does not listen on all. */
  readonly binds: readonly string[];
  /** Ranges of addresses. */
  readonly ranges: readonly string[];
  /** The VirtualServices of the Sidecar's listener. */
  readonly routes: readonly MeshRoutes[];
}

/** The address that stands for all. */
export const ANY_ADDRESS = '0.0.0.0';

/**
 * The address of a service that stands first; a cluster gives one to each Service, for which the name stands where it is not known.
 * Source: model/service.go#GetAddressForProxy.
 */
export function firstAddress({ addresses, registry, resolution, host }: RegisteredService): string {
  return addresses[0] ?? (registry === 'Kubernetes' && resolution === 'STATIC' ? host : ANY_ADDRESS);
}

/** Source: listener.go#buildSidecarOutboundTCPListenerOpts. */
export function connectionChains(target: ConnectionTarget): readonly ChainOptions[] {
  const { service: { host }, routes, port } = target;
  const own = routes.filter(({ hosts }) => hosts.some((each) => hostsMatch(each, host)));
  const isTls = port.protocol !== undefined && isTlsProtocol(port.protocol);
  return isTls ? tlsChains({ ...target, routes: own }) : tcpChains({ ...target, routes: own });
}

interface AnyMatch {
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sourceLabels?: Readonly<Record<string, string>>;
  readonly sourceNamespace?: string;
}

/** Source: tls.go#matchTLS, #matchTCP. */
function isFor(match: AnyMatch, { view: { proxy }, port: { number } }: ConnectionTarget): boolean {
  const { port, gateways = [], sourceLabels = {}, sourceNamespace } = match;
  return (gateways.length === 0 || gateways.includes(MESH)) && selects(sourceLabels, proxy.labels) && (!port || port === number)
    && (!sourceNamespace || sourceNamespace === proxy.namespace);
}

/** Source: tls.go#buildSidecarOutboundTLSFilterChainOpts. */
function tlsChains(target: ConnectionTarget): readonly ChainOptions[] {
  const { view, service, port, routes } = target;
  let { ranges } = target;
  const seen = new Set<string>();
  const chains: ChainOptions[] = [];
  for (const { entry, tls } of routes) {
    for (const [i, { match = [], route = [] }] of tls.entries()) {
      if (route.length === 0) continue;
      for (const [j, each] of match.entries()) {
        if (!isFor(each, target)) continue;
        const { sniHosts = [], destinationSubnets = [] } = each;
        // The subnets of a match hold for every later one too.
        if (destinationSubnets.length > 0 && port.number > 0) ranges = destinationSubnets;
        const key = `${sniHosts.join()}|${destinationSubnets.join()}`;
        if (!seen.has(key)) {
          chains.push({ serverNames: sniHosts, ranges, filter: routedProxy(view, route, port.number), origin: at(entry, 'tls', i, j) });
        }
        seen.add(key);
      }
    }
  }
  if (chains.length > 0) return chains;
  return [{ ranges, ...serviceChain(target), ...(needsServerName(target, ranges) ? { serverNames: serverNamesOf(service, view) } : {}) }];
}

/** Without an address of its own a service is known by the server name alone. */
function needsServerName({ service, binds }: ConnectionTarget, ranges: readonly string[]): boolean {
  const address = firstAddress(service);
  const isAny = address === ANY_ADDRESS && binds[0] === ANY_ADDRESS;
  return ranges.length > 0 || address.includes('/') || isAny || (service.host.startsWith('*') && service.resolution === 'DYNAMIC_DNS');
}

function serverNamesOf({ host, aliases = [] }: RegisteredService, { proxy: { namespace }, settings }: ProxyView): readonly string[] {
  return [host, ...aliases.flatMap((alias) => [alias, ...alternativeNames(alias, namespace, settings.clusterDomain)])];
}

/** Source: tls.go#buildSidecarOutboundTCPFilterChainOpts. */
function tcpChains(target: ConnectionTarget): readonly ChainOptions[] {
  const { view, port, routes, ranges } = target;
  const chains: ChainOptions[] = [];
  let hasRest = false;
  for (const { entry, tcp } of routes) {
    for (const [i, { match = [], route = [] }] of tcp.entries()) {
      if (route.length === 0) continue;
      const own = tcpMatch(match, target);
      if (own === 'none') continue;
      const filter = routedProxy(view, route as ConnectionRoute, port.number);
      if (own === 'every') return [...chains, { ranges, filter, origin: at(entry, 'tcp', i) }];
      chains.push({ ranges: own, filter, origin: at(entry, 'tcp', i) });
      hasRest ||= [...own].sort().join() === [...ranges].sort().join();
    }
  }
  return hasRest ? chains : [...chains, { ranges, ...serviceChain(target) }];
}

/** The addresses that a route is for: every one, or the subnets of its matches before the first without subnets. */
function tcpMatch(match: NonNullable<MeshRoutes['tcp'][number]['match']>, target: ConnectionTarget): readonly string[] | 'every' | 'none' {
  if (match.length === 0) return 'every';
  const subnets: string[] = [];
  for (const each of match) {
    if (!isFor(each, target)) continue;
    const { destinationSubnets = [] } = each;
    if (destinationSubnets.length === 0 || target.port.number === 0) return 'every';
    subnets.push(...destinationSubnets);
  }
  return subnets.length > 0 ? subnets : 'none';
}

/** The chain to the service itself. */
function serviceChain({ view, service: { host, ports }, port }: ConnectionTarget): Pick<ChainOptions, 'filter'> {
  const number = ports.length === 1 ? ports[0]!.number : port.number;
  const cluster: ClusterName = { to: 'service', host, port: number, subset: '' };
  return { filter: singleProxy(cluster, view.ruleOf(host), '') };
}

function at(entry: MeshRoutes['entry'], kind: 'tls' | 'tcp', route: number, match?: number): Origin {
  return { entry, path: ['spec', kind, route, ...(match === undefined ? [] : ['match', match])] };
}
