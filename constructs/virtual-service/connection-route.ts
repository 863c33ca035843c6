import type { Path } from '../../lib/core/finding';
import { isObject } from '../../lib/core/is-object';
import type { L4MatchAttributes, TcpRoute, TlsMatchAttributes, TlsRoute } from '../../lib/kinds/virtual-service/api-connection';
import type { Viewpoint } from '../core/route-target';
import { assertTargets, type ConnectionTargets, destinationsSpec, listed } from './destinations';
import { assertGateways, type GatewayReference, gatewayNames } from './gateways';
import { assertWrittenOnce } from './written-once';

/** Where a match on connections holds. */
export interface ConnectionOrigin {
  /**
   * Gateways, of those that the VirtualService names, through which the connection comes; `GatewayRef.mesh` stands for all sidecars.
   *
   * @default - all gateways of the VirtualService
   */
  readonly gateways?: readonly GatewayReference[];
}

/** Which TLS connections a route is for: those for which every condition holds. */
export interface TlsMatchOptions extends Omit<TlsMatchAttributes, 'gateways'>, ConnectionOrigin {}

/** Which TCP connections a route is for: those for which every condition holds. */
export interface TcpMatchOptions extends Omit<L4MatchAttributes, 'gateways' | 'sourceSubnet'>, ConnectionOrigin {}

/** Where a TLS connection goes that the proxy does not decrypt. */
export interface TlsRouteOptions {
  /** The connections it is for; of a list, those for which at least one entry holds. */
  readonly match: TlsMatchOptions | readonly TlsMatchOptions[];
  /** Where they go: one place, or several that share them by weight. */
  readonly to: ConnectionTargets;
}

/** Where a connection goes that is neither HTTP nor TLS. */
export interface TcpRouteOptions {
  /**
   * The connections it is for; of a list, those for which at least one entry holds.
   *
   * @default - all connections
   */
  readonly match?: TcpMatchOptions | readonly TcpMatchOptions[];
  /** Where they go: one place, or several that share them by weight. */
  readonly to: ConnectionTargets;
}

/** Refuses what can never become right, at the line that says it. @internal */
export function assertConnectionRoute(route: unknown, from: Viewpoint, at: Path, bound: unknown): void {
  if (!isObject(route)) return;
  const { to, match } = route as { readonly to?: unknown; readonly match?: unknown };
  assertWrittenOnce(from.construct, route, [['to', 'route']], at);
  assertTargets(from.construct, to, [...at, 'route']);
  for (const [i, entry] of listed(match).entries()) {
    if (isObject(entry)) assertGateways((entry as ConnectionOrigin).gateways, from, [...at, 'match', i, 'gateways'], bound);
  }
}

/** The route in Istio's words. What is none of its own fields goes in as it is, for the check to say so. @internal */
export function connectionRouteSpec<Route extends TlsRoute | TcpRoute>(route: TlsRouteOptions | TcpRouteOptions, from: Viewpoint): Route {
  const { to, match, ...rest } = route;
  return {
    ...rest,
    match: match && listed<ConnectionOrigin>(match).map((entry) => (isObject(entry) ? matchSpec(entry, from) : entry)),
    ...(to === undefined ? {} : { route: destinationsSpec(to, from) }),
  } as unknown as Route;
}

function matchSpec(match: ConnectionOrigin, from: Viewpoint): object {
  const { gateways, ...rest } = match;
  return { ...rest, gateways: gateways && gatewayNames(gateways, from) };
}
