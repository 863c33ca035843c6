import type { Construct } from 'constructs';
import type { Path } from '../../lib/core/finding';
import { quote } from '../../lib/core/quote';
import type { HttpRouteDestination } from '../../lib/kinds/virtual-service/api-action';
import type { HttpHeaders } from '../../lib/kinds/virtual-service/api-policy';
import { refuse } from '../core/refuse';
import { referenceRules } from '../core/reference-rules';
import { RouteTarget, type Viewpoint, type WeightedTarget } from '../core/route-target';
import { assertSameApp } from '../core/same-app';

/** Where requests go, with what is done to their headers on the way there. */
export interface HttpTarget {
  /** Where they go. */
  readonly target: RouteTarget;
  /** The share, in proportion to the other weights of the route; a whole number, 0 for none. Without meaning for one that stands alone. */
  readonly weight?: number;
  /** Changes the headers of the requests that go there, and of the answers from there, after those of the route. */
  readonly headers?: HttpHeaders;
}

/** One of several places that requests go to. */
export interface WeightedHttpTarget extends HttpTarget {
  /** The share, in proportion to the other weights of the route; a whole number, 0 for none. */
  readonly weight: number;
}

/** Where the requests of a route go: one place, or several that share them by weight. */
export type HttpTargets = RouteTarget | WeightedTarget | HttpTarget | readonly (WeightedTarget | WeightedHttpTarget)[];

/** Where the connections of a route go: one place, or several that share them by weight. */
export type ConnectionTargets = RouteTarget | WeightedTarget | readonly WeightedTarget[];

/** Refuses what cannot be routed to, in the words of the line that says it. @internal */
export function assertTargets(construct: Construct, to: unknown, at: Path): void {
  if (to === undefined) return;
  for (const [i, entry] of listed(to).entries()) assertTarget(construct, targetOf(entry), [...at, i, 'destination']);
}

/** Refuses one thing that cannot be routed to. @internal */
export function assertTarget(construct: Construct, target: unknown, at: Path): void {
  if (target instanceof RouteTarget) return assertSameApp(construct, target._owner, at);
  refuse(construct, referenceRules.notATarget, at, {
    message: `Expected a subset, a port or a destination, got ${quote(target)}`,
    ...(typeof target === 'string' ? { fix: `write Destination.host(${quote(target)}), or take it of the construct that owns the host` } : {}),
  });
}

/** The list of destinations in Istio's words; keys that are not ours go in as they are. @internal */
export function destinationsSpec(to: HttpTargets | ConnectionTargets, from: Viewpoint): readonly HttpRouteDestination[] {
  return listed<RouteTarget | HttpTarget>(to).map((entry) => {
    if (entry instanceof RouteTarget) return { destination: entry._destination(from) };
    const { target, ...rest } = entry;
    return { destination: target._destination(from), ...rest };
  });
}


/** What stands alone, as a list of one. @internal */
export function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value as readonly T[] : [value as T];
}

/** What an entry leads to: itself, or the target that it says more about. @internal */
export function targetOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && !(entry instanceof RouteTarget) && 'target' in entry ? entry.target : entry;
}
