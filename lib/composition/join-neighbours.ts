import type { Route } from './routes';

/**
 * Routes of one construct with the same name and outcome, which nothing stands between, as one route with the matches of all. Redirects
 * stay apart, because what Istio writes for them depends on the match; so do routes of other services, which have behaviours already.
 */
export function joinNeighbours(routes: readonly Route[]): Route[] {
  const joined: Route[] = [];
  for (const route of routes) {
    const before = joined[joined.length - 1];
    if (before !== undefined && areAlike(before, route)) joined[joined.length - 1] = { ...before, when: [...before.when, ...route.when] };
    else joined.push(route);
  }
  return joined;
}

function areAlike(a: Route, b: Route): boolean {
  return a.at === undefined && b.at === undefined && a.then.kind !== 'redirect' && a.when.length > 0 && b.when.length > 0 && a.name === b.name && a.by?.construct === b.by?.construct
    && JSON.stringify(a.then) === JSON.stringify(b.then);
}
