import type { LoadBalancerSettings } from '../../kinds/_shared/load-balancer/api';
import { defined } from './defined';
import type { PolicyRow } from './policy-row';

/** How a client picks an endpoint: by a hash, on a ring of at least so many places. */
export interface Balancing {
  readonly affinity: Affinity;
  readonly ringSize: number;
}

/** The part of a request that keeps it at one endpoint. */
export type Affinity =
  | { readonly cookie: AffinityCookie }
  | { readonly header: string }
  | { readonly query: string }
  | { readonly clientAddress: true };

/** A cookie that keeps a client at one endpoint; with a time to live, the proxy sets it. */
export interface AffinityCookie {
  readonly name: string;
  readonly path?: string;
  readonly ttl?: string;
  readonly attributes?: readonly { readonly name: string; readonly value?: string }[];
}

/** The row of `balancing`. */
export const balancingRow: PolicyRow<Balancing> = {
  for: ({ affinity }) => ('clientAddress' in affinity ? 'both' : 'requests'),
  text: ({ affinity, ringSize }) => `one endpoint by ${affinityText(affinity)}, on a ring of ${ringSize}`,
  write: ({ affinity, ringSize }) => ({
    loadBalancer: { consistentHash: { ...affinityFields(affinity), ringHash: { minimumRingSize: ringSize } } } as LoadBalancerSettings,
  }),
};

function affinityText(affinity: Affinity): string {
  if ('cookie' in affinity) return `cookie ${affinity.cookie.name}${affinity.cookie.ttl === undefined ? '' : ` for ${affinity.cookie.ttl}`}`;
  if ('header' in affinity) return `header ${affinity.header}`;
  return 'query' in affinity ? `query ${affinity.query}` : 'client address';
}

function affinityFields(affinity: Affinity): object {
  if ('cookie' in affinity) return { httpCookie: defined({ ...affinity.cookie }) };
  if ('header' in affinity) return { httpHeaderName: affinity.header };
  return 'query' in affinity ? { httpQueryParameterName: affinity.query } : { useSourceIp: true };
}
