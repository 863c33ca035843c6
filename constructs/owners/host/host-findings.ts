import { mirrorsOf } from '../../../lib/composition/leaves/claim-of';
import { compositionRules } from '../../../lib/composition/composition-rules';
import type { HostModel } from '../../../lib/composition/host-model';
import type { Problem } from '../../../lib/composition/problem';
import type { Finding, ResourceId } from '../../../lib/core/finding';
import { quote } from '../../../lib/core/quote';
import { finding } from '../../../lib/core/rule';
import { placeOf } from '../../core/claimant';
import type { HostOwner } from './host-owner';
import { ownedHosts } from './owner-registry';

/** A problem as a finding on the construct that can fix it, and on the resource that shows it where that is a certain one. @internal */
export function findingOf({ rule, message, fix, by, others }: Problem, resource?: ResourceId): Finding {
  const related = others.map(placeOf);
  return {
    ...finding(rule, resource, [], { message, ...(fix ? { fix } : {}), ...(related.length > 0 ? { related } : {}) }),
    ...placeOf(by),
  };
}

/** Mirrored requests are sent straight to their host, so a host behind an egress gateway would get them without the gateway. @internal */
export function mirrorsPastGateways(owner: HostOwner, { behaviours }: HostModel): Problem[] {
  return mirrorsOf(behaviours).flatMap(({ value: { host }, by }): Problem[] => {
    const mirrored = host === undefined ? undefined : ownedHosts(owner).find((other) => other.host === host && other !== owner);
    const detour = mirrored?._detour;
    return detour ? [{
      rule: compositionRules.mirrorBypassesGateway,
      message: `Expected a mirror that clients reach directly, got ${quote(host)}, which ${quote(detour.by.construct)} routes through an egress gateway`,
      by,
      others: [detour.by],
    }] : [];
  });
}
