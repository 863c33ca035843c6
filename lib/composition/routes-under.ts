import type { RequestMatch } from '../match/request-match';
import type { TextTest } from '../match/text-test';
import { joinPath } from '../match/under-path';
import type { Route } from './routes';

/** Routes as they hold under a path of another host. */
export interface RoutesUnder {
  /** Those that hold at the path, with it in their matches. */
  readonly routes: readonly Route[];
  /** Those that cannot hold at the path, or the alternatives of their match that cannot. */
  readonly leftOut: readonly { readonly route: Route; readonly why: string }[];
  /** Those that would need two tests of one text. */
  readonly notJoinable: readonly { readonly route: Route; readonly subject: string }[];
}

/**
 * The routes of a service under a path of a host that a gateway serves: both the path and the route's own match have to hold.
 *
 * @param path alternatives; none: every path
 * @param host the name that clients ask the gateway for
 */
export function routesUnder(routes: readonly Route[], path: readonly RequestMatch[], host: string): RoutesUnder {
  const kept: Route[] = [];
  const leftOut: { route: Route; why: string }[] = [];
  const notJoinable: { route: Route; subject: string }[] = [];
  for (const route of routes) {
    const impossible = new Map<string, RequestMatch[]>();
    const when = route.when.filter((match) => {
      const why = whyNever(match, path, host);
      if (why !== undefined) impossible.set(why, [...impossible.get(why) ?? [], match]);
      return why === undefined;
    });
    for (const [why, matches] of impossible) leftOut.push({ route: { ...route, when: matches }, why });
    if (route.when.length > 0 && when.length === 0) continue;
    const { matches, problem } = joinPath(when, path);
    if (problem) notJoinable.push({ route, subject: problem.subject });
    else kept.push({ ...route, when: matches });
  }
  return { routes: kept, leftOut, notJoinable };
}

/** Why no request at the gateway is one of those; with a path, also of those under it. */
export function whyNever(match: RequestMatch, path: readonly RequestMatch[], host: string): string | undefined {
  if (Object.keys(match).some((subject) => subject.startsWith('client '))) return 'a gateway does not see which pod a request is from';
  if (match.authority && !mayHold(match.authority, host)) return `clients ask for ${host} here`;
  const { matches, problem } = joinPath([match], path);
  return matches.length === 0 && path.length > 0 && !problem ? 'no request is both under the path and one of these' : undefined;
}

/** True when a client that asks for the host, perhaps with a port, may send such a text. */
function mayHold(test: TextTest, host: string): boolean {
  if (host.startsWith('*')) return true;
  const [asked, withPort] = [host.toLowerCase(), `${host.toLowerCase()}:`];
  if ('exact' in test) return test.exact.toLowerCase() === asked || test.exact.toLowerCase().startsWith(withPort);
  return !('prefix' in test) || withPort.startsWith(test.prefix.toLowerCase()) || test.prefix.toLowerCase().startsWith(withPort);
}
