import type { PortTrafficPolicySpec, TrafficPolicySpec, TrafficSettings } from '../kinds/_shared/traffic-policy/api';
import { sameLabels } from '../values/labels';
import type { ClaimedPolicy, HostModel } from './host-model';
import { type ClaimedPolicyLeaf, POLICY_ROWS, policyRow } from './leaves/policy';
import { claimsInForce } from './policy-in-force';
import { SpecWriter } from './written';

/**
 * The policy of the host, or of a version of it, for some clients, with everything written that Istio does not inherit: port settings
 * replace all of the host's, and those of a version replace the host's block by block.
 */
export function renderPolicy(
  model: HostModel, version: string | undefined, clients: ClaimedPolicy['clients'], writer: SpecWriter,
): TrafficPolicySpec | undefined {
  const { namespace } = model;
  // A version without claims of its own inherits everything, ports included.
  const inherits = version !== undefined && !model.policies.some((policy) => policy.version === version);
  if (model.policies.length === 0 || inherits) return undefined;
  const policies = model.policies.filter((policy) => policy.clients === undefined || (clients && sameLabels(policy.clients, clients)));
  const hasOwn = (ofVersion?: string, ofPort?: string): boolean => (
    policies.some((policy) => policy.version === ofVersion && policy.port === ofPort)
  );
  const write = <T extends TrafficSettings>(into: T, part: { version?: string; port?: string }, by = writer): T => {
    const inForce = claimsInForce(policies, { ...part, ...(clients ? { clients } : {}) });
    for (const leaf of Object.keys(POLICY_ROWS)) writeLeaf(into, inForce.get(leaf), namespace, by);
    return into;
  };
  const ofVersion = version === undefined ? {} : { version };
  const ports = model.ports.flatMap(({ name: port, number }): PortTrafficPolicySpec[] => {
    const differs = version === undefined ? hasOwn(undefined, port) : hasOwn(version, port) || (hasOwn(undefined, port) && hasOwn(version));
    return differs ? [write<PortTrafficPolicySpec>({ port: { number } }, { ...ofVersion, port })] : [];
  });
  const policy: { -readonly [Field in keyof TrafficPolicySpec]: TrafficPolicySpec[Field] } = write<TrafficPolicySpec>({}, ofVersion);
  if (version !== undefined) dropInherited(policy, write({}, {}, new SpecWriter()));
  if (ports.length > 0) policy.portLevelSettings = ports;
  return Object.keys(policy).length === 0 ? undefined : policy;
}

function writeLeaf<Claim extends ClaimedPolicyLeaf>(
  into: TrafficSettings, claim: Claim | undefined, namespace: string, writer: SpecWriter,
): void {
  if (claim) writer.add(into, policyRow(claim).write(claim.value, { namespace }, ''), claim.by);
}

/** Drops the blocks of a version's policy that are the host's, because the version inherits those. */
function dropInherited(policy: Record<string, unknown>, host: Readonly<Record<string, unknown>>): void {
  for (const block of Object.keys(policy)) if (JSON.stringify(policy[block]) === JSON.stringify(host[block])) delete policy[block];
}
