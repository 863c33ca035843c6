import { quote } from '../core/quote';
import type { Retries } from './behaviours';
import { compositionRules } from './composition-rules';
import { joinMatches } from '../match/join';
import { areMatchesWithin } from '../match/within';
import { withoutTaken } from './without-taken';
import type { Claimant, Claimed, ClaimedBehaviours, HostModel, Outcome } from './model';
import type { Problem } from './problem';
import { matchText, type RequestMatch } from '../match/request-match';

/** A route as it will stand: first match wins. */
export interface Route {
  /** Stands in access logs, as the name of the route. */
  readonly name: string;
  /** Alternatives; none: every request. */
  readonly when: readonly RequestMatch[];
  /** What happens to them. */
  readonly then: Outcome;
  /** What is done on the route, by leaf. */
  readonly behaviours: Readonly<Record<string, Claimed<unknown>>>;
  /** The construct that the route is from; unset for the one that takes what is left. */
  readonly by?: Claimant;
}

/** What may be done to requests that the proxy answers itself. */
const FOR_ANSWERS = /^(?:cors$|(?:request|response) header )/;

/** The leaves that do nothing for requests that a fault breaks. */
const IDLE_BESIDE_FAULT = ['retries', 'timeout'] as const;

/**
 * The routes of a host in the order in which they are tried: exceptions, then what is left. Behaviours that are for some requests only
 * split a route in two: first those requests, with the behaviours, then the others.
 */
export function routesOf(model: HostModel): { routes: Route[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const everywhere = model.behaviours.filter(({ when }) => when.length === 0);
  const somewhere = model.behaviours.filter(({ when }) => when.length > 0);
  const bases: Route[] = model.exceptions.map(({ value, by }) => ({
    name: value.name,
    when: value.when,
    then: value.then,
    by,
    behaviours: {},
  }));
  const catchAll = bases.find(({ when }) => areMatchesWithin([], when));
  if (!catchAll) bases.push({ name: 'default', when: [], then: { kind: 'shares' }, behaviours: {} });
  else if (model.shares && catchAll.then.kind !== 'shares') problems.push(unreachable(model.shares.by, 'every request', catchAll));
  shadowed(bases, problems);
  const routes = bases.flatMap((base) => split(base, base.then.kind === 'delegate' ? [] : somewhere, everywhere, problems));
  faultsAlone(routes, problems);
  return { routes: withoutTaken(routes).kept, problems };
}

function split(
  route: Route, somewhere: readonly ClaimedBehaviours[], everywhere: readonly ClaimedBehaviours[], problems: Problem[],
): Route[] {
  const [first, ...rest] = somewhere;
  if (first === undefined) return [everywhere.reduce(add, route)];
  // What is said for fewer requests was added before, and wins.
  const addsNothing = Object.keys(first.leaves).every((leaf) => !applies(leaf, route.then) || Object.hasOwn(route.behaviours, leaf));
  if (addsNothing) return split(route, rest, everywhere, problems);
  const { matches, problem } = joinMatches(route.when, first.when);
  if (problem) problems.push(notJoinable(route, first, problem.subject));
  if (matches.length === 0) return split(route, rest, everywhere, problems);
  const isAll = areMatchesWithin(route.when, matches);
  const narrowed = add({ ...route, name: isAll ? route.name : `${route.name}-${first.name}`, when: matches }, first);
  return [...split(narrowed, rest, everywhere, problems), ...isAll ? [] : split(route, rest, everywhere, problems)];
}

/** What a route does not say yet: what is said for fewer requests comes first. */
function add(route: Route, more: ClaimedBehaviours): Route {
  const added = Object.entries(more.leaves).filter(([leaf]) => applies(leaf, route.then) && !Object.hasOwn(route.behaviours, leaf));
  return added.length === 0 ? route : { ...route, behaviours: { ...route.behaviours, ...Object.fromEntries(added) } };
}

function applies(leaf: string, then: Outcome): boolean {
  return (then.kind !== 'redirect' && then.kind !== 'answer') || FOR_ANSWERS.test(leaf);
}

/** What a fault breaks is neither tried again nor bounded: Envoy breaks requests before it gets to either. */
function faultsAlone(routes: readonly Route[], problems: Problem[]): void {
  for (const { behaviours } of routes) {
    const { fault } = behaviours;
    if (fault === undefined) continue;
    for (const leaf of IDLE_BESIDE_FAULT) {
      const { by, value } = behaviours[leaf] ?? {};
      const isNone = leaf === 'retries' && (value as Retries | undefined)?.attempts === 0;
      const isSaid = problems.some((told) => told.rule === compositionRules.faultAlone && told.others[0]!.construct === by?.construct);
      if (by === undefined || isNone || by.construct === fault.by.construct || isSaid) continue;
      problems.push({
        rule: compositionRules.faultAlone,
        message: `Conflicting: ${quote(fault.by.construct)} breaks requests for which ${quote(by.construct)} sets ${quote(leaf)}, which does nothing for those`,
        by: fault.by,
        others: [by],
      });
    }
  }
}

/** An exception that others take every request of. */
function shadowed(routes: readonly Route[], problems: Problem[]): void {
  for (const [i, route] of routes.entries()) {
    const before = routes.slice(0, i).find((earlier) => areMatchesWithin(route.when, earlier.when));
    if (before?.by && route.by) problems.push(unreachable(route.by, matchText(route.when), before));
  }
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
