import { quote } from '../../core/quote';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import { claimOf } from '../leaves/claim-of';
import type { Problem } from '../problem';

/** A hash that keeps a client at one endpoint, but only of the version that was picked at random before. */
export function affinity({ policies, shares }: HostModel): Problem[] {
  const claim = policies.filter(({ version }) => version === undefined).flatMap(({ leaves }) => claimOf(leaves, 'balancing') ?? [])[0];
  const some = shares?.value.filter(({ percent }) => percent > 0) ?? [];
  const isRandom = some.length > 1 && !some.every(({ setCookie }) => setCookie);
  if (claim === undefined || shares === undefined || !isRandom) return [];
  return [{
    rule: compositionRules.affinityWithinVersion,
    message: `Conflicting: ${quote(claim.by.construct)} keeps a client at one endpoint, but ${quote(shares.by.construct)} picks the version at random for each request`,
    by: claim.by,
    others: [shares.by],
  }];
}
