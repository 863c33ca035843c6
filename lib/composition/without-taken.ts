import { alternativesOf, type RequestMatch } from '../match/request-match';
import { isMatchWithin } from '../match/within';
import type { Route } from './routes';

/**
 * Drops the requests that earlier routes take already: the matches of behaviours overlap, and two that differed can become equal once the
 * path of a mount is joined to both.
 *
 * @param before requests that are taken before any of the routes
 */
export function withoutTaken(routes: readonly Route[], before: readonly RequestMatch[] = []): { kept: Route[]; taken: Route[] } {
  const earlier = [...before];
  const kept: Route[] = [];
  const taken: Route[] = [];
  for (const route of routes) {
    const alternatives = alternativesOf(route.when);
    const free = alternatives.filter((match) => !earlier.some((other) => isMatchWithin(match, other)));
    if (free.length === 0) {
      taken.push(route);
      continue;
    }
    kept.push(free.length === alternatives.length ? route : { ...route, when: free });
    earlier.push(...free);
  }
  return { kept, taken };
}
