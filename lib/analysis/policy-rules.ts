import type { Path } from '../core/finding';
import type { EntryOf } from '../mesh/mesh-entry';

/** A source of a rule with its fields as lists. */
export type Lists = Readonly<Record<string, readonly string[] | undefined>>;

/** A rule of an AuthorizationPolicy, its sources and operations as lists. */
export interface PolicyRule {
  readonly index: number;
  readonly sources: readonly { readonly of: Lists; readonly path: Path }[];
  readonly operations: readonly { readonly of: Lists; readonly path: Path }[];
  readonly conditions: readonly PlacedCondition[];
}

interface PlacedCondition {
  readonly key: string;
  readonly values: readonly string[];
  readonly notValues: readonly string[];
  readonly path: Path;
}

interface WrittenRule {
  readonly from?: readonly { readonly source?: object }[];
  readonly to?: readonly { readonly operation?: object }[];
  readonly when?: readonly { readonly key?: string; readonly values?: readonly string[]; readonly notValues?: readonly string[] }[];
}

/** The rules of an AuthorizationPolicy. */
export function rulesOf({ resource: { spec } }: EntryOf<'AuthorizationPolicy'>): readonly PolicyRule[] {
  const rules = (spec as { readonly rules?: readonly WrittenRule[] }).rules ?? [];
  return rules.map(({ from = [], to = [], when = [] }, index): PolicyRule => ({
    index,
    sources: from.flatMap(({ source }, i) => (source ? [{ of: source as Lists, path: ['spec', 'rules', index, 'from', i, 'source'] }] : [])),
    operations: to.flatMap(({ operation }, i) => (operation ? [{ of: operation as Lists, path: ['spec', 'rules', index, 'to', i, 'operation'] }] : [])),
    conditions: when.map(({ key = '', values = [], notValues = [] }, i) => ({ key, values, notValues, path: ['spec', 'rules', index, 'when', i] })),
  }));
}

/** The action of a policy. */
export function actionOf({ resource: { spec } }: EntryOf<'AuthorizationPolicy'>): string {
  return (spec as { readonly action?: string }).action ?? 'ALLOW';
}

/** True where a list of fields has values. */
export function has(of: Lists, ...fields: readonly string[]): boolean {
  return fields.some((field) => (of[field] ?? []).length > 0);
}
