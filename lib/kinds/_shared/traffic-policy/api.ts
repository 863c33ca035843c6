import type { GoDuration } from '../../../values/go-duration';
import type { ClientTlsSettings } from '../client-tls/api';
import type { ConnectionPoolSettings } from '../connection-pool/api';
import type { LoadBalancerSettings } from '../load-balancer/api';
import type { OutlierDetection } from '../outlier-detection/api';
import type { PortSelector } from '../port-selector/api';

/** What may be set for a host, for a subset and for one port of either. */
export interface TrafficSettings {
  /** How a proxy chooses the endpoint of each request. Unset: LEAST_REQUEST. */
  readonly loadBalancer?: LoadBalancerSettings;
  /** Limits on connections and requests; not an empty object. */
  readonly connectionPool?: ConnectionPoolSettings;
  /** When an endpoint that fails is kept out of the pool. Unset: never. */
  readonly outlierDetection?: OutlierDetection;
  /** The TLS that proxies use to the destination. Unset: the mesh decides. */
  readonly tls?: ClientTlsSettings;
}

/**
 * How proxies treat the traffic to a host, or to one subset of it. At least one of the fields must be there.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicySpec extends TrafficSettings {
  /**
   * What differs on single ports, at most 4096. The settings of a port take the place of those above, they do not add to them:
   * what an entry leaves out has Istio's default on that port.
   */
  readonly portLevelSettings?: readonly PortTrafficPolicySpec[];
  /** Carries TCP and TLS connections to the destination through an HTTP proxy. Not together with {@link proxyProtocol}. */
  readonly tunnel?: TunnelSettings;
  /** Tells the destination the client's address in a PROXY header. Not together with {@link tunnel}. */
  readonly proxyProtocol?: ProxyProtocolSettings;
  /** Most retries in proportion to requests. Needs Istio 1.27. */
  readonly retryBudget?: RetryBudget;
}

/**
 * How proxies treat the traffic to one port. It needs a port, and at least one of the settings.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy
 */
export interface PortTrafficPolicySpec extends TrafficSettings {
  /** The port of the destination's service. istiod refuses an entry without. */
  readonly port?: PortSelector;
}

/**
 * An HTTP proxy that connections go through. The DestinationRule is for the host of the proxy, and routes go to it; the target is
 * what the proxy is asked to connect to. For TCP and TLS routes only.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-TunnelSettings
 */
export interface TunnelSettings {
  /**
   * The HTTP method that asks for the tunnel: `CONNECT` or `POST`.
   *
   * @default 'CONNECT'
   */
  readonly protocol?: string;
  /** Where the proxy is to connect to: a host name without wildcard, or an IP address. */
  readonly targetHost: string;
  /** The port there, 1 to 65535. */
  readonly targetPort: number;
}

/**
 * The PROXY header that goes ahead of each connection.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-ProxyProtocol
 */
export interface ProxyProtocolSettings {
  /**
   * Version of the PROXY protocol.
   *
   * @default 'V1'
   */
  readonly version?: ProxyProtocolVersion;
}

/** A version of the PROXY protocol: `V1` is text, `V2` is binary. */
export type ProxyProtocolVersion = 'V1' | 'V2';

/**
 * Most retries in flight in proportion to the requests in flight, so that retries cannot multiply an outage. It takes the place of
 * `connectionPool.http.maxRetries`. Needs Istio 1.27.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-RetryBudget
 */
export interface RetryBudget {
  /**
   * Retries in percent of the requests in flight, 0 to 100.
   *
   * @default 20
   */
  readonly percent?: number;
  /**
   * As many retries at a time are allowed in any case.
   *
   * @default 3
   */
  readonly minRetryConcurrency?: number;
  /** Over how long requests are counted, rather than those in flight alone. Needs Istio 1.31. */
  readonly budgetInterval?: GoDuration;
}
