import { Construct } from 'constructs';
import type { Path } from '../../lib/core/finding';
import { isObject } from '../../lib/core/is-object';
import { quote } from '../../lib/core/quote';
import type { HttpRouteDestination } from '../../lib/kinds/virtual-service/api-action';
import type { HttpHeaders } from '../../lib/kinds/virtual-service/api-policy';
import { quoteConstruct } from '../core/quote-construct';
import { refuse } from '../core/refuse';
import { referenceRules } from '../core/reference-rules';
import { type DestinationFields, isRoutable, type Routable, RouteTarget, type Viewpoint, type WeightedTarget } from '../core/route-target';
import { assertSameApp } from '../core/same-app';

/** Where requests go, with what is done to their headers on the way there. */
export interface HttpTarget {
  /** Where they go. */
  readonly destination: RouteTarget | Routable;
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

/** Where the requests of a route go: one place, such as a service with one port, or several that share them by weight. */
export type HttpTargets = RouteTarget | Routable | WeightedTarget | HttpTarget | readonly (WeightedTarget | WeightedHttpTarget)[];

/** Where the connections of a route go: one place, such as a service with one port, or several that share them by weight. */
export type ConnectionTargets = RouteTarget | Routable | WeightedTarget | readonly WeightedTarget[];

/** Refuses what cannot be routed to, in the words of the line that says it. @internal */
export function assertTargets(construct: Construct, to: unknown, at: Path): void {
  if (to === undefined) return;
  for (const [i, entry] of listed(to).entries()) assertTarget(construct, entry, [...at, i, 'destination']);
}

/** Refuses one thing that cannot be routed to. @internal */
export function assertTarget(construct: Construct, entry: unknown, at: Path): void {
  const target = targetOf(entry);
  const routed = isRoutable(target) ? target._routeTarget(construct, at) : target;
  if (routed instanceof RouteTarget) return assertSameApp(construct, routed._owner, at);
  refuse(construct, referenceRules.notATarget, at, {
    message: `Expected a service, a subset, a port or a destination, got ${quoteConstruct(target)}`,
    ...fixOf(target),
  });
}

function fixOf(target: unknown): { readonly fix?: string } {
  if (typeof target === 'string') return { fix: `write Destination.host(${quote(target)}), or take it of the construct that owns the host` };
  return isObject(target) && !Construct.isConstruct(target) && 'target' in target ? { fix: 'write destination in place of target' } : {};
}

/** The list of destinations in Istio's words; keys that are not ours go in as they are. @internal */
export function destinationsSpec(to: HttpTargets | ConnectionTargets, from: Viewpoint): readonly HttpRouteDestination[] {
  return listed<RouteTarget | Routable | HttpTarget>(to as RouteTarget | HttpTarget).map((entry) => {
    const { destination, more } = destinationOf(entry, from);
    return { destination, ...more };
  });
}

/** The destination of an entry, and what it has beside that. @internal */
export function destinationOf<T extends { readonly destination: RouteTarget | Routable }>(
  entry: RouteTarget | Routable | T, from: Viewpoint,
): { readonly destination: DestinationFields; readonly more: Omit<T, 'destination'> } {
  const place = targetOf(entry);
  const target = isRoutable(place) ? place._routeTarget(from.construct, []) : place as RouteTarget;
  const { destination: _, ...more } = place === entry ? { destination: target } : entry as T;
  return { destination: target._destination(from), more: more as Omit<T, 'destination'> };
}

/** What stands alone, as a list of one. @internal */
export function listed<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value as readonly T[] : [value as T];
}

/** What an entry leads to: itself, or the target that it says more about. */
function targetOf(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || entry instanceof RouteTarget || isRoutable(entry)) return entry;
  return 'destination' in entry && !Construct.isConstruct(entry) ? entry.destination : entry;
}
