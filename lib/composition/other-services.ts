import { testsOf } from '../match/request-match';
import { joinMatches } from '../match/join';
import { behaviourName } from './leaves/behaviours';
import { notUnderRoute } from './checks/other-services';
import type { HostPort } from './host';
import type { HostModel } from './host-model';
import type { OtherService } from './outcome';
import { routesOn } from './port-routes';
import type { Problem } from './problem';
import type { Route } from './routes';
import { withoutTaken } from './without-taken';

/** A service that routes of another host lead to. */
export interface RoutedService {
  readonly model: HostModel;
  /** Its routes in the order in which they are tried. */
  readonly routes: readonly Route[];
  /** The authority of requests that are sent to it; unset: the one that clients asked for. */
  readonly authority?: string;
}

/** Finds the service of a host; `undefined` for one that no construct of the app owns. */
export type ServiceLookup = (then: OtherService) => RoutedService | undefined;

/** Routes in which the routes of other services stand for the exceptions that lead there. */
export interface ExpandedRoutes {
  readonly routes: readonly Route[];
  /** How many routes there would be if each other service had its routes here once. */
  readonly contributed: number;
  readonly problems: readonly Problem[];
}

/** Puts the routes of other services where exceptions lead to them: of each, both matches have to hold. */
export function withOtherServices(model: HostModel, whole: readonly Route[], services: ServiceLookup): ExpandedRoutes {
  const problems: Problem[] = [];
  const counts = new Map<string, number>();
  const routes = whole.flatMap((route): Route[] => {
    const { then } = route;
    if (then.kind !== 'service') return [route];
    const service = services(then) ?? destinationOnly(then);
    counts.set(then.host, service.routes.length);
    const { kept, lost } = routesWithin(route, then, service);
    problems.push(...notUnderRoute(model, route, lost));
    return kept;
  });
  const own = whole.filter(({ then }) => then.kind !== 'service').length;
  return { routes, contributed: own + [...counts.values()].reduce((sum, count) => sum + count, 0), problems };
}

/** A route of another service, and the part of its match that no request of the exception has, or that does not fit in one match. */
export interface LostRoute {
  readonly route: Route;
  /** What two conditions test; unset: no request has both. */
  readonly subject?: string;
}

function routesWithin(
  { name, when, by }: Route, { port: number, version }: OtherService, { model, routes, authority }: RoutedService,
): { kept: Route[]; lost: LostRoute[] } {
  const port = model.ports.find((one) => one.number === number) ?? portOf({ port: number });
  const lost: LostRoute[] = [];
  const joined = routesOn(port, pinnedTo(version, routes)).flatMap((route): Route[] => {
    const { matches, problem } = joinMatches(when, route.when);
    if (problem) lost.push({ route, subject: problem.subject });
    if (matches.length === 0 && when.length > 0) {
      if (!problem && route.when.some((match) => testsOf(match).some(([subject]) => subject === 'path'))) lost.push({ route });
      return [];
    }
    const isOwn = route.at === undefined;
    const then = version !== undefined && isOwn && route.then.kind === 'shares' ? { kind: 'version', version } as const : route.then;
    const rewrite = authority === undefined || !isOwn || !by ? undefined : { leaf: 'rewriteAuthority', value: authority, by } as const;
    return [{
      ...route, name: `${name}/${route.name}`, when: matches, then, at: route.at ?? { model, port }, ...(by ? { by } : {}),
      behaviours: { ...(rewrite ? { [behaviourName(rewrite)]: rewrite } : {}), ...route.behaviours },
    }];
  });
  return { kept: withoutTaken(joined, []).kept, lost };
}

/** All requests to one version: routes that pin requests to another version do not hold. */
function pinnedTo(version: string | undefined, routes: readonly Route[]): readonly Route[] {
  if (version === undefined) return routes;
  return routes.filter(({ then, at }) => at !== undefined || then.kind !== 'version' || then.version === version);
}

/** A service that no construct of the app owns, or that leads back here: one route to all of its endpoints. */
function destinationOnly(then: OtherService): RoutedService {
  const { host, version } = then;
  return {
    model: {
      host, namespace: '', ports: [portOf(then)], versions: {}, exceptions: [], behaviours: [], policies: [], detours: [],
    },
    routes: [{ name: 'default', when: [], then: version === undefined ? { kind: 'shares' } : { kind: 'version', version }, behaviours: {} }],
  };
}

function portOf({ port, protocol = 'HTTP' }: Pick<OtherService, 'port' | 'protocol'>): HostPort {
  return { name: String(port), number: port, protocol };
}
