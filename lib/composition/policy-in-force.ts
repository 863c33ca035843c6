import { sameLabels } from '../values/labels';
import { compareStrength } from './claim';
import type { ClaimedPolicy } from './host-model';
import type { ClaimedPolicyLeaf } from './leaves/policy';

/** A part of a host that a policy can be for. */
export type PolicyPart = Omit<ClaimedPolicy, 'leaves'>;

/**
 * The claims that hold for a part of the host, by leaf: explicit ones before defaults, and of the same strength those for less of the host:
 * what is claimed for a version and a port before a version, that before a port, and that before the host.
 */
export function claimsInForce(policies: readonly ClaimedPolicy[], part: PolicyPart): ReadonlyMap<string, ClaimedPolicyLeaf> {
  const inForce = new Map<string, ClaimedPolicyLeaf>();
  const wideFirst = policies.filter((policy) => isWider(policy, part)).sort((a, b) => narrowness(a) - narrowness(b));
  for (const { leaves } of wideFirst) {
    for (const [leaf, claim] of Object.entries(leaves)) {
      const wider = inForce.get(leaf);
      if (wider === undefined || compareStrength(claim.strength, wider.strength) >= 0) inForce.set(leaf, claim);
    }
  }
  return inForce;
}

/** True when a policy holds for the whole part, or more. */
function isWider({ version, port, clients }: ClaimedPolicy, part: PolicyPart): boolean {
  return (version === undefined || version === part.version)
    && (port === undefined || port === part.port)
    && (clients === undefined || (part.clients !== undefined && sameLabels(clients, part.clients)));
}

function narrowness({ version, port, clients }: ClaimedPolicy): number {
  return (version === undefined ? 0 : 4) + (port === undefined ? 0 : 2) + (clients === undefined ? 0 : 1);
}
