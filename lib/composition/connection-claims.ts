import { isHttpProtocol } from '../values/protocol';
import type { HostPort } from './host';
import type { ClaimedPolicy } from './host-model';
import type { ClaimedPolicyLeaf, PolicyLeaves } from './leaves/policy';
import { claimsInForce, type PolicyPart } from './policy-in-force';

/**
 * The leaves that istiod reads for connections from the policy of all ports, never from that of one: how long a connection lives, how long
 * it may be idle, and what is hashed.
 */
export const OF_ALL_PORTS = ['limits.connectionLifetime', 'limits.tcpIdleTimeout', 'balancing'] as const satisfies readonly (keyof PolicyLeaves)[];

/** The ports of which proxies see connections alone. */
export function connectionPorts(ports: readonly HostPort[]): HostPort[] {
  return ports.filter(({ protocol }) => !isHttpProtocol(protocol));
}

/**
 * The claims that are written for all ports of a part. What istiod reads there for connections is what is claimed for the ports with
 * connections: the ports with requests have settings of their own then.
 */
export function claimsForAllPorts(
  policies: readonly ClaimedPolicy[], ports: readonly HostPort[], part: Omit<PolicyPart, 'port'>,
): ReadonlyMap<string, ClaimedPolicyLeaf> {
  const ofAll = claimsInForce(policies, part);
  const [first] = connectionPorts(ports);
  if (first === undefined) return ofAll;
  const ofConnections = claimsInForce(policies, { ...part, port: first.name });
  const written = new Map(ofAll);
  for (const leaf of OF_ALL_PORTS) {
    const claim = ofConnections.get(leaf);
    if (claim === undefined) written.delete(leaf);
    else written.set(leaf, claim);
  }
  return written;
}

/** True for a port with requests of which the claims differ from those that are written for all ports on account of connections. */
export function isReset(
  policies: readonly ClaimedPolicy[], ports: readonly HostPort[], part: Omit<PolicyPart, 'port'>, port: HostPort,
): boolean {
  if (!isHttpProtocol(port.protocol)) return false;
  const written = claimsForAllPorts(policies, ports, part);
  const own = claimsInForce(policies, { ...part, port: port.name });
  return OF_ALL_PORTS.some((leaf) => own.get(leaf) !== written.get(leaf));
}
