import { compareText } from '../core/compare-text';
import { underPath } from '../match/under-path';
import { exposureProblems, twoServices } from './checks/exposure';
import { behaviourName } from './leaves/behaviours';
import { type Mount, type Mounting, targetText } from './mount';
import { routesOn } from './port-routes';
import type { Problem } from './problem';
import type { Route } from './routes';
import { routesUnder } from './routes-under';
import { withoutTaken } from './without-taken';

/** What a gateway does with the requests for a host. */
export interface Exposure {
  readonly host: string;
  /** In the order in which they are tried. */
  readonly mounts: readonly Mount[];
  readonly problems: readonly Problem[];
}

/** Puts the mountings of all constructs at a gateway's host together. The order in which they were made never matters. */
export function exposureOf(host: string, mountings: readonly Mounting[]): Exposure {
  const problems: Problem[] = [];
  const sorted = [...mountings].sort((a, b) => longFirst(a.path, b.path) || compareText(targetText(a), targetText(b)));
  const once = sorted.filter((mounting, i) => {
    const before = sorted[i - 1];
    if (before === undefined || before.path !== mounting.path) return true;
    if (targetText(before) !== targetText(mounting)) problems.push(twoServices(host, before, mounting));
    return false;
  });
  const paths = once.flatMap(({ path }) => path ?? []);
  const mounts = once.map((mounting) => mountAt(host, mounting, paths.filter((path) => isBelow(path, mounting.path))));
  return { host, mounts, problems: [...problems, ...mounts.flatMap((mount) => exposureProblems(host, mount))] };
}

/** @param below paths of other services that are tried before */
function mountAt(host: string, mounting: Mounting, below: readonly string[]): Mount {
  const pinned = mounting.version === undefined ? mounting : { ...mounting, ...pinnedTo(mounting, mounting.version) };
  const under = routesUnder(routesOn(pinned.port, pinned.routes), underPath(mounting.path), host);
  const { kept, taken } = withoutTaken(under.routes, below.flatMap((path) => underPath(path)));
  // No need to report a part of a route of which another part is kept.
  const lost = taken.filter((route) => !kept.some(({ by, then }) => by === route.by && then === route.then));
  return {
    ...pinned,
    ...under,
    routes: kept.map((route) => withAuthority(route, mounting)),
    leftOut: [...under.leftOut, ...lost.map((route) => ({ route, why: 'earlier routes take all of these' }))],
  };
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
