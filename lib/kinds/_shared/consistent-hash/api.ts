import type { GoDuration } from '../../../values/go-duration';
import type { AtMostOne } from '../../../values/types';

/**
 * Sends requests with the same key to the same endpoint, as long as the endpoints stay the same: soft affinity, not a guarantee.
 * At most one key; without any, endpoints are chosen as if at random. At most one algorithm.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB
 */
export type ConsistentHash = AtMostOne<ConsistentHashKey> & AtMostOne<ConsistentHashTable>;

/** What of a request is the key. */
export interface ConsistentHashKey {
  /** The value of a request header, such as `end-user`. */
  readonly httpHeaderName: string;
  /** The value of a cookie, which the proxy sets if the request has none. */
  readonly httpCookie: HttpCookie;
  /** The address that the client connects from; the only key for plain TCP. */
  readonly useSourceIp: boolean;
  /** The value of a query parameter. */
  readonly httpQueryParameterName: string;
}

/** How endpoints are placed in the space of keys; without any, as a ring of hashes. */
export interface ConsistentHashTable {
  /** A ring of hashes: few keys move when an endpoint comes or goes. */
  readonly ringHash: RingHash;
  /** A table of fixed size: faster to look up and more even, but more keys move when an endpoint comes or goes. */
  readonly maglev: Maglev;
  /**
   * Least number of entries of the ring of a ring hash. istiod warns about it, and refuses it beside the others.
   *
   * @deprecated write `ringHash: { minimumRingSize }`
   */
  readonly minimumRingSize: number;
}

/**
 * A cookie whose value is the key of a consistent hash.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie
 */
export interface HttpCookie {
  /** Name of the cookie; not empty. */
  readonly name: string;
  /**
   * The path that the cookie is set for.
   *
   * @default - none, so that browsers take the path of the request
   */
  readonly path?: string;
  /**
   * How long the cookie lives that the proxy sets; `0s` for a session cookie.
   *
   * @default - the proxy sets no cookie: requests without one have no key
   */
  readonly ttl?: GoDuration;
  /** More attributes of the cookie that the proxy sets, each name once. Needs Istio 1.28. */
  readonly attributes?: readonly HttpCookieAttribute[];
}

/**
 * An attribute of a cookie, such as `SameSite=Lax`. Needs Istio 1.28.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie
 */
export interface HttpCookieAttribute {
  /** Name of the attribute; not empty. */
  readonly name: string;
  /** Value of the attribute; unset for one that has none, such as `Secure`. */
  readonly value?: string;
}

/**
 * The ring of a ring hash.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-RingHash
 */
export interface RingHash {
  /**
   * Least number of entries of the ring. More entries spread the load more evenly and take more memory; with more endpoints than
   * this, each has one.
   *
   * @default 1024
   */
  readonly minimumRingSize?: number;
}

/**
 * The table of Maglev.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-MagLev
 */
export interface Maglev {
  /**
   * Entries of the table: a prime below 5000011, well above the number of endpoints. istiod refuses a table without; 65537 is what
   * Envoy would take by itself.
   */
  readonly tableSize?: number;
}
