import { isIpv4 } from '../../values/ip';
import type { ClusterName } from '../cluster-name';
import type { DownstreamTls } from '../listeners/downstream-tls';
import type { FilterChain, Listener, TcpProxy } from '../listeners/listener';
import type { ProxyConfig } from '../proxy-config';
import type { Connection } from './connection';
import { filterChainFor, indistinct, inspects } from './filter-chain-choice';

/** What becomes of a connection at one proxy. */
export interface ConnectionDecision {
  /** The listener that takes it. */
  readonly listener?: Listener;
  /** A listener that would take it, if Envoy had not refused that one because two of its chains match the same. */
  readonly rejected?: Listener;
  /** The chain that takes it. */
  readonly chain?: FilterChain;
  /** The TLS that ends here. */
  readonly tls?: DownstreamTls;
  /** Seconds that a client that sends nothing waits for before anything happens. */
  readonly after?: number;
  readonly outcome: ConnectionOutcome;
}

/** Where a connection ends up. */
export type ConnectionOutcome =
  /** It is passed on; of several clusters one is chosen by its share. */
  | { readonly is: 'passed on'; readonly to: readonly ConnectionShare[]; readonly proxy: TcpProxy }
  /** Its requests are routed, each by itself. */
  | { readonly is: 'read'; readonly routes: string }
  | { readonly is: 'refused'; readonly why: RefusedWhy }
  /** Client and server wait for each other for ever. */
  | { readonly is: 'waiting' };

/** A cluster that takes a share of the connections. */
export interface ConnectionShare {
  readonly cluster: ClusterName;
  /** From 0 to 1. */
  readonly share: number;
  /** True when the proxy lacks the cluster, so that these connections are closed. */
  readonly isMissing: boolean;
}

/** Why a connection is closed. */
export type RefusedWhy =
  | 'no listener' | 'no filter chain' | 'plaintext at a TLS port' | 'TLS at a plaintext HTTP port' | 'not HTTP' | 'timeout';

/** What becomes of a connection at a proxy. */
export function decideConnection(config: ProxyConfig, connection: Connection): ConnectionDecision {
  const isGateway = config.view.proxy.type === 'gateway';
  const wanted = listenerFor(config.listeners, isGateway, connection);
  const rejected = wanted && indistinct(wanted) ? wanted : undefined;
  const listener = rejected ? listenerFor(config.listeners.filter((each) => !indistinct(each)), isGateway, connection) : wanted;
  const about = { ...(listener ? { listener } : {}), ...(rejected ? { rejected } : {}) };
  if (!listener) return { ...about, outcome: { is: 'refused', why: 'no listener' } };
  return { ...about, ...taken(config, listener, connection) };
}

/** The listener of an address and port: the most specific one, and of a sidecar the one for all that is left. */
function listenerFor(listeners: readonly Listener[], isGateway: boolean, { direction, address, port }: Connection): Listener | undefined {
  if (direction === 'inbound') return listeners.find(({ name }) => name === 'virtualInbound');
  // What a workload sends to itself is not captured: such a listener has to be open.
  const isOpen = isGateway || (isIpv4(address) && address.startsWith('127.'));
  const at = (own: string): Listener | undefined => (
    listeners.find((each) => (!isOpen || each.isBound) && each.port === port && each.addresses.includes(own))
  );
  const any = address.includes(':') ? '::' : '0.0.0.0';
  return (isGateway ? undefined : at(address)) ?? at(any) ?? (isOpen ? undefined : listeners.find(({ name }) => name === 'virtualOutbound'));
}

function taken(config: ProxyConfig, listener: Listener, connection: Connection): Omit<ConnectionDecision, 'listener' | 'rejected'> {
  const { transport, port } = connection;
  const isWaitedFor = transport === 'silent' && (inspects(listener.tlsInspector, port) || inspects(listener.httpInspector, port));
  if (isWaitedFor && listener.inspectorTimeout === 0) return { outcome: { is: 'waiting' } };
  const about = isWaitedFor ? { after: listener.inspectorTimeout } : {};
  if (isWaitedFor && !listener.continuesAfterTimeout) return { ...about, outcome: { is: 'refused', why: 'timeout' } };
  const chain = filterChainFor(listener, connection);
  if (!chain) return { ...about, outcome: { is: 'refused', why: 'no filter chain' } };
  const why = misfit(chain, connection);
  if (why) return { ...about, chain, outcome: { is: 'refused', why } };
  const isReadInTheClear = chain.filter.reads === 'requests' && !chain.tls;
  if (isReadInTheClear && transport === 'silent') return { ...about, chain, outcome: { is: 'waiting' } };
  return { ...about, chain, ...(chain.tls ? { tls: chain.tls } : {}), outcome: outcomeOf(config, chain) };
}

/** What a chain cannot read. */
function misfit({ tls, filter }: FilterChain, { transport }: Connection): RefusedWhy | undefined {
  if (tls) return transport === 'tls' ? undefined : 'plaintext at a TLS port';
  if (filter.reads === 'bytes') return undefined;
  if (transport === 'tls') return 'TLS at a plaintext HTTP port';
  return transport === 'raw' ? 'not HTTP' : undefined;
}

function outcomeOf(config: ProxyConfig, { filter }: FilterChain): ConnectionOutcome {
  if (filter.reads === 'requests') return { is: 'read', routes: filter.routes };
  const total = filter.clusters.reduce((sum, { weight }) => sum + weight, 0);
  const to = filter.clusters.map(({ cluster, weight }) => ({ cluster, share: weight / total, isMissing: !config.hasCluster(cluster) }));
  return { is: 'passed on', to, proxy: filter };
}
