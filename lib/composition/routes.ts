import { quote } from '../core/quote';
import { compositionRules } from './composition-rules';
import { covers, joinMatches } from './join';
import type { Claimant, Claimed, ClaimedBehaviours, HostModel, Outcome } from './model';
import type { Problem } from './problem';
import { matchText, type RequestMatch } from './request-match';

/** A route as it will stand: first match wins. */
export interface Route {
  readonly name: string;
  /** Alternatives; none: every request. */
  readonly when: readonly RequestMatch[];
  readonly then: Outcome;
  /** What is done on the route, by leaf. */
  readonly behaviours: Readonly<Record<string, Claimed<unknown>>>;
  /** The construct that the route is from; unset for the one that takes what is left. */
  readonly by?: Claimant;
}

/** What may be done to requests that the proxy answers itself. */
const FOR_ANSWERS = /^(?:cors$|(?:request|response) header )/;

/** The leaves that a fault takes out of work. */
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
    behaviours: Object.fromEntries(Object.entries(value.behaviours ?? {}).map(([leaf, own]) => [leaf, { value: own, by }])),
  }));
  const catchAll = bases.some(({ when }) => when.length === 0);
  if (!catchAll) bases.push({ name: 'default', when: [], then: { kind: 'shares' }, behaviours: {} });
  shadowed(bases, problems);
  const routes = bases.flatMap((base) => split(base, base.then.kind === 'delegate' ? [] : somewhere, everywhere, problems));
  return { routes: routes.map((route) => withoutIdle(route, problems)), problems };
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
  const narrowed = add({ ...route, name: `${route.name}-${first.name}`, when: matches }, first);
  const isAll = covers(matches, route.when);
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

/** Envoy applies neither timeout nor retries beside a fault, so they are not written; that is said once for each construct that asked. */
function withoutIdle(route: Route, problems: Problem[]): Route {
  const { fault } = route.behaviours;
  const idle = IDLE_BESIDE_FAULT.filter((leaf) => Object.hasOwn(route.behaviours, leaf));
  if (fault === undefined || idle.length === 0) return route;
  for (const leaf of idle) {
    const { by } = route.behaviours[leaf]!;
    const isSaid = problems.some((told) => told.rule === compositionRules.faultAlone && told.others[0] === by);
    if (by.construct === fault.by.construct || isSaid) continue;
    problems.push({
      rule: compositionRules.faultAlone,
      message: `Conflicting: ${quote(fault.by.construct)} breaks requests for which ${quote(by.construct)} sets ${quote(leaf)}, which then has no effect`,
      by: fault.by,
      others: [by],
    });
  }
  const working = Object.entries(route.behaviours).filter(([leaf]) => !(idle as string[]).includes(leaf));
  return { ...route, behaviours: Object.fromEntries(working) };
}

/** An exception that others take every request of. */
function shadowed(routes: readonly Route[], problems: Problem[]): void {
  for (const [i, route] of routes.entries()) {
    const before = routes.slice(0, i).find((earlier) => covers(earlier.when, route.when));
    if (before?.by === undefined || route.by === undefined) continue;
    problems.push({
      rule: compositionRules.unreachable,
      message: `Unreachable: ${quote(before.by.construct)} takes ${matchText(before.when)} before ${quote(route.by.construct)} gets to ${matchText(route.when)}`,
      by: route.by,
      others: [before.by],
    });
  }
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
