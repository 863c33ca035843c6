import { isIp } from '../../values/ip';
import { isHttpProtocol, isTcpProtocol, parseProtocol, type Protocol } from '../../values/protocol';
import type { EgressListener } from '../../mesh/proxy-services';
import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService, ServicePort } from '../../mesh/service';
import { seconds } from '../seconds';
import { unknownCluster } from '../requests/sidecar-routes';
import { areAlike, type ChainOptions, chainOf, isMatchAll } from './chain-options';
import type { FilterChain, Listener } from './listener';
import { ANY_ADDRESS, connectionChains, type ConnectionTarget, firstAddress } from './outbound-chains';
import { singleProxy } from './tcp-proxy';

/** A listener in the making. Source: listener.go#outboundListenerEntry. */
interface Entry {
  readonly port: number;
  readonly binds: readonly string[];
  readonly isBound: boolean;
  /** The protocol that it began with; undefined once several share it, or when it is detected. */
  protocol: Protocol | undefined;
  chains: readonly ChainOptions[];
  isLocked: boolean;
}

/** The listeners that a sidecar has for outgoing connections it knows. Source: listener.go#buildSidecarOutboundListeners. */
export function outboundListeners(view: ProxyView): readonly Listener[] {
  const entries = new Map<string, Entry>();
  for (const listener of view.listeners) {
    if (listener.port) addSidecarListener(view, listener, listener.port, entries);
    else {
      // The listener without a port leaves those alone that others made.
      for (const entry of entries.values()) entry.isLocked = true;
      addServices(view, listener, entries);
    }
  }
  return [...entries.values()].map((entry) => finished(view, entry));
}

/** What a listener is made for: a service on a port, or on that of the Sidecar's listener. */
interface Wanted {
  readonly view: ProxyView;
  readonly listener: EgressListener;
  readonly service: RegisteredService;
  readonly port: ServicePort;
  readonly binds: readonly string[];
}

function addSidecarListener(
  view: ProxyView, listener: EgressListener, { number, protocol }: NonNullable<EgressListener['port']>, entries: Map<string, Entry>,
): void {
  const port: ServicePort = { name: '', number, protocol: parseProtocol(protocol) };
  const binds = bindsOf(listener);
  if (isReserved(binds[0], port)) return;
  for (const service of listener.services.flatMap(byAddress)) add({ view, listener, service, port, binds }, entries);
}

function addServices(view: ProxyView, listener: EgressListener, entries: Map<string, Entry>): void {
  const binds = bindsOf(listener);
  for (const service of listener.services.flatMap(byAddress)) {
    for (const port of service.ports) {
      if (isReserved(binds[0], port)) continue;
      const all = isPerPod(binds, service, port) ? podBinds(view, service, port) : [binds];
      for (const own of all) add({ view, listener, service, port, binds: own }, entries);
    }
  }
}

/** istiod registers a ServiceEntry for each of its addresses. Source: serviceentry/conversion.go#convertServices. */
function byAddress(service: RegisteredService): readonly RegisteredService[] {
  if (service.registry === 'Kubernetes' || service.addresses.length < 2) return [service];
  return service.addresses.map((address) => ({ ...service, addresses: [address] }));
}

/** An address of its own, or that of the workload where nothing is captured. */
function bindsOf({ bind, isCaptured }: EgressListener): readonly string[] {
  if (bind) return [bind];
  return isCaptured ? [] : ['127.0.0.1'];
}

/** The ports of Envoy itself. Source: model/context.go#conflictWithReservedListener. */
const RESERVED: readonly number[] = [15001, 15006];

function isReserved(bind: string | undefined, { number, protocol }: ServicePort): boolean {
  return RESERVED.includes(number) && (bind === undefined ? protocol !== undefined && isHttpProtocol(protocol) : bind === ANY_ADDRESS);
}

/** Each pod of a service without an address gets a listener, for connections whose protocol says nothing of where they go. */
function isPerPod(binds: readonly string[], service: RegisteredService, { protocol }: ServicePort): boolean {
  return binds.length === 0 && service.resolution === 'NONE' && firstAddress(service) === ANY_ADDRESS
    && (protocol === undefined || isTcpProtocol(protocol));
}

function podBinds(view: ProxyView, service: RegisteredService, { number }: ServicePort): readonly (readonly string[])[] {
  const endpoints = view.registry.endpointsOfPort(service, number);
  if (service.registry === 'ServiceEntry' && endpoints.length === 0 && service.selector === undefined) return [[]];
  return endpoints.filter(({ address }) => isIp(address) && address !== view.proxy.address).map(({ address }) => [address]);
}

type Kind = 'http' | 'tcp' | 'detected';

function kindOf(protocol: Protocol | undefined): Kind | undefined {
  if (protocol === undefined) return 'detected';
  return isHttpProtocol(protocol) ? 'http' : isTcpProtocol(protocol) ? 'tcp' : undefined;
}

/** Source: listener.go#buildSidecarOutboundListener. */
function add(wanted: Wanted, entries: Map<string, Entry>): void {
  const { service, port, listener: { isCaptured } } = wanted;
  const kind = kindOf(port.protocol);
  if (service.resolution === 'ALIAS' || !kind) return;
  const target = targetOf(wanted, kind);
  const key = `${target.binds[0]} ${port.number}`;
  const current = entries.get(key);
  if (current?.isLocked) return;
  const isProxy = port.protocol === 'HTTP_PROXY';
  const currentKind = current && kindOf(current.protocol);
  if (current && !isProxy && kind !== 'tcp' && (currentKind === kind || (kind === 'http' && currentKind === 'detected'))) return;
  const isDetected = kind === 'http' && !isProxy && target.binds[0] === ANY_ADDRESS;
  const chains = chainsOf(target, kind, isDetected);
  const replaces = !current || isProxy || (kind === 'detected' && currentKind === 'http');
  if (current && !isProxy && isWellKnownConflict(port.protocol, current.protocol)) return;
  if (replaces) {
    entries.set(key, {
      port: port.number, binds: target.binds, isBound: !isCaptured, isLocked: false, chains,
      protocol: isDetected ? undefined : port.protocol,
    });
    return;
  }
  current.chains = merged(current.chains, chains);
  if (kind !== currentKind && !(kind === 'tcp' && currentKind === 'detected')) current.protocol = undefined;
}

/** Where a service listens: on its address, or on all of them. */
function targetOf({ view, listener, service, port, binds }: Wanted, kind: Kind): ConnectionTarget {
  const address = firstAddress(service);
  const shared = { view, service, port, routes: listener.routes };
  if (binds.length > 0) return { ...shared, binds, ranges: [] };
  if (kind === 'http' || address.includes('/')) return { ...shared, binds: [ANY_ADDRESS], ranges: kind === 'http' ? [] : [address] };
  return { ...shared, binds: [address, ...service.addresses.slice(1)], ranges: [] };
}

const PLAINTEXT_HTTP = ['http/1.1', 'h2c'];

function chainsOf(target: ConnectionTarget, kind: Kind, isDetected: boolean): readonly ChainOptions[] {
  const { port, binds, service } = target;
  const isOnOwnAddress = kind === 'detected' && binds[0] !== ANY_ADDRESS;
  const routes = port.number === 0 ? binds[0]! : isOnOwnAddress ? `${service.host}:${port.number}` : String(port.number);
  const http: ChainOptions = {
    filter: { reads: 'requests', routes },
    ...(isDetected || kind === 'detected' ? { protocols: PLAINTEXT_HTTP, transport: 'raw_buffer' } : {}),
  };
  if (kind === 'http') return [http];
  return kind === 'tcp' ? connectionChains(target) : [...connectionChains(target), http];
}

/**
 * In MongoDB and MySQL the server sends the first bytes, so istiod gives such a port no listener for another protocol.
 * Source: listener.go#isConflictWithWellKnownPort.
 */
function isWellKnownConflict(incoming: Protocol | undefined, existing: Protocol | undefined): boolean {
  const isFirst = (protocol: Protocol | undefined): boolean => protocol === 'MONGO' || protocol === 'MYSQL';
  return (isFirst(incoming) || isFirst(existing)) && incoming !== existing;
}

/** A chain that matches the same as an earlier one is lost. Source: listener.go#mergeTCPFilterChains. */
function merged(current: readonly ChainOptions[], incoming: readonly ChainOptions[]): readonly ChainOptions[] {
  const all = [...current];
  for (const chain of incoming) if (!all.some((existing) => areAlike(existing, chain))) all.push(chain);
  return all;
}

/** Source: listener.go#buildListenerFromEntry. */
function finished(view: ProxyView, { port, binds, isBound, chains }: Entry): Listener {
  const needsTls = chains.some((chain) => (chain.serverNames ?? []).length > 0 || isDynamicForward(view, chain));
  const needsHttp = chains.some(({ protocols = [] }) => protocols.length > 0);
  const narrow = chains.filter((chain) => !isMatchAll(chain)).map(chainOf);
  const wide = chains.filter(isMatchAll).map(chainOf).pop();
  return {
    name: `${binds[0]}_${port}`, direction: 'outbound', addresses: binds, port, isBound,
    ...(narrow.length === 0 && wide ? { chains: [wide] } : { chains: narrow, defaultChain: wide ?? unknownChain(view) }),
    tlsInspector: needsTls ? 'all' : 'none',
    httpInspector: needsHttp ? 'all' : 'none',
    inspectorTimeout: needsHttp ? seconds(view.settings.protocolDetectionTimeout) ?? 0 : 0,
    continuesAfterTimeout: true,
  };
}

/** The chain of a wildcard host that the proxy resolves finds the host by the server name. */
function isDynamicForward(view: ProxyView, { filter, origin }: ChainOptions): boolean {
  return origin === undefined && filter.reads === 'bytes' && filter.clusters.some(({ cluster }) => (
    cluster.to === 'service' && cluster.host.startsWith('*') && view.services.get(cluster.host)?.resolution === 'DYNAMIC_DNS'
  ));
}

/** The chain for connections that a sidecar does not know. Source: listener_builder.go#buildOutboundCatchAllNetworkFiltersOnly. */
function unknownChain({ outbound }: ProxyView): FilterChain {
  return { match: {}, filter: singleProxy(unknownCluster(outbound), undefined, '') };
}

/** The port on which a sidecar gets what leaves its pod. */
const OUTBOUND_PORT = 15001;

/** The listener for all other connections. Source: listener_builder.go#buildVirtualOutboundListener. */
export function virtualOutbound(view: ProxyView): Listener {
  const ownPort: FilterChain = { match: { port: OUTBOUND_PORT }, filter: singleProxy({ to: 'black hole' }, undefined, '') };
  return {
    name: 'virtualOutbound', direction: 'outbound', addresses: [ANY_ADDRESS], port: OUTBOUND_PORT, isBound: true,
    chains: [ownPort, unknownChain(view)], tlsInspector: 'none', httpInspector: 'none', inspectorTimeout: 0, continuesAfterTimeout: false,
  };
}
