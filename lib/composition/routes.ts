import { quote } from '../core/quote';
import { joinMatches } from '../match/join';
import { matchText, type RequestMatch } from '../match/request-match';
import { areMatchesWithin } from '../match/within';
import { faultAlone } from './checks/fault-alone';
import type { Claimant } from './claim';
import { compositionRules } from './composition-rules';
import type { ClaimedBehaviours, HostModel } from './host-model';
import { type BehaviourLeaves, behaviourRow, type ClaimedBehaviour } from './leaves/behaviours';
import type { ClaimedLeaves } from './leaves/leaf';
import { endsAtProxy, type Outcome } from './outcome';
import type { Problem } from './problem';
import { withoutTaken } from './without-taken';

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
  /** The construct that claimed the route; unset for the route of the shares. */
  readonly by?: Claimant;
  /** The construct for whose behaviours the route was split off, that for fewest requests if there are several. */
  readonly splitFor?: Claimant;
}

/**
 * The routes of a host in the order in which they are tried: exceptions, then the shares. Behaviours for some requests only split a route
 * in two: first those requests, with the behaviours, then the others.
 */
export function routesOf(model: HostModel): { routes: Route[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const ofAll = model.behaviours.filter(({ when }) => when.length === 0);
  const ofSome = model.behaviours.filter(({ when }) => when.length > 0);
  const bases: Route[] = model.exceptions.map(({ value: { name, when, then }, by }) => ({ name, when, then, by, behaviours: {} }));
  const catchAll = bases.find(({ when }) => areMatchesWithin([], when));
  if (!catchAll) bases.push({ name: 'default', when: [], then: { kind: 'shares' }, behaviours: {} });
  else if (model.shares && catchAll.then.kind !== 'shares') problems.push(unreachable(model.shares.by, 'every request', catchAll));
  problems.push(...shadowed(bases));
  const routes = bases.flatMap((base) => split(base, base.then.kind === 'delegate' ? [] : ofSome, ofAll, problems));
  return { routes: withoutTaken(routes).kept, problems: [...problems, ...faultAlone(routes)] };
}

/** The construct to blame for a route and its match; `undefined` for the route of the shares. */
export function claimantOf({ by, splitFor }: Route): Claimant | undefined {
  return by ?? splitFor;
}

function split(
  route: Route, ofSome: readonly ClaimedBehaviours[], ofAll: readonly ClaimedBehaviours[], problems: Problem[],
): Route[] {
  const [first, ...rest] = ofSome;
  if (first === undefined) return [ofAll.reduce(withBehaviours, route)];
  if (newBehaviours(route, first).length === 0) return split(route, rest, ofAll, problems);
  const { matches, problem } = joinMatches(route.when, first.when);
  if (problem) problems.push(notJoinable(route, first, problem.subject));
  if (matches.length === 0) return split(route, rest, ofAll, problems);
  const isAll = areMatchesWithin(route.when, matches);
  const part = isAll ? {} : { name: `${route.name}-${first.name}`, splitFor: route.splitFor ?? Object.values(first.leaves)[0]!.by };
  const narrowed = withBehaviours({ ...route, ...part, when: matches }, first);
  return [...split(narrowed, rest, ofAll, problems), ...isAll ? [] : split(route, rest, ofAll, problems)];
}

function withBehaviours(route: Route, more: ClaimedBehaviours): Route {
  const added = newBehaviours(route, more);
  return added.length === 0 ? route : { ...route, behaviours: { ...route.behaviours, ...Object.fromEntries(added) } };
}

/** The behaviours of a group that a route does not have yet: those for fewer requests were added before, and win. */
function newBehaviours({ then, behaviours }: Route, { leaves }: ClaimedBehaviours): [name: string, claim: ClaimedBehaviour][] {
  const hasPlace = (claim: ClaimedBehaviour): boolean => !endsAtProxy(then) || behaviourRow(claim).onResponses;
  return Object.entries(leaves).filter(([name, claim]) => !Object.hasOwn(behaviours, name) && hasPlace(claim));
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

function notJoinable(route: Route, behaviours: ClaimedBehaviours, subject: string): Problem {
  const { by } = Object.values(behaviours.leaves)[0]!;
  return {
    rule: compositionRules.notJoinable,
    message: `Expected conditions on ${quote(subject)} that fit in one match, got ${matchText(route.when)}; and ${matchText(behaviours.when)}`,
    by,
    others: route.by ? [route.by] : [],
  };
}
