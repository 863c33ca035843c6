import { joinMatches } from '../match/join';
import { matchText } from '../match/request-match';
import { quote } from '../core/quote';
import { areMatchesWithin } from '../match/within';
import { compositionRules } from './composition-rules';
import type { ClaimedBehaviours } from './host-model';
import { behaviourRow, type ClaimedBehaviour } from './leaves/behaviours';
import { endsAtProxy } from './outcome';
import type { Problem } from './problem';
import type { Route } from './routes';
import { TakenRequests } from './taken-requests';

/** Routes after the split, in the order in which they are tried. */
export interface SplitRoutes {
  /** Unset where there would be more of them than asked for. */
  readonly routes: readonly Route[] | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Splits routes by the behaviours that hold for some of their requests: first those requests, with the behaviours, then the others. A route
 * of which earlier ones take every request is not made, and neither is any part of it, so the work grows with the routes that are made.
 *
 * @param groups those for fewer requests come first
 * @param most how many routes there may be
 */
export function splitRoutes(bases: readonly Route[], groups: readonly ClaimedBehaviours[], most: number): SplitRoutes {
  const split = new Split(most);
  const isDone = bases.every((base) => split.add(base, base.then.kind === 'delegate' ? groups.filter(({ when }) => when.length === 0) : groups));
  return { routes: isDone ? split.routes : undefined, problems: [...split.problems.values()] };
}

class Split {
  public readonly routes: Route[] = [];
  public readonly problems = new Map<string, Problem>();
  private readonly taken = new TakenRequests();

  public constructor(private readonly most: number) {}

  /** Adds the parts of a route; false when there are too many of them. */
  public add(whole: Route, groups: readonly ClaimedBehaviours[], from = 0): boolean {
    let route = this.taken.rest(whole);
    for (let i = from; route !== undefined && i < groups.length; i++) {
      const group = groups[i]!;
      const added = newBehaviours(route, group);
      if (added.length === 0) continue;
      const { matches, problem } = joinMatches(route.when, group.when);
      if (problem) this.reportNotJoinable(route, group, problem.subject);
      if (matches.length === 0 && group.when.length > 0) continue;
      const part: Route = { ...route, when: matches, behaviours: { ...route.behaviours, ...Object.fromEntries(added) } };
      if (areMatchesWithin(route.when, matches)) {
        route = part;
        continue;
      }
      const named: Route = { ...part, name: `${route.name}-${group.name}`, splitFor: route.splitFor ?? added[0]![1].by };
      if (!this.add(named, groups, i + 1)) return false;
      route = this.taken.rest(route);
    }
    return route === undefined || this.push(route);
  }

  private push(route: Route): boolean {
    this.routes.push(route);
    this.taken.add(route.when);
    return this.routes.length <= this.most;
  }

  private reportNotJoinable(route: Route, { when, leaves }: ClaimedBehaviours, subject: string): void {
    const { by } = Object.values(leaves)[0]!;
    const message = `Expected conditions on ${quote(subject)} that fit in one match, got ${matchText(route.when)}; and ${matchText(when)}`;
    this.problems.set(`${by.construct} ${message}`, { rule: compositionRules.notJoinable, message, by, others: route.by ? [route.by] : [] });
  }
}

/** The behaviours of a group that a route does not have yet: those for fewer requests were added before, and win. */
export function newBehaviours(
  { then, behaviours, at }: Pick<Route, 'then' | 'behaviours' | 'at'>, { leaves }: ClaimedBehaviours,
): [name: string, claim: ClaimedBehaviour][] {
  const endsHere = endsAtProxy(then);
  // What another service takes is not mirrored to a version of this one, which would take it as its own.
  const isMirrorToOwn = (claim: ClaimedBehaviour): boolean => claim.leaf === 'mirrors' && claim.value.host === undefined;
  const applies = (claim: ClaimedBehaviour): boolean => (
    (!endsHere || behaviourRow(claim).onResponses === true) && !(at !== undefined && isMirrorToOwn(claim))
  );
  return Object.entries(leaves).filter(([name, claim]) => !Object.hasOwn(behaviours, name) && applies(claim));
}
