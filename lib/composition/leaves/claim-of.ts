import type { BehaviourLeaves, ClaimedBehaviour } from './behaviours';
import type { ClaimedLeaves, LeafClaim } from './leaf';

/** The claim on one leaf, with the type of its value; `undefined` where no construct claimed it. */
export function claimOf<Leaves, Leaf extends keyof Leaves>(
  leaves: ClaimedLeaves<Leaves>, leaf: Leaf,
): Extract<LeafClaim<Leaves>, { leaf: Leaf }> | undefined {
  return Object.values(leaves).find((claim): claim is Extract<LeafClaim<Leaves>, { leaf: Leaf }> => claim.leaf === leaf);
}

/** The claims on mirrors, of all requests and of some. */
export function mirrorsOf(behaviours: readonly { readonly leaves: ClaimedLeaves<BehaviourLeaves> }[]): Extract<ClaimedBehaviour, { leaf: 'mirrors' }>[] {
  return behaviours.flatMap(({ leaves }) => Object.values(leaves))
    .filter((claim): claim is Extract<ClaimedBehaviour, { leaf: 'mirrors' }> => claim.leaf === 'mirrors');
}
