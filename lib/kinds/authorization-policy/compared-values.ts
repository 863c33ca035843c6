import type { Path } from '../../core/finding';
import { lastAsked } from '../../core/last-asked';
import { grammarOfField, grammarOfKey, type MatchGrammar, type Mismatch } from './match-grammars';
import { conditions, listsOf, operations, type PolicyFields, sources } from './parts';

/** A value that no request has, and where it stands. */
export interface Unmatched {
  readonly at: Path;
  readonly value: string;
  readonly mismatch: Mismatch;
  readonly grammar: MatchGrammar;
  /** True where the policy then lets requests pass that it is written against. */
  readonly opens: boolean;
}

/** Every list of values of a policy, and whether the requests that have none of them pass because of that. */
function* lists(spec: PolicyFields): Generator<{ at: Path; values: readonly string[]; isNot: boolean; grammar: MatchGrammar | undefined }> {
  for (const { at, part } of [...sources(spec), ...operations(spec)]) {
    for (const [name, values] of listsOf(part)) yield { at: [...at, name], values, isNot: /^not[A-Z]/.test(name), grammar: grammarOfField(name) };
  }
  for (const { at, part } of conditions(spec)) {
    for (const [name, values] of listsOf(part)) yield { at: [...at, name], values, isNot: name === 'notValues', grammar: grammarOfKey(part.key) };
  }
}

/** The values of a policy that no request has. Empty ones are refused by istiod. */
export const unmatchedValues: (spec: PolicyFields) => readonly Unmatched[] = lastAsked((spec) => [...unmatchedIn(spec)]);

function* unmatchedIn(spec: PolicyFields): Generator<Unmatched> {
  for (const { at, values, isNot, grammar } of lists(spec)) {
    if (grammar === undefined) continue;
    for (const [i, value] of values.entries()) {
      const mismatch = value === '' ? undefined : grammar.test(value);
      if (mismatch === undefined) continue;
      yield { at: [...at, i], value, mismatch, grammar, opens: opens(spec.action, isNot) && grammar.isFreeText !== true };
    }
  }
}

/** True where a value that nothing has opens what the policy closes: in DENY and CUSTOM, and in what an ALLOW leaves out. */
export function opens(action: PolicyFields['action'], isNot: boolean): boolean {
  if (action === 'AUDIT') return false;
  return action === 'DENY' || action === 'CUSTOM' ? !isNot : isNot;
}
