import { maskedRange } from './address-range';
import type { DownstreamTls } from './downstream-tls';
import type { FilterChain, FilterChainMatch, NetworkFilter } from './listener';
import type { Origin } from '../origin';

/** A chain before it is known what else its listener has. Source: listener.go#filterChainOpts. */
export interface ChainOptions {
  readonly serverNames?: readonly string[];
  readonly ranges?: readonly string[];
  readonly protocols?: readonly string[];
  readonly transport?: 'tls' | 'raw_buffer';
  readonly tls?: DownstreamTls;
  readonly filter: NetworkFilter;
  readonly origin?: Origin;
}

/** True for a chain that takes every connection. Source: listener.go#filterChainOpts.isMatchAll. */
export function isMatchAll({ serverNames = [], ranges = [], protocols = [], transport }: ChainOptions): boolean {
  return (serverNames.length === 0 || serverNames.includes('*')) && protocols.length === 0 && transport === undefined && ranges.length === 0;
}

/** Source: listener.go#filterChainOpts.toFilterChainMatch. */
export function chainOf(options: ChainOptions): FilterChain {
  const { serverNames = [], ranges = [], protocols = [], transport, tls, filter, origin } = options;
  const named = serverNames.includes('*') ? [] : serverNames;
  const narrow = ranges.filter((range) => !isEveryAddress(range));
  const match: FilterChainMatch = isMatchAll(options) ? {} : {
    ...(named.length > 0 ? { serverNames: named } : {}),
    ...(narrow.length > 0 ? { ranges: narrow } : {}),
    ...(protocols.length > 0 ? { protocols } : {}),
    ...(transport ? { transport } : {}),
  };
  return { match, ...(tls ? { tls } : {}), filter, ...(origin ? { origin } : {}) };
}

function isEveryAddress(range: string): boolean {
  return range.split('/')[0] === '0.0.0.0';
}

/** True when no connection could tell two chains apart. Source: listener.go#filterChainOpts.conflictsWith. */
export function areAlike(a: ChainOptions, b: ChainOptions): boolean {
  return a.transport === b.transport && sameList(a.protocols ?? [], b.protocols ?? [])
    && sameSet(names(a), names(b)) && sameSet(rangesOf(a), rangesOf(b));
}

function names({ serverNames = [] }: ChainOptions): ReadonlySet<string> {
  return new Set(serverNames.filter((name) => name !== '*'));
}

function rangesOf({ ranges = [] }: ChainOptions): ReadonlySet<string> {
  return new Set(ranges.filter((range) => !isEveryAddress(range)).map(maskedRange));
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, i) => each === b[i]);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}
