import type { RequestMatch } from '../match/request-match';
import type { Route } from './routes';
import { TakenRequests } from './taken-requests';

/**
 * Drops the requests that earlier routes take already: two matches that differed can become equal once the path of a mount is joined to
 * both.
 *
 * @param before requests that are taken before any of the routes
 */
export function withoutTaken(routes: readonly Route[], before: readonly RequestMatch[]): { kept: Route[]; taken: Route[] } {
  const earlier = new TakenRequests(before);
  const kept: Route[] = [];
  const taken: Route[] = [];
  for (const route of routes) {
    const rest = earlier.rest(route);
    if (rest === undefined) {
      taken.push(route);
      continue;
    }
    kept.push(rest);
    earlier.add(rest.when);
  }
  return { kept, taken };
}
