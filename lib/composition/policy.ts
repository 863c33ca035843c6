import type { Path } from '../core/finding';
import type { ClientTlsSettings } from '../kinds/_shared/client-tls/api';
import type { LoadBalancerSettings } from '../kinds/_shared/load-balancer/api';
import type { PortTrafficPolicySpec, TrafficPolicySpec, TrafficSettings } from '../kinds/_shared/traffic-policy/api';
import type { Affinity, Locality, Policy, PolicyLeaves, UpstreamTls } from './host-policy';
import type { ClaimedLeaves, ClaimedPolicy, HostModel } from './model';

/** Where the leaves stand that are one field of Istio's. */
const FIELDS: { readonly [Leaf in keyof PolicyLeaves]?: readonly [keyof TrafficPolicySpec, ...string[]] } = {
  'limits.connections': ['connectionPool', 'tcp', 'maxConnections'],
  'limits.connectTimeout': ['connectionPool', 'tcp', 'connectTimeout'],
  'limits.connectionLifetime': ['connectionPool', 'tcp', 'maxConnectionDuration'],
  'limits.keepalive': ['connectionPool', 'tcp', 'tcpKeepalive'],
  'limits.tcpIdleTimeout': ['connectionPool', 'tcp', 'idleTimeout'],
  'limits.pendingRequests': ['connectionPool', 'http', 'http1MaxPendingRequests'],
  'limits.requests': ['connectionPool', 'http', 'http2MaxRequests'],
  'limits.retries': ['connectionPool', 'http', 'maxRetries'],
  'ejection.serverErrors': ['outlierDetection', 'consecutive5xxErrors'],
  'ejection.gatewayErrors': ['outlierDetection', 'consecutiveGatewayErrors'],
  'ejection.interval': ['outlierDetection', 'interval'],
  'ejection.time': ['outlierDetection', 'baseEjectionTime'],
  'ejection.maxPercent': ['outlierDetection', 'maxEjectionPercent'],
};

/** The leaf that a field of a policy is written from. */
export function leafAt(field: Path): string | undefined {
  const [block, part] = field;
  if (block === 'tls') return 'tls';
  if (block === 'loadBalancer') return part === 'localityLbSetting' ? 'locality' : 'balancing';
  return Object.entries(FIELDS).find(([, path]) => path.every((step, i) => field[i] === step))?.[0];
}

/** The blocks that a port, or a version, replaces as a whole. */
const BLOCKS = ['loadBalancer', 'connectionPool', 'outlierDetection', 'tls'] as const;

/** A policy in Istio's words. */
function policySpec(policy: Policy, namespace: string): TrafficPolicySpec {
  const spec: Record<string, unknown> = {};
  for (const [leaf, [block, ...path]] of Object.entries(FIELDS)) {
    const value = policy[leaf as keyof Policy];
    if (value !== undefined) put(spec, [block, ...path], leaf === 'limits.keepalive' ? keepalive(value as PolicyLeaves['limits.keepalive']) : value);
  }
  const loadBalancer = loadBalancerSpec(policy);
  if (loadBalancer) spec.loadBalancer = loadBalancer;
  if (policy['http.version']) put(spec, ['connectionPool', 'http', 'h2UpgradePolicy'], 'UPGRADE');
  if (policy.tls) spec.tls = tlsSpec(policy.tls, namespace);
  return spec as TrafficPolicySpec;
}

function put(into: Record<string, unknown>, [step, ...rest]: readonly string[], value: unknown): void {
  if (step === undefined) return;
  if (rest.length === 0) into[step] = value;
  else put((into[step] ??= {}) as Record<string, unknown>, rest, value);
}

function keepalive({ time, interval, probes }: PolicyLeaves['limits.keepalive']): object {
  return defined({ time, interval, probes });
}

function loadBalancerSpec({ balancing, locality }: Policy): LoadBalancerSettings | undefined {
  if (!balancing && !locality) return undefined;
  return {
    ...(balancing ? { consistentHash: { ...affinitySpec(balancing.affinity), ringHash: { minimumRingSize: balancing.ringSize } } } : {}),
    ...(locality ? { localityLbSetting: { enabled: true, ...localitySpec(locality) } } : {}),
  } as LoadBalancerSettings;
}

function affinitySpec(affinity: Affinity): object {
  if ('cookie' in affinity) return { httpCookie: defined({ ...affinity.cookie }) };
  if ('header' in affinity) return { httpHeaderName: affinity.header };
  return 'query' in affinity ? { httpQueryParameterName: affinity.query } : { useSourceIp: true };
}

function localitySpec(locality: Locality): object {
  return 'order' in locality ? { failoverPriority: locality.order } : { failover: locality.regions };
}

const MODES = { none: 'DISABLE', simple: 'SIMPLE', mutual: 'MUTUAL', mesh: 'ISTIO_MUTUAL' } as const;

function tlsSpec(tls: UpstreamTls, namespace: string): ClientTlsSettings {
  const authorities = tls.authoritiesMap === undefined ? undefined : `configmap://${namespace}/${tls.authoritiesMap}`;
  return defined({
    mode: MODES[tls.kind],
    sni: tls.serverName,
    subjectAltNames: tls.subjectAltNames,
    credentialName: tls.credential ?? authorities,
    clientCertificate: tls.certificateFile,
    privateKey: tls.keyFile,
    caCertificates: tls.authoritiesFile,
  }) as ClientTlsSettings;
}

function defined(fields: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * The policy of the host, or of a version of it, for some clients, with everything written that Istio does not inherit: what is said for a
 * port replaces all of the host's, and what is said for a version replaces the host's block by block.
 */
export function trafficPolicy(model: HostModel, version: string | undefined, clients: ClaimedPolicy['clients']): TrafficPolicySpec | undefined {
  const { namespace } = model;
  if (model.policies.length === 0) return undefined;
  // A version that nothing is said about inherits everything, ports included.
  if (version !== undefined && !model.policies.some((policy) => policy.version === version)) return undefined;
  const ours = [
    ...model.policies.filter((policy) => policy.clients === undefined),
    ...model.policies.filter((policy) => policy.clients !== undefined && sameLabels(policy.clients, clients)),
  ];
  const at = (of?: string, onPort?: string): Layer => layer(ours.filter((policy) => policy.version === of && policy.port === onPort));
  const host = at();
  const own = version === undefined ? NOTHING : at(version);
  const ports = model.ports.flatMap((port): PortTrafficPolicySpec[] => {
    const ofHost = at(undefined, port.name);
    const ofVersion = version === undefined ? NOTHING : at(version, port.name);
    const isSaid = !isEmpty(ofVersion) || !isEmpty(ofHost) && (version === undefined || !isEmpty(own));
    return isSaid ? [{ port: { number: port.number }, ...settings(policySpec(stacked([host, ofHost, own, ofVersion]), namespace)) }] : [];
  });
  const whole = policySpec(stacked([host, own]), namespace);
  const blocks = version === undefined ? whole : whatDiffers(whole, policySpec(stacked([host]), namespace));
  if (Object.keys(blocks).length === 0 && ports.length === 0) return undefined;
  return { ...blocks, ...(ports.length > 0 ? { portLevelSettings: ports } : {}) };
}

/** What is said for one part of a host: by intent, and by default. */
interface Layer {
  readonly said: Policy;
  readonly needed: Policy;
  readonly defaults: Policy;
}

const NOTHING: Layer = { said: {}, needed: {}, defaults: {} };

function layer(policies: readonly { readonly leaves: ClaimedLeaves }[]): Layer {
  if (policies.length === 0) return NOTHING;
  const parts: Record<keyof Layer, Record<string, unknown>> = { said: {}, needed: {}, defaults: {} };
  for (const { leaves } of policies) {
    for (const [leaf, { value, fallback }] of Object.entries(leaves)) {
      parts[fallback === undefined ? 'said' : fallback === 'needed' ? 'needed' : 'defaults'][leaf] = value;
    }
  }
  return parts;
}

function isEmpty(layer: Layer): boolean {
  return Object.values(layer).every((policy) => Object.keys(policy as Policy).length === 0);
}

/** What is said for less of the host wins; a default gives way to anything that is said. */
function stacked(layers: readonly Layer[]): Policy {
  return Object.assign({}, ...(['defaults', 'needed', 'said'] as const).flatMap((part) => layers.map((layer) => layer[part]))) as Policy;
}

/** A version inherits the blocks that are the host's. */
function whatDiffers(whole: TrafficPolicySpec, host: TrafficPolicySpec): TrafficPolicySpec {
  const isHosts = (block: keyof TrafficPolicySpec): boolean => JSON.stringify(whole[block]) === JSON.stringify(host[block]);
  return Object.fromEntries(Object.entries(whole).filter(([block]) => !isHosts(block as keyof TrafficPolicySpec)));
}

/** What Istio has for one port. */
function settings(policy: TrafficPolicySpec): TrafficSettings {
  return Object.fromEntries(BLOCKS.flatMap((block) => (policy[block] === undefined ? [] : [[block, policy[block]]])));
}

function sameLabels(one: object, two: object | undefined): boolean {
  return two !== undefined && JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(two).sort());
}
