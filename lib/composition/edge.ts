import { quote } from '../core/quote';
import { matchText, type RequestMatch } from '../match/request-match';
import { faultAlone } from './checks/fault-alone';
import { multipliedRoutes, routeLimits } from './checks/multiplied-routes';
import type { Claimant } from './claim';
import { compositionRules } from './composition-rules';
import type { Contribution } from './contribution';
import type { HostModel } from './host-model';
import { claimOf } from './leaves/claim-of';
import { modelOf } from './model-of';
import type { Mount } from './mount';
import type { Problem } from './problem';
import { claimantOf, type Route, routesOf } from './routes';
import { whyNever } from './routes-under';
import { splitRoutes } from './split-routes';
import { withoutTaken } from './without-taken';

/** What constructs contribute to a host of a gateway itself: it holds there alone, and not in the mesh. */
export interface EdgeModel {
  readonly model: HostModel;
  /** Redirects, responses and delegates, in the order in which they are tried. */
  readonly routes: readonly Route[];
  readonly problems: readonly Problem[];
}

/** A service of the host, and the requests that are taken before its routes are tried. */
export interface PlacedMount {
  readonly mount: Mount;
  readonly before: readonly RequestMatch[];
  readonly problems: readonly Problem[];
}

/** The contributions to a host of a gateway, put together. */
export function edgeOf(host: string, contributions: readonly Contribution[]): EdgeModel {
  const { model, problems } = modelOf({ host, namespace: '', ports: [], versions: {} }, contributions);
  const claims = [
    ...model.exceptions.map(({ value: { when }, by }) => ({ when, by })),
    ...model.behaviours.map(({ when, leaves }) => ({ when, by: Object.values(leaves)[0]!.by })),
  ];
  const unseen = claims.flatMap((claim) => neverSeen(host, claim));
  const composed = model.exceptions.length === 0 ? undefined : routesOf(model);
  // The route of the shares is that of the services.
  const routes = composed?.routes.filter(({ then }) => then.kind !== 'shares') ?? [];
  return { model, routes, problems: [...problems, ...unseen, ...composed?.problems ?? []] };
}

function neverSeen(host: string, { when, by }: { readonly when: readonly RequestMatch[]; readonly by: Claimant }): Problem[] {
  return when.flatMap((match): Problem[] => {
    const why = whyNever(match, [], host);
    return why === undefined ? [] : [{
      rule: compositionRules.leftOut,
      message: `Without effect at ${quote(host)}: what ${quote(by.construct)} says of ${matchText([match])}, because ${why}`,
      by,
      others: [],
    }];
  });
}

/** The services of a host with what is contributed to the host itself, which wins over what a service says of the same. */
export function atEdge(
  host: string, { model, routes: own }: EdgeModel, placed: readonly PlacedMount[],
): { readonly mounts: readonly Mount[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const groups = [...model.behaviours].sort((a, b) => Number(a.when.length === 0) - Number(b.when.length === 0));
  const isFaulty = groups.some(({ leaves }) => claimOf(leaves, 'fault'));
  const mounts = placed.map(({ mount, before }): Mount => {
    if (mount.routes.length === 0 && own.length > 0) problems.push(unreachable(host, mount, own));
    if (groups.length === 0) return mount;
    const { most } = routeLimits({ ...model, ports: [mount.port] }, mount.routes.length);
    const routes = mount.routes.flatMap((route) => {
      const bare = { ...route, behaviours: {} };
      const { routes: parts, problems: found } = splitRoutes([bare], groups, most);
      problems.push(...found);
      if (parts === undefined) problems.push(multipliedRoutes(model, [bare], { most, many: most }));
      return (parts ?? [bare]).map((part): Route => {
        const twice = mount.isStripped ? claimOf(part.behaviours, 'rewritePath') : undefined;
        if (twice) problems.push(rewrittenTwice(host, mount, twice.by));
        return { ...part, behaviours: { ...part.behaviours, ...withoutThose(route.behaviours, part.behaviours) } };
      });
    });
    if (routes.length > most) problems.push(multipliedRoutes(model, mount.routes, { most, many: most }));
    if (isFaulty) problems.push(...faultAlone(routes));
    return { ...mount, routes: withoutTaken(routes, before).kept };
  });
  return { mounts, problems: onceEach(problems) };
}

function withoutThose(behaviours: Route['behaviours'], others: Route['behaviours']): Route['behaviours'] {
  return Object.fromEntries(Object.entries(behaviours).filter(([name]) => !Object.hasOwn(others, name)));
}

function unreachable(host: string, { by, path }: Mount, own: readonly Route[]): Problem {
  const taking = own.map((route) => claimantOf(route)).find((claimant) => claimant !== undefined);
  return {
    rule: compositionRules.unreachable,
    message: `Unreachable: ${quote(taking?.construct ?? host)} takes the requests for ${quote(`${host}${path ?? ''}`)} before the service gets them`,
    by,
    others: taking ? [taking] : [],
  };
}

function rewrittenTwice(host: string, { by, path }: Mount, rewriting: Claimant): Problem {
  return {
    rule: compositionRules.claimedTwice,
    message: `Expected one construct to rewrite the path at ${quote(`${host}${path ?? ''}`)}, got ${quote(rewriting.construct)} beside strip`,
    fix: 'take strip out, and have the rewrite take the path off as well, or match other paths',
    by: rewriting,
    others: [by],
  };
}

/** A problem of several parts of a route is one. */
function onceEach(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.rule.id} ${problem.message}`, problem])).values()];
}
