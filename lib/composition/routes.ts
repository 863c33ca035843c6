import { quote } from '../core/quote';
import { matchText, type RequestMatch } from '../match/request-match';
import { areMatchesWithin } from '../match/within';
import { faultAlone } from './checks/fault-alone';
import type { Claimant } from './claim';
import { multipliedRoutes, routeLimits } from './checks/multiplied-routes';
import { compositionRules } from './composition-rules';
import type { HostModel } from './host-model';
import { joinNeighbours } from './join-neighbours';
import type { BehaviourLeaves } from './leaves/behaviours';
import type { ClaimedLeaves } from './leaves/leaf';
import { type ServiceLookup, withOtherServices } from './other-services';
import type { Outcome } from './outcome';
import type { Place } from './place';
import type { Problem } from './problem';
import { splitRoutes } from './split-routes';

/** A route as it will be written: the first match wins. */
export interface Route {
  /** The name of the route, as access logs have it. */
  readonly name: string;
  /** Alternatives; none: every request. */
  readonly when: readonly RequestMatch[];
  /** What happens to them. */
  readonly then: Outcome;
  /** What else happens to them, those for fewer requests first. */
  readonly behaviours: ClaimedLeaves<BehaviourLeaves>;
  /** The other service whose versions get them; unset: those of the host itself. */
  readonly at?: Place;
  /** The construct that claimed the route; unset for the route of the shares. */
  readonly by?: Claimant;
  /** The construct for whose behaviours the route was split off, that for fewest requests if there are several. */
  readonly splitFor?: Claimant;
}

/** The routes of a host, and what is wrong with them. */
export interface Routes {
  readonly routes: readonly Route[];
  /** Set where the routes would be too many: behaviours for some requests only are then in none of them. */
  readonly areTooMany?: true;
  readonly problems: readonly Problem[];
}

/**
 * The routes of a host in the order in which they are tried: exceptions, then the shares. Behaviours for some requests only split a route
 * in two: first those requests, with the behaviours, then the others.
 *
 * @param services the other services that exceptions lead to
 */
export function routesOf(model: HostModel, services: ServiceLookup = () => undefined): Routes {
  const problems: Problem[] = [];
  const whole: Route[] = model.exceptions.map(({ value: { name, when, then }, by }) => ({ name, when, then, by, behaviours: {} }));
  const catchAll = whole.find(({ when }) => areMatchesWithin([], when));
  if (!catchAll) whole.push({ name: 'default', when: [], then: { kind: 'shares' }, behaviours: {} });
  else if (model.shares && catchAll.then.kind !== 'shares') problems.push(unreachable(model.shares.by, 'every request', catchAll));
  problems.push(...shadowed(whole));
  const expanded = withOtherServices(model, whole, services);
  problems.push(...expanded.problems);
  const ofAll = model.behaviours.filter(({ when }) => when.length === 0);
  const ofSome = model.behaviours.filter(({ when }) => when.length > 0);
  const joined = ofSome.length > 0 ? joinNeighbours(expanded.routes) : expanded.routes; // each would be split, again and again
  const limits = routeLimits(model, joined.length, expanded.contributed - (expanded.routes.length - joined.length));
  const split = splitRoutes(joined, [...ofSome, ...ofAll], limits.most);
  problems.push(...split.problems);
  if (split.routes === undefined) {
    const { routes = [] } = splitRoutes(joined, ofAll, Infinity);
    return { routes, areTooMany: true, problems: [...problems, multipliedRoutes(model, joined, limits)] };
  }
  if (split.routes.length > limits.many) problems.push(multipliedRoutes(model, joined, limits, split.routes.length));
  return { routes: split.routes, problems: [...problems, ...faultAlone(split.routes)] };
}

/** The construct to blame for a route and its match; `undefined` for the route of the shares. */
export function claimantOf({ by, splitFor }: Route): Claimant | undefined {
  return by ?? splitFor;
}

/** Exceptions of which others take every request. */
function shadowed(routes: readonly Route[]): Problem[] {
  return routes.flatMap((route, i): Problem[] => {
    const before = routes.slice(0, i).find((earlier) => areMatchesWithin(route.when, earlier.when));
    return before?.by && route.by ? [unreachable(route.by, matchText(route.when), before)] : [];
  });
}

function unreachable(by: Claimant, requests: string, before: Route): Problem {
  const taken = `${quote(before.by!.construct)} takes ${matchText(before.when)}`;
  return {
    rule: compositionRules.unreachable,
    message: `Unreachable: ${taken} before ${quote(by.construct)} gets to ${requests}`,
    by,
    others: [before.by!],
  };
}
