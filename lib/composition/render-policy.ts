import type { PortTrafficPolicySpec, TrafficPolicySpec, TrafficSettings } from '../kinds/_shared/traffic-policy/api';
import { sameLabels } from '../values/labels';
import { claimsForAllPorts, isReset } from './connection-claims';
import type { HostPort } from './host';
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
  const ofClients = clients ? { clients } : {};
  const ofVersion = version === undefined ? {} : { version };
  const hasOwn = (of: { version?: string }, port?: HostPort): boolean => (
    policies.some((policy) => policy.version === of.version && policy.port === port?.name)
    || (port !== undefined && isReset(policies, model.ports, { ...of, ...ofClients }, port))
  );
  const write = <T extends TrafficSettings>(into: T, inForce: ReadonlyMap<string, ClaimedPolicyLeaf>, by = writer): T => {
    for (const leaf of Object.keys(POLICY_ROWS)) writeLeaf(into, inForce.get(leaf), namespace, by);
    return into;
  };
  const forAllPorts = (of: { version?: string }): ReadonlyMap<string, ClaimedPolicyLeaf> => (
    claimsForAllPorts(policies, model.ports, { ...of, ...ofClients })
  );
  const ports = model.ports.flatMap((port): PortTrafficPolicySpec[] => {
    const differs = version === undefined ? hasOwn({}, port) : hasOwn(ofVersion, port) || (hasOwn({}, port) && hasOwn(ofVersion));
    if (!differs) return [];
    const claims = claimsInForce(policies, { ...ofVersion, port: port.name, ...ofClients });
    const settings = write<PortTrafficPolicySpec>({ port: { number: port.number } }, claims);
    // Istio wants a setting on each port; this one is what it does by itself.
    return [Object.keys(settings).length > 1 ? settings : { ...settings, loadBalancer: { simple: 'UNSPECIFIED' } }];
  });
  type Writable = { -readonly [Field in keyof TrafficPolicySpec]: TrafficPolicySpec[Field] };
  const policy: Writable = write<TrafficPolicySpec>({}, forAllPorts(ofVersion));
  if (version !== undefined) dropInherited(policy, write({}, forAllPorts({}), new SpecWriter()));
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
