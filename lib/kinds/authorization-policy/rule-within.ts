import type { Json } from '../../values/types';
import type { AuthorizationCondition, AuthorizationRule } from './api';
import { listsOf } from './parts';

/** How many values are compared with each other before the answer is "not certain": policies of any size take about the same time. */
const MOST_COMPARISONS = 100_000;

/** Counts comparisons of values. */
export class Comparisons {
  private left = MOST_COMPARISONS;

  /** True while there are that many left. */
  public spend(count: number): boolean {
    this.left -= count;
    return this.left >= 0;
  }
}

type Rule = Json<AuthorizationRule>;

/** True when every request that the narrow rule is for is one that the wide rule is for; false where that is not certain. */
export function isRuleWithin(narrow: Rule, wide: Rule, comparisons: Comparisons): boolean {
  const partsWithin = (own: readonly (object | undefined)[], of: readonly (object | undefined)[]): boolean => (
    of.length === 0 || (own.length > 0 && comparisons.spend(own.length * of.length)
      && own.every((one) => of.some((other) => isPartWithin(one, other, comparisons))))
  );
  return partsWithin((narrow.from ?? []).map(({ source }) => source), (wide.from ?? []).map(({ source }) => source))
    && partsWithin((narrow.to ?? []).map(({ operation }) => operation), (wide.to ?? []).map(({ operation }) => operation))
    && (wide.when ?? []).every((condition) => (narrow.when ?? []).some((own) => isConditionWithin(own, condition, comparisons)));
}

/** Sources and operations: all lists of the wide one hold where those of the narrow one do. */
function isPartWithin(narrow: object | undefined, wide: object | undefined, comparisons: Comparisons): boolean {
  const own = new Map(listsOf(narrow));
  return listsOf(wide).every(([name, values]) => {
    const mine = own.get(name);
    return mine !== undefined && (name.startsWith('not') ? areWithin(values, mine, comparisons) : areWithin(mine, values, comparisons));
  });
}

function isConditionWithin(narrow: Json<AuthorizationCondition>, wide: Json<AuthorizationCondition>, comparisons: Comparisons): boolean {
  return narrow.key === wide.key && isPartWithin(narrow, wide, comparisons);
}

function areWithin(narrow: readonly string[], wide: readonly string[], comparisons: Comparisons): boolean {
  return comparisons.spend(narrow.length * wide.length) && narrow.every((value) => wide.some((other) => isWithin(value, other)));
}

/** A star at one end stands for any text; what else a value means, such as a range of addresses, is compared as text. */
function isWithin(narrow: string, wide: string): boolean {
  if (narrow === wide || wide === '*') return true;
  if (wide.includes('{') || narrow.includes('{')) return false;
  if (wide.startsWith('*')) return !narrow.endsWith('*') && narrow.endsWith(wide.slice(1));
  return wide.endsWith('*') && !narrow.startsWith('*') && narrow.startsWith(wide.slice(0, -1));
}
