import { compareText } from '../core/compare-text';
import type { RequestMatch } from '../match/request-match';
import { underPath } from '../match/under-path';
import { exposureProblems, twoServices } from './checks/exposure';
import type { Contribution } from './contribution';
import { atEdge, edgeOf, type PlacedMount } from './edge';
import { behaviourName } from './leaves/behaviours';
import { type Mount, type Mounting, targetText } from './mount';
import { routesOn } from './port-routes';
import type { Problem } from './problem';
import type { Route } from './routes';
import { routesUnder } from './routes-under';
import { type StrippedRoutes, strippedRoutes } from './stripped-routes';
import { withoutTaken } from './without-taken';

/** What a gateway does with the requests for a host. */
export interface Exposure {
  readonly host: string;
  /** Redirects, responses and delegates of the host itself, in the order in which they are tried, before those of the services. */
  readonly routes: readonly Route[];
  /** In the order in which they are tried. */
  readonly mounts: readonly Mount[];
  readonly problems: readonly Problem[];
}

/**
 * Puts the mountings of all constructs at a gateway's host together, with what constructs contribute to the host itself. The order in which
 * they were made never matters.
 */
export function exposureOf(host: string, mountings: readonly Mounting[], contributions: readonly Contribution[] = []): Exposure {
  const problems: Problem[] = [];
  const sorted = [...mountings].sort((a, b) => longFirst(a.path, b.path) || compareText(targetText(a), targetText(b))
    || Number(a.isStripped ?? false) - Number(b.isStripped ?? false));
  const once = sorted.filter((mounting, i) => {
    const before = sorted[i - 1];
    if (before === undefined || before.path !== mounting.path) return true;
    const areSame = targetText(before) === targetText(mounting) && before.isStripped === mounting.isStripped;
    if (!areSame) problems.push(twoServices(host, before, mounting));
    return false;
  });
  const paths = once.flatMap(({ path }) => path ?? []);
  const edge = edgeOf(host, contributions);
  const placed = once.map((mounting) => {
    const below = paths.filter((path) => isBelow(path, mounting.path)).flatMap((path) => underPath(path));
    return mountAt(host, mounting, [...below, ...edge.routes.flatMap(({ when }) => when)]);
  });
  const edged = atEdge(host, edge, placed);
  return {
    host, routes: edge.routes, mounts: edged.mounts,
    problems: [
      ...problems, ...edge.problems, ...placed.flatMap((one) => one.problems), ...edged.problems,
      ...edged.mounts.flatMap((mount) => exposureProblems(host, mount)),
    ],
  };
}

/** @param before requests that routes of the host itself, and of services below, take before */
function mountAt(host: string, mounting: Mounting, before: readonly RequestMatch[]): PlacedMount {
  const pinned = mounting.version === undefined ? mounting : { ...mounting, ...pinnedTo(mounting, mounting.version) };
  const { routes, problems } = routesAt(pinned);
  const under = routesUnder(routes, pinned.isStripped ? [] : underPath(mounting.path), host);
  const { kept, taken } = withoutTaken(under.routes, before);
  // No need to report a part of a route of which another part is kept.
  const lost = taken.filter((route) => !kept.some(({ by, then }) => by === route.by && then === route.then));
  const mount: Mount = {
    ...pinned,
    ...under,
    routes: kept.map((route) => withAuthority(route, mounting)),
    leftOut: [...under.leftOut, ...lost.map((route) => ({ route, why: 'earlier routes take all of these' }))],
  };
  return { mount, before, problems };
}

/** The routes of the port of a service, for the paths that clients ask for. */
function routesAt({ routes, port, path, isStripped, by }: Mounting): StrippedRoutes {
  const ofPort = routesOn(port, routes);
  return isStripped && path !== undefined ? strippedRoutes(ofPort, path, by) : { routes: ofPort, problems: [] };
}

/** All requests to one version: routes that pin requests to another version do not hold. */
function pinnedTo({ model, routes, by }: Mounting, version: string): Pick<Mounting, 'model' | 'routes'> {
  return {
    model: { ...model, shares: { value: [{ version, percent: 100 }], by } },
    routes: routes.filter(({ then, at }) => at !== undefined || then.kind !== 'version' || then.version === version),
  };
}

/** Rewrites the authority to the name that the service has outside of the mesh, unless the service claims another one. */
function withAuthority(route: Route, { authority, by }: Mounting): Route {
  const isForwarded = route.then.kind === 'shares' || route.then.kind === 'version';
  if (authority === undefined || !isForwarded || route.at !== undefined) return route;
  const claim = { leaf: 'rewriteAuthority', value: authority, by } as const;
  return { ...route, behaviours: { [behaviourName(claim)]: claim, ...route.behaviours } };
}

function isBelow(path: string, other: string | undefined): boolean {
  return other === undefined || path.startsWith(`${other}/`);
}

/** Longer before shorter, so that a path below another is tried first. */
function longFirst(a: string | undefined, b: string | undefined): number {
  return (b?.length ?? 0) - (a?.length ?? 0) || compareText(a ?? '', b ?? '');
}
