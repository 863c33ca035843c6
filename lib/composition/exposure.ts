import { compareText } from '../core/compare-text';
import { quote } from '../core/quote';
import { labelsText } from '../values/labels';
import { compositionRules } from './composition-rules';
import { matchText } from '../match/request-match';
import { underPath } from '../match/under-path';
import type { Claimant, HostModel, HostPort } from './model';
import type { Problem } from './problem';
import { routesUnder, type RoutesUnder } from './routes-under';
import type { Route } from './routes';
import { withoutTaken } from './without-taken';

/** A service at a path of a host that a gateway serves, as a construct says it. */
export interface Mounting {
  /** Unset: every path that no other mounting has. */
  readonly path?: string;
  /** The service, and the line that exposes it. */
  readonly by: Claimant;
  /** What is said about the service. */
  readonly model: HostModel;
  /** Its routes in the order in which they are tried. */
  readonly routes: readonly Route[];
  /** The port of the service. */
  readonly port: HostPort;
  /** The one version that is meant, whatever the shares. */
  readonly version?: string;
  /** The name that requests ask the service for; unset: the one that clients asked the gateway for. */
  readonly authority?: string;
}

/** A service as it holds at a path. */
export interface Mount extends Mounting, RoutesUnder {}

/** What a gateway does with the requests for a host. */
export interface Exposure {
  readonly host: string;
  /** In the order in which they are tried. */
  readonly mounts: readonly Mount[];
  readonly problems: readonly Problem[];
}

/** A host of a gateway as all constructs together say it is. The order in which they said it never matters. */
export function exposureOf(host: string, mountings: readonly Mounting[]): Exposure {
  const problems: Problem[] = [];
  const sorted = [...mountings].sort((a, b) => narrowFirst(a.path, b.path) || compareText(targetText(a), targetText(b)));
  const once = sorted.filter((mounting, i) => {
    const before = sorted[i - 1];
    if (before === undefined || before.path !== mounting.path) return true;
    if (targetText(before) !== targetText(mounting)) problems.push(claimedTwice(host, before, mounting));
    return false;
  });
  const paths = once.flatMap(({ path }) => path ?? []);
  const mounts = once.map((mounting) => mountAt(host, mounting, paths.filter((path) => isBelow(path, mounting.path))));
  return { host, mounts, problems: [...problems, ...mounts.flatMap((mount) => problemsOf(host, mount))] };
}

/** The service as the words of people name it: its host, port and version. */
export function targetText({ model: { host }, port, version }: Mounting): string {
  return `${host}:${port.number}${version === undefined ? '' : ` (${version})`}`;
}

/** @param below paths of other services that are tried before */
function mountAt(host: string, mounting: Mounting, below: readonly string[]): Mount {
  const pinned = mounting.version === undefined ? mounting : { ...mounting, ...pinnedTo(mounting, mounting.version) };
  const under = routesUnder(pinned.routes, underPath(mounting.path), host);
  const { kept, taken } = withoutTaken(under.routes, below.flatMap((path) => underPath(path)));
  // No need to report a part of a route of which another part is kept.
  const lost = taken.filter((route) => !kept.some(({ by, then }) => by === route.by && then === route.then));
  return {
    ...pinned,
    ...under,
    routes: kept.map((route) => asking(route, mounting)),
    leftOut: [...under.leftOut, ...lost.map((route) => ({ route, why: 'others take all of these before' }))],
  };
}

/** All requests to one version: what would send them to another does not hold. */
function pinnedTo({ model, routes, by }: Mounting, version: string): Pick<Mounting, 'model' | 'routes'> {
  return {
    model: { ...model, shares: { value: [{ version, percent: 100 }], by } },
    routes: routes.filter(({ then }) => then.kind !== 'version' || then.version === version),
  };
}

/** The route with requests that ask for the name that the service has outside. */
function asking(route: Route, { authority, by }: Mounting): Route {
  const isForwarded = route.then.kind === 'shares' || route.then.kind === 'version';
  if (authority === undefined || !isForwarded) return route;
  return { ...route, behaviours: { 'rewrite authority': { by, value: authority }, ...route.behaviours } };
}

function claimedTwice(host: string, one: Mount | Mounting, two: Mounting): Problem {
  const where = one.path === undefined ? 'the paths that are left' : `path ${quote(one.path)}`;
  return {
    rule: compositionRules.claimedTwice,
    message: `Expected one service at ${where} of ${quote(host)}, got ${targetText(one)} and ${targetText(two)}`,
    fix: 'give each service a path of its own',
    by: two.by,
    others: [one.by],
  };
}

function problemsOf(host: string, { path, by, leftOut, notJoinable, model }: Mount): Problem[] {
  const at = `${host}${path ?? ''}`;
  const ofClients = new Map(model.policies.flatMap(({ clients, leaves }) => (
    clients ? Object.values(leaves).map((one) => [one.by, clients] as const) : [])));
  return [
    ...[...ofClients].map(([own, clients]): Problem => ({
      rule: compositionRules.leftOut,
      message: `Unreachable at ${quote(at)}: what ${quote(own.construct)} says for clients with ${labelsText(clients)}, as the gateway is none of them`,
      by: own,
      others: [by],
    })),
    ...notJoinable.map(({ route, subject }): Problem => ({
      rule: compositionRules.notJoinable,
      message: `Expected conditions on ${quote(subject)} that fit in one match at ${quote(at)}, got ${matchText(route.when)}; and the path`,
      fix: `write the condition as exact or prefix, or as a regex that starts with ${quote(`${path}/`)}`,
      by: saidBy(route) ?? by,
      others: [by],
    })),
    ...leftOut.map(({ route, why }): Problem => ({
      rule: compositionRules.leftOut,
      message: `Unreachable at ${quote(at)}: what ${quote(saidBy(route)?.construct ?? model.host)} says for ${matchText(route.when)}, as ${why}`,
      by: saidBy(route) ?? by,
      others: [by],
    })),
  ];
}

/** Who made the route: what is said for fewer requests stands first. */
function saidBy({ by, behaviours }: Route): Claimant | undefined {
  return by ?? Object.values(behaviours)[0]?.by;
}

function isBelow(path: string, other: string | undefined): boolean {
  return other === undefined || path.startsWith(`${other}/`);
}

/** Longer before shorter, so that a path below another is tried first. */
function narrowFirst(a: string | undefined, b: string | undefined): number {
  return (b?.length ?? 0) - (a?.length ?? 0) || compareText(a ?? '', b ?? '');
}
