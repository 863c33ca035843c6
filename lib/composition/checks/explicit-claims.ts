import type { ClaimedBehaviours } from '../host-model';
import type { ClaimedBehaviour } from '../leaves/behaviours';

/** A claim on a behaviour, with its name for people and the requests that it is for. */
export interface GroupClaim {
  readonly name: string;
  readonly claim: ClaimedBehaviour;
  readonly group: ClaimedBehaviours;
}

/** The explicit claims of a group; defaults may go unused. */
export function explicitClaims(group: ClaimedBehaviours): GroupClaim[] {
  return Object.entries(group.leaves).filter(([, claim]) => !claim.strength).map(([name, claim]) => ({ name, claim, group }));
}

/** The first claim of each construct: one problem is enough for each. */
export function firstPerConstruct(claims: readonly GroupClaim[]): GroupClaim[] {
  return claims.filter(({ claim: { by } }, i) => claims.findIndex((other) => other.claim.by.construct === by.construct) === i);
}
