import type { HttpRouteDestination } from '../kinds/virtual-service/api-action';
import type { RouteDestination } from '../kinds/virtual-service/api-connection';
import { tenthsOf } from '../values/tenths';
import type { Claimant } from './claim';
import type { Share } from './contribution';
import { detourOf, type Place } from './place';

/** Where a route sends what it takes, and the construct that claimed it. */
export interface Destinations<T> {
  readonly route: T[];
  readonly by: Claimant | undefined;
}

/** The gateway of a detour, or the versions by their shares. A share of 0 percent is left out, as istiod would do. */
export function destinationsOf(
  shares: readonly Share[] | undefined, by: Claimant | undefined, place: Place,
): Destinations<HttpRouteDestination> {
  const detour = detourOf(place);
  if (detour) {
    const { host, subset, port } = detour.value.hop;
    return { route: [{ destination: { host, subset, port: { number: port } } }], by: detour.by };
  }
  const to = { host: place.model.host, port: { number: place.port.number } };
  if (shares === undefined) return { route: [{ destination: to }], by: undefined };
  const some = shares.filter(({ percent }) => percent > 0);
  // Istio's weights are whole numbers, and only their proportion counts.
  const weightOf = some.every(({ percent }) => Number.isInteger(percent)) ? (percent: number): number => percent : tenthsOf;
  const route = some.map(({ version, percent, setCookie }): HttpRouteDestination => ({
    destination: { ...to, subset: version },
    ...(some.length > 1 ? { weight: weightOf(percent) } : {}),
    ...(setCookie === undefined ? {} : { headers: { response: { add: { 'set-cookie': setCookie } } } }),
  }));
  return { route, by };
}

/** Where connections go by the shares of the host; connections have no headers. */
export function connectionDestinations(place: Place): Destinations<RouteDestination> {
  const { shares } = place.model;
  const { route, by } = destinationsOf(shares?.value, shares?.by, place);
  return { route: route.map(({ headers: _, ...destination }) => destination), by };
}
