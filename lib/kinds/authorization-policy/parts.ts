import type { Path } from '../../core/finding';
import type { Json } from '../../values/types';
import type { AuthorizationCondition, AuthorizationOperation, AuthorizationPolicyFields, AuthorizationSource } from './api';

/** The spec as rules read it. */
export type PolicyFields = Json<AuthorizationPolicyFields>;

/** A part of a rule and where it stands. */
export interface Placed<T> {
  readonly at: Path;
  readonly part: T;
}

/** Every source of the policy; `undefined` where one is missing. */
export function* sources({ rules = [] }: PolicyFields): Generator<Placed<Json<AuthorizationSource> | undefined>> {
  for (const [i, { from = [] }] of rules.entries()) {
    for (const [j, { source }] of from.entries()) yield { at: ['spec', 'rules', i, 'from', j, ...(source ? ['source'] : [])], part: source };
  }
}

/** Every operation of the policy; `undefined` where one is missing. */
export function* operations({ rules = [] }: PolicyFields): Generator<Placed<Json<AuthorizationOperation> | undefined>> {
  for (const [i, { to = [] }] of rules.entries()) {
    for (const [j, { operation }] of to.entries()) yield { at: ['spec', 'rules', i, 'to', j, ...(operation ? ['operation'] : [])], part: operation };
  }
}

/** Every condition of the policy. */
export function* conditions({ rules = [] }: PolicyFields): Generator<Placed<Json<AuthorizationCondition>>> {
  for (const [i, { when = [] }] of rules.entries()) for (const [j, part] of when.entries()) yield { at: ['spec', 'rules', i, 'when', j], part };
}

/** The lists of a part that are there and not empty, by name. */
export function listsOf(part: object | undefined): readonly (readonly [name: string, values: readonly string[]])[] {
  return Object.entries(part ?? {}).filter((entry): entry is [string, readonly string[]] => Array.isArray(entry[1]) && entry[1].length > 0);
}
