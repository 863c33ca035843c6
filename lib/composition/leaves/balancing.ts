import type { LoadBalancerSettings } from '../../kinds/_shared/load-balancer/api';
import { defined } from './defined';
import type { PolicyRow } from './policy-row';

/** How a client picks an endpoint: by a hash, on a ring of at least so many places. */
export interface Balancing {
  /** The part of a request that is hashed. */
  readonly affinity: Affinity;
  /** How many places the ring has at least: with more, an endpoint that comes or goes moves fewer requests. */
  readonly ringSize: number;
}

/** The part of a request that keeps it at one endpoint. */
export type Affinity =
  | {
    /** A cookie. */
    readonly cookie: AffinityCookie;
  }
  | {
    /** The value of the header of that name. */
    readonly header: string;
  }
  | {
    /** The value of the query parameter of that name. */
    readonly query: string;
  }
  | {
    /** The address of the client. */
    readonly clientAddress: true;
  };

/** A cookie that keeps a client at one endpoint; with a time to live, the proxy sets it. */
export interface AffinityCookie {
  /** Name of the cookie. */
  readonly name: string;
  /** The path that browsers send it for; unset: the path of the request that got it. */
  readonly path?: string;
  /** How long browsers keep it, as a Go duration, `0s` for a session; unset: the proxy sets no cookie. */
  readonly ttl?: string;
  /** Other attributes of the cookie, such as `SameSite`. */
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
