import type { HttpConnectionPoolSettings, TcpConnectionPoolSettings } from '../../kinds/_shared/connection-pool/api';
import type { TrafficSettings } from '../../kinds/_shared/traffic-policy/api';
import type { OutlierDetection } from '../../kinds/_shared/outlier-detection/api';
import { type Balancing, balancingRow } from './balancing';
import { type Keepalive, keepaliveRow } from './keepalive';
import { type Audience, type LeafClaim, leafName, type LeafValue } from './leaf';
import { type Locality, localityRow } from './locality';
import type { PolicyRow } from './policy-row';
import { tlsRow, type UpstreamTls } from './upstream-tls';

/** How clients treat a host. */
export interface Policy {
  /** How a client picks an endpoint. */
  readonly 'balancing'?: Balancing;
  /** Where traffic goes when the endpoints nearby are gone. */
  readonly 'locality'?: Locality;
  /** The most connections to an endpoint. */
  readonly 'limits.connections'?: number;
  /** The most that connecting may take, as a Go duration. */
  readonly 'limits.connectTimeout'?: string;
  /** The most that a connection is kept, as a Go duration. */
  readonly 'limits.connectionLifetime'?: string;
  /** How idle connections are probed. */
  readonly 'limits.keepalive'?: Keepalive;
  /** How long a TCP connection may be idle, as a Go duration. */
  readonly 'limits.tcpIdleTimeout'?: string;
  /** The most requests that wait for a connection. */
  readonly 'limits.pendingRequests'?: number;
  /** The most requests at once. */
  readonly 'limits.requests'?: number;
  /** The most retries at once. */
  readonly 'limits.retries'?: number;
  /** The protocol that proxies use, whatever their clients use: for requests that HTTP/1.1 cannot carry. */
  readonly 'http.version'?: 2;
  /** How many server errors in a row take an endpoint out of the pool. */
  readonly 'ejection.serverErrors'?: number;
  /** How many gateway errors in a row take an endpoint out of the pool. */
  readonly 'ejection.gatewayErrors'?: number;
  /** The time between two looks at the endpoints, as a Go duration. */
  readonly 'ejection.interval'?: string;
  /** How long an endpoint stays out the first time, as a Go duration. */
  readonly 'ejection.time'?: string;
  /** The most endpoints that are out at once, in percent. */
  readonly 'ejection.maxPercent'?: number;
  /** The TLS by which clients connect to the host. */
  readonly 'tls'?: UpstreamTls;
}

/** The value that one claim on a leaf has. */
export type PolicyLeaves = { readonly [Leaf in keyof Policy]-?: NonNullable<Policy[Leaf]> };

/** One claim on a leaf of a policy. */
export type ClaimedPolicyLeaf = LeafClaim<PolicyLeaves>;

/** A row for each leaf: a leaf without one does not compile. */
export const POLICY_ROWS: { readonly [Leaf in keyof PolicyLeaves]: PolicyRow<PolicyLeaves[Leaf]> } = {
  'balancing': balancingRow,
  'locality': localityRow,
  'limits.connections': limitRow('both', (maxConnections) => tcp({ maxConnections })),
  'limits.connectTimeout': limitRow('both', (connectTimeout) => tcp({ connectTimeout })),
  'limits.connectionLifetime': limitRow('both', (maxConnectionDuration) => tcp({ maxConnectionDuration })),
  'limits.keepalive': keepaliveRow,
  'limits.tcpIdleTimeout': limitRow('connections', (idleTimeout) => tcp({ idleTimeout })),
  'limits.pendingRequests': limitRow('requests', (http1MaxPendingRequests) => http({ http1MaxPendingRequests })),
  'limits.requests': limitRow('requests', (http2MaxRequests) => http({ http2MaxRequests })),
  'limits.retries': limitRow('requests', (maxRetries) => http({ maxRetries })),
  'http.version': limitRow('requests', () => http({ h2UpgradePolicy: 'UPGRADE' })),
  'ejection.serverErrors': limitRow('both', (consecutive5xxErrors) => ejection({ consecutive5xxErrors })),
  'ejection.gatewayErrors': limitRow('both', (consecutiveGatewayErrors) => ejection({ consecutiveGatewayErrors })),
  'ejection.interval': limitRow('both', (interval) => ejection({ interval })),
  'ejection.time': limitRow('both', (baseEjectionTime) => ejection({ baseEjectionTime })),
  'ejection.maxPercent': limitRow('both', (maxEjectionPercent) => ejection({ maxEjectionPercent })),
  'tls': tlsRow,
};

/** The row of a leaf that is a plain number or time. */
function limitRow<Value extends number | string>(audience: Audience, write: PolicyRow<Value>['write']): PolicyRow<Value> {
  return { for: audience, text: String, write };
}

function tcp(fields: TcpConnectionPoolSettings): TrafficSettings {
  return { connectionPool: { tcp: fields } };
}

function http(fields: HttpConnectionPoolSettings): TrafficSettings {
  return { connectionPool: { http: fields } };
}

function ejection(fields: OutlierDetection): TrafficSettings {
  return { outlierDetection: fields };
}

/** The leaves that a policy has a value for. */
export function policyValues(policy: Policy): LeafValue<PolicyLeaves>[] {
  return (Object.keys(policy) as (keyof Policy)[]).flatMap((leaf): LeafValue<PolicyLeaves>[] => {
    const value = policy[leaf];
    return value === undefined ? [] : [{ leaf, key: '', value }];
  });
}

/** The row of a claim, for its value. */
export function policyRow<Claim extends Pick<ClaimedPolicyLeaf, 'leaf' | 'value'>>({ leaf }: Claim): PolicyRow<Claim['value']> {
  return POLICY_ROWS[leaf] as PolicyRow<Claim['value']>;
}

/** A claim's leaf as people name it. */
export function policyName(claim: Pick<ClaimedPolicyLeaf, 'leaf' | 'value'>): string {
  return leafName(claim.leaf, policyRow(claim));
}

/** What a claim has an effect on. */
export function audienceOf<Claim extends Pick<ClaimedPolicyLeaf, 'leaf' | 'value'>>(claim: Claim): Audience {
  const { for: audience } = policyRow(claim);
  return typeof audience === 'function' ? audience(claim.value) : audience;
}
