import { quote } from '../../core/quote';
import { compositionRules } from '../composition-rules';
import { behaviourRow, type ClaimedBehaviour } from '../leaves/behaviours';
import { claimOf } from '../leaves/claim-of';
import type { Place } from '../place';
import type { Problem } from '../problem';
import type { Route } from '../routes';

/** Behaviours that do nothing for requests which a fault of another construct breaks, each pair of a fault and a construct once. */
export function faultAlone(routes: readonly Route[]): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { behaviours, at } of routes) {
    const fault = claimOf(behaviours, 'fault');
    if (fault === undefined) continue;
    for (const [name, claim] of Object.entries(behaviours)) {
      const { by } = claim;
      const isOfOtherService = at !== undefined && [fault, claim].every((each) => isClaimedAt(at, each)); // which reports it itself
      if (isOfOtherService || !isIdle(claim) || by.construct === fault.by.construct || problems.has(by.construct)) continue;
      problems.set(by.construct, {
        rule: compositionRules.faultAlone,
        message: `Conflicting: ${quote(fault.by.construct)} breaks requests for which ${quote(by.construct)} sets ${quote(name)}, which does nothing for those`,
        by: fault.by,
        others: [by],
      });
    }
  }
  return [...problems.values()];
}

function isClaimedAt({ model: { behaviours } }: Place, claim: ClaimedBehaviour): boolean {
  return behaviours.some(({ leaves }) => Object.values(leaves).includes(claim));
}

function isIdle<Claim extends ClaimedBehaviour>(claim: Claim): boolean {
  return behaviourRow(claim).idleBesideFault?.(claim.value) === true;
}
