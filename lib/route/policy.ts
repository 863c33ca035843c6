import type { HostRule, RuleSpec } from '../mesh/destination-rules';
import type { MeshSettings } from '../mesh/mesh-settings';

/** A traffic policy with its alternatives side by side. */
export type Policy = NonNullable<RuleSpec['trafficPolicy']>;
/** A subset of a DestinationRule. */
export type Subset = NonNullable<RuleSpec['subsets']>[number];

/** The blocks that settings of a port replace all together. */
const PORT_BLOCKS = ['connectionPool', 'outlierDetection', 'loadBalancer', 'tls'] as const;
/** The blocks that a port has no settings for. */
const HOST_BLOCKS = ['tunnel', 'proxyProtocol', 'retryBudget'] as const;

/** The policy of a host for a port: settings of the port take the place of all others, so that a block that they lack is unset. */
export function hostPolicy(rule: HostRule | undefined, port: number): Policy {
  return ofPort(rule?.trafficPolicy, port).policy;
}

/** The policy of a host, or of a subset of it, for a port: each block that the subset has replaces the one of the host as a whole. */
export function policyOf(
  rule: HostRule | undefined, port: number, subset: Subset | undefined, host: Policy = hostPolicy(rule, port),
): Policy {
  if (!subset?.trafficPolicy) return host;
  const { policy, hasPort } = ofPort(subset.trafficPolicy, port);
  return { ...host, ...blocks(policy, PORT_BLOCKS, hasPort), ...blocks(policy, HOST_BLOCKS, false) };
}

function ofPort(policy: Policy | undefined, port: number): { readonly policy: Policy; readonly hasPort: boolean } {
  const own = policy?.portLevelSettings?.find((settings) => settings.port?.number === port);
  return own ? { policy: blocks(own, PORT_BLOCKS, false), hasPort: true } : { policy: policy ?? {}, hasPort: false };
}

/** The blocks of a policy; with `all` also those that it has not, as unset. */
function blocks(policy: Policy, names: readonly (keyof Policy)[], all: boolean): Policy {
  return Object.fromEntries(names.flatMap((name) => (all || policy[name] !== undefined ? [[name, policy[name]]] : [])));
}

/** The policy with the mesh's own limits where it has none. */
export function withMeshDefaults(policy: Policy, { defaultTrafficPolicy }: MeshSettings): Policy {
  if (!defaultTrafficPolicy) return policy;
  const { connectionPool = defaultTrafficPolicy.connectionPool, outlierDetection = defaultTrafficPolicy.outlierDetection } = policy;
  return { ...policy, ...(connectionPool ? { connectionPool } : {}), ...(outlierDetection ? { outlierDetection } : {}) } as Policy;
}
