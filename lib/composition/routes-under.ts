import { joinMatches } from './join';
import { matchText, type RequestMatch } from './request-match';
import type { Route } from './routes';

/** Routes as they hold under a path of another host. */
export interface RoutesUnder {
  /** Those that hold there, with the path in their matches. */
  readonly routes: readonly Route[];
  /** Those that cannot hold there. */
  readonly leftOut: readonly { readonly route: Route; readonly why: string }[];
  /** Those that would take two tests of one text to say. */
  readonly notJoinable: readonly { readonly route: Route; readonly subject: string }[];
}

/** The routes of a service under a path of a host that a gateway serves: both the path and the route's own match have to hold. */
export function routesUnder(routes: readonly Route[], path: readonly RequestMatch[]): RoutesUnder {
  const kept: Route[] = [];
  const leftOut: { route: Route; why: string }[] = [];
  const notJoinable: { route: Route; subject: string }[] = [];
  for (const route of routes) {
    const visible = route.when.filter((match) => !Object.keys(match).some((subject) => subject.startsWith('client ')));
    const { matches, problem } = joinMatches(visible, path);
    if (route.when.length > 0 && visible.length === 0) leftOut.push({ route, why: 'a gateway does not see which pod a request is from' });
    else if (problem) notJoinable.push({ route, subject: problem.subject });
    else if (matches.length > 0 || path.length === 0) kept.push({ ...route, when: matches });
    else leftOut.push({ route, why: `no request is both under the path and where ${matchText(visible)}` });
  }
  return { routes: kept, leftOut, notJoinable };
}
