import type { RuleDoc } from './rule';

/**
 * What one value may be, wherever it stands: a duration, a host, a regex. The schema of a field names the rule, so that
 * the check stands in one place and every field of that type has it.
 */
export interface ValueRule<T = string> extends RuleDoc {
  /** What is wrong with the value, as the end of "Expected …, got …: <reason>"; `undefined` when nothing is. */
  test(value: T): string | undefined;
  /** The right value that was probably meant, for a value that is wrong; `undefined` where none is likely. */
  correct?(value: T): T | undefined;
  /** What a right value is, as in "Expected <expected>". */
  readonly expected: string;
  /** Values that pass, and values that do not: the tests of the rule. */
  readonly good: readonly T[];
  readonly bad: readonly T[];
}

/** Types a value rule without stating its type twice. */
export function defineValue<T = string>(rule: ValueRule<T>): ValueRule<T> {
  return rule;
}
