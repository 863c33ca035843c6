import { hasAddress, maskedRange, prefixLength } from '../listeners/address-range';
import type { FilterChain, FilterChainMatch, InspectedPorts, Listener } from '../listeners/listener';
import type { Connection } from './connection';

/** What a listener sees of a connection: what its inspectors find out, and the address that the client wanted. */
interface Seen {
  readonly port: number;
  readonly address: string;
  readonly serverName: string;
  readonly transport: 'tls' | 'raw_buffer';
  readonly protocols: readonly string[];
}

const DETECTED: Readonly<Record<string, readonly string[]>> = { http: ['http/1.1'], h2c: ['h2c'] };

/** True when a listener looks at the first bytes of connections to a port. */
export function inspects(ports: InspectedPorts, port: number): boolean {
  if (typeof ports === 'string') return ports === 'all';
  return 'only' in ports ? ports.only.includes(port) : !ports.except.includes(port);
}

/**
 * The chain that takes a connection. Envoy compares one criterion after the other: once a chain has matched one of them, chains that do not
 * ask for it are out for good.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/listener/v3/listener_components.proto#config-listener-v3-filterchainmatch
 */
export function filterChainFor(listener: Listener, connection: Connection): FilterChain | undefined {
  const seen = seenBy(listener, connection);
  let chains = narrowed(listener.chains, 'port', (some) => some.filter(({ match }) => match.port === seen.port));
  chains = narrowed(chains, 'ranges', (some) => inLongestRange(some, seen.address));
  chains = narrowed(chains, 'serverNames', (some) => ofServerName(some, seen.serverName.toLowerCase()));
  chains = narrowed(chains, 'transport', (some) => some.filter(({ match }) => match.transport === seen.transport));
  chains = narrowed(chains, 'protocols', (some) => ofProtocol(some, seen.protocols));
  return chains[0] ?? listener.defaultChain;
}

function seenBy({ tlsInspector, httpInspector }: Listener, { port, address, transport, serverName = '', alpn = [] }: Connection): Seen {
  const isTls = transport === 'tls';
  const isSeen = isTls && inspects(tlsInspector, port);
  const detected = inspects(httpInspector, port) ? DETECTED[transport] ?? [] : [];
  return {
    port, address, serverName: isSeen ? serverName : '', transport: isSeen ? 'tls' : 'raw_buffer',
    protocols: isTls ? (isSeen ? alpn : []) : detected,
  };
}

function narrowed(
  chains: readonly FilterChain[], criterion: keyof FilterChainMatch, best: (asking: readonly FilterChain[]) => readonly FilterChain[],
): readonly FilterChain[] {
  const found = best(chains.filter(({ match }) => match[criterion] !== undefined));
  return found.length > 0 ? found : chains.filter(({ match }) => match[criterion] === undefined);
}

function inLongestRange(chains: readonly FilterChain[], address: string): readonly FilterChain[] {
  const lengths = chains.map(({ match: { ranges = [] } }) => (
    Math.max(-1, ...ranges.filter((range) => hasAddress(range, address)).map(prefixLength))
  ));
  const longest = Math.max(-1, ...lengths);
  return longest < 0 ? [] : chains.filter((_, i) => lengths[i] === longest);
}

/** The name itself comes first, then the wildcard that is closest to it. */
function ofServerName(chains: readonly FilterChain[], name: string): readonly FilterChain[] {
  if (name === '') return [];
  const labels = name.split('.');
  const wildcards = labels.slice(1).map((_, i) => `*.${labels.slice(i + 1).join('.')}`);
  for (const each of [name, ...wildcards]) {
    const named = chains.filter(({ match: { serverNames = [] } }) => serverNames.includes(each));
    if (named.length > 0) return named;
  }
  return [];
}

function ofProtocol(chains: readonly FilterChain[], offered: readonly string[]): readonly FilterChain[] {
  const has = ({ match: { protocols = [] } }: FilterChain, protocol: string): boolean => protocols.includes(protocol);
  const first = offered.find((protocol) => chains.some((chain) => has(chain, protocol)));
  return first === undefined ? [] : chains.filter((chain) => has(chain, first));
}

/** Two chains of a listener that no connection can tell apart: Envoy refuses the whole listener then. */
export function indistinct(listener: Listener): readonly [FilterChain, FilterChain] | undefined {
  if (!pairs.has(listener)) pairs.set(listener, indistinctPair(listener));
  return pairs.get(listener);
}

const pairs = new WeakMap<Listener, readonly [FilterChain, FilterChain] | undefined>();

function indistinctPair({ chains }: Listener): readonly [FilterChain, FilterChain] | undefined {
  const known = new Map<string, FilterChain>();
  for (const chain of chains) {
    const { port, ranges = [''], serverNames = [''], transport, protocols = [''] } = chain.match;
    for (const range of ranges.map((each) => each && maskedRange(each))) {
      for (const name of serverNames) {
        for (const protocol of protocols) {
          const key = JSON.stringify([port, range, name, transport, protocol]);
          const first = known.get(key);
          if (first) return [first, chain];
          known.set(key, chain);
        }
      }
    }
  }
  return undefined;
}
