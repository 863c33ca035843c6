import { compareText } from '../core/compare-text';
import { quote } from '../core/quote';
import { type Claimant, type Claimed, compareStrength, type Strength } from './claim';
import { compositionRules } from './composition-rules';
import type { Problem } from './problem';

/** Claims on one part of a model: of each thing, the claim that wins, and a problem where two explicit ones conflict. */
export class Claims<T extends Claimed<unknown>> {
  private readonly won = new Map<string, T>();

  /** @param where words for the part of the host, in messages */
  public constructor(private readonly problems: Problem[], private readonly where = (): string => '') {}

  /**
   * Adds a claim. Of two that conflict, the first by path is kept, so that the rest can still be checked.
   *
   * @param key the same for claims on the same thing
   * @param words what is claimed, in messages
   */
  public add(key: string, words: () => string, claim: T): void {
    const earlier = this.won.get(key);
    if (earlier === undefined || compareStrength(claim.strength, earlier.strength) > 0) this.won.set(key, claim);
    if (earlier === undefined || earlier.strength || claim.strength) return;
    this.problems.push({
      rule: compositionRules.claimedTwice,
      message: `Expected one construct to decide ${words()}${this.where()}, got ${quote(earlier.by.construct)} and ${quote(claim.by.construct)}`,
      by: claim.by,
      others: [earlier.by],
    });
  }

  /** The claims that won, in the order in which their things were claimed first. */
  public all(): T[] {
    return [...this.won.values()];
  }

  /** The claims that won, by key and in the order of the keys. */
  public byKey(): Readonly<Record<string, T>> {
    return Object.fromEntries([...this.won].sort(([a], [b]) => compareText(a, b)));
  }
}

/** A claim; one that is explicit says nothing of its strength. */
export function claimed<T>(value: T, by: Claimant, strength: Strength = 'explicit'): Claimed<T> {
  return { value, by, ...(strength === 'explicit' ? {} : { strength }) };
}
