import { areExclusive } from '../../match/join';
import { areMatchesWithin } from '../../match/within';
import { isHttpProtocol } from '../../values/protocol';
import { quote } from '../../core/quote';
import type { Claimant } from '../claim';
import { compositionRules } from '../composition-rules';
import type { ClaimedBehaviours, HostModel } from '../host-model';
import type { Problem } from '../problem';
import type { Route } from '../routes';
import { newBehaviours } from '../split-routes';

/** So many routes a VirtualService may have, whatever they come from. */
const MOST_ROUTES = 250;
/** So many it may have where each exception meets each condition once; more of them hardly fit in a resource. */
const MOST_PRODUCTS = 1000;
/** The names of constructs that a message has. */
const MOST_NAMES = 30;

/** How many routes each port of a host may have. */
export interface RouteLimits {
  /** More are an error. */
  readonly most: number;
  /** More are a warning. */
  readonly many: number;
}

/**
 * The limits grow with what is contributed, so that only combinations can exceed them.
 *
 * @param bases how many routes there are before they are split
 * @param contributed how many of them would be there if each other service had its routes here once
 */
export function routeLimits({ ports, behaviours }: HostModel, bases: number, contributed = bases): RouteLimits {
  const lists = Math.max(1, ports.filter(({ protocol }) => isHttpProtocol(protocol)).length);
  const products = Math.min(contributed * (behaviours.length + 1), Math.floor(MOST_PRODUCTS / lists));
  const most = Math.max(Math.floor(MOST_ROUTES / lists), 2 * (contributed + behaviours.length), products);
  return { most, many: Math.floor(most / 2) };
}

/**
 * The routes that combinations of conditions make.
 *
 * @param count how many there are; unset where there are more than may be
 */
export function multipliedRoutes(
  { host, behaviours }: HostModel, bases: readonly Route[], { most, many }: RouteLimits, count?: number,
): Problem {
  const multiplying = [...new Map(multiplied(behaviours, bases, many).map((by) => [by.construct, by])).values()];
  const names = multiplying.slice(0, MOST_NAMES).map(({ construct }) => quote(construct));
  const more = multiplying.length - names.length;
  const got = count === undefined ? 'more' : String(count);
  const [by, ...others] = multiplying;
  return {
    rule: count === undefined ? compositionRules.tooManyRoutes : compositionRules.manyRoutes,
    message: `Expected at most ${count === undefined ? most : many} routes for each port of ${quote(host)}, got ${got}: `
      + `a route is written for each combination of the conditions of ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    by: by!,
    others,
  };
}

/**
 * The constructs whose conditions hold at once for some requests and not for others, so that routes for their combinations are needed: of
 * behaviours among themselves, or of each exception with each behaviour.
 */
function multiplied(behaviours: readonly ClaimedBehaviours[], bases: readonly Route[], many: number): Claimant[] {
  const groups = behaviours.filter(({ when }) => when.length > 0);
  const multiply = (a: ClaimedBehaviours, b: ClaimedBehaviours): boolean => areMultiplied(a, b) || areMultiplied(b, a);
  const overlapping = groups.filter((group) => groups.some((other) => other !== group && multiply(group, other)));
  const isByExceptions = overlapping.length === 0 || bases.length * (groups.length + 1) > many;
  return [...isByExceptions ? bases.flatMap(({ by }) => by ?? []) : [], ...(isByExceptions ? groups : overlapping).map(claimantOf)];
}

function areMultiplied(a: ClaimedBehaviours, b: ClaimedBehaviours): boolean {
  const isAdded = newBehaviours({ then: { kind: 'shares' }, behaviours: a.leaves }, b).length > 0;
  return isAdded && !areExclusive(a.when, b.when) && !areMatchesWithin(a.when, b.when) && !areMatchesWithin(b.when, a.when);
}

function claimantOf({ leaves }: ClaimedBehaviours): Claimant {
  return Object.values(leaves)[0]!.by;
}
