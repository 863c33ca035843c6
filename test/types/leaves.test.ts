import { BEHAVIOUR_ROWS, type BehaviourLeaves } from '../../lib/composition/leaves/behaviours';
import type { BehaviourRow } from '../../lib/composition/leaves/behaviour-row';
import { POLICY_ROWS, type Policy, type PolicyLeaves } from '../../lib/composition/leaves/policy';
import type { PolicyRow } from '../../lib/composition/leaves/policy-row';

type PolicyTable<Leaves> = { readonly [Leaf in keyof Leaves]: PolicyRow<Leaves[Leaf]> };
type BehaviourTable<Leaves> = { readonly [Leaf in keyof Leaves]: BehaviourRow<Leaves[Leaf]> };

interface MoreLeaves extends PolicyLeaves {
  readonly 'limits.sparks': number;
}
interface MoreBehaviours extends BehaviourLeaves {
  readonly compression: boolean;
}

test('a leaf without a row does not compile', () => {
  const rows: PolicyTable<PolicyLeaves> = POLICY_ROWS;
  // @ts-expect-error limits.sparks has no row
  const more: PolicyTable<MoreLeaves> = POLICY_ROWS;
  const behaviours: BehaviourTable<BehaviourLeaves> = BEHAVIOUR_ROWS;
  // @ts-expect-error compression has no row
  const moreBehaviours: BehaviourTable<MoreBehaviours> = BEHAVIOUR_ROWS;
  expect([rows, more]).toEqual([POLICY_ROWS, POLICY_ROWS]);
  expect([behaviours, moreBehaviours]).toEqual([BEHAVIOUR_ROWS, BEHAVIOUR_ROWS]);
});

test('the table asks for a row for each leaf of a policy', () => {
  const { tls: _, ...without } = POLICY_ROWS;
  // @ts-expect-error the row of tls is missing
  const rows: typeof POLICY_ROWS = without;
  expect(Object.keys(rows)).not.toContain('tls' satisfies keyof Policy);
});
