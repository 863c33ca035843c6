import type { Contribution, PolicyClaim } from '../../../lib/composition/contribution';
import type { ClaimedPolicyLeaf } from '../../../lib/composition/leaves/policy';
import { parseGoDuration } from '../../../lib/values/go-duration';
import type { ExternalService } from '../external-service/external-service';
import { type EgressHop, hostLabel } from './egress-hop';

/** A hop, the service that it is for, and the name of the service's port. @internal */
export interface ServedHop {
  readonly hop: EgressHop;
  readonly service: ExternalService;
}

/** What each connection of a client has to be like from end to end: on the hop to the gateway it is as it is behind the gateway. */
const OF_EACH_CONNECTION = ['limits.connectTimeout', 'limits.keepalive'] as const;

/**
 * How sidecars connect to the gateway: as is claimed for the host behind it.
 *
 * Of all hosts of which sidecars see connections, istiod takes one idle time on the hop, that of the gateway's Service. It is the longest
 * claimed one, because the gateway closes the connections of each host at the host's own.
 *
 * @internal
 */
export function hopPolicies(hops: readonly ServedHop[]): Contribution[] {
  const inherited = hops.flatMap(({ hop, service }): Contribution[] => {
    const claims = service._claimsFor(hop.port);
    const about = { version: hostLabel('', hop.host), port: hop.gatewayPortName, strength: 'default' } as const;
    return OF_EACH_CONNECTION.flatMap((leaf): Contribution[] => {
      const claim = claims.get(leaf);
      return claim ? [{ by: claim.by, policies: [{ ...about, policy: { [leaf]: claim.value } }] }] : [];
    });
  });
  const idle = hops.filter(({ hop }) => hop.sees !== 'requests').flatMap(({ hop, service }) => service._claimsFor(hop.port).get('limits.tcpIdleTimeout') ?? []);
  const [longest] = idle.sort((a, b) => nanosecondsOf(b) - nanosecondsOf(a));
  const forAll: PolicyClaim | undefined = longest && { policy: { 'limits.tcpIdleTimeout': longest.value as string }, strength: 'default' };
  return [...inherited, ...longest && forAll ? [{ by: longest.by, policies: [forAll] }] : []];
}

function nanosecondsOf({ value }: ClaimedPolicyLeaf): number {
  return Number(parseGoDuration(value as string) ?? 0n);
}
