import type { GoDuration } from '../../../values/go-duration';

/**
 * How many connections, requests and retries a proxy allows itself towards one destination, and how long connections live. What
 * is over a limit waits, or fails at once with 503 (`upstream_rq_pending_overflow`).
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPoolSettings {
  /** Limits on connections, for HTTP as well as for plain TCP. */
  readonly tcp?: TcpConnectionPoolSettings;
  /** Limits on requests; they do nothing for plain TCP. */
  readonly http?: HttpConnectionPoolSettings;
}

/**
 * Limits on the connections of a pool.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings
 */
export interface TcpConnectionPoolSettings {
  /**
   * Most connections at a time from one proxy to the destination: a whole number of 32 bits, not negative.
   *
   * @default - no limit, as with 0
   */
  readonly maxConnections?: number;
  /**
   * How long the TCP handshake may take; at least 1ms, whole milliseconds.
   *
   * @default - the mesh's `connectTimeout`, 10s unless it was changed
   */
  readonly connectTimeout?: GoDuration;
  /** Keep-alive probes of the operating system; an empty object turns them on with its own settings. */
  readonly tcpKeepalive?: TcpKeepalive;
  /**
   * Longest life of a connection, busy or not; at least 1ms, whole milliseconds.
   *
   * @default - no limit
   */
  readonly maxConnectionDuration?: GoDuration;
  /**
   * How long a TCP connection may be silent in both directions before it is closed; `0s` turns that off. Whole milliseconds.
   *
   * @default '1h'
   */
  readonly idleTimeout?: GoDuration;
}

/**
 * TCP keep-alive: probes on a silent connection that find out whether the other side is still there.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-TcpKeepalive
 */
export interface TcpKeepalive {
  /**
   * How many probes may go unanswered before the connection counts as dead.
   *
   * @default - the operating system's; 9 on Linux
   */
  readonly probes?: number;
  /**
   * How long a connection is silent before the first probe; at least 1ms, whole milliseconds.
   *
   * @default - the operating system's; 2h on Linux
   */
  readonly time?: GoDuration;
  /**
   * Time between probes; at least 1ms, whole milliseconds.
   *
   * @default - the operating system's; 75s on Linux
   */
  readonly interval?: GoDuration;
}

/**
 * Limits on the requests of a pool. Numbers are whole, of 32 bits, and not negative; 0 means no limit.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
 */
export interface HttpConnectionPoolSettings {
  /**
   * Most requests that wait for a connection, for HTTP/2 as well.
   *
   * @default 4294967295
   */
  readonly http1MaxPendingRequests?: number;
  /**
   * Most requests in flight to the destination at a time, for HTTP/1.1 as well.
   *
   * @default 4294967295
   */
  readonly http2MaxRequests?: number;
  /**
   * How many requests a connection serves before it is closed; 1 turns keep-alive off.
   *
   * @default - no limit
   */
  readonly maxRequestsPerConnection?: number;
  /**
   * Most retries in flight to the destination at a time, of all requests together.
   *
   * @default 4294967295
   */
  readonly maxRetries?: number;
  /**
   * How long a connection without requests is kept; at least 1ms, whole milliseconds.
   *
   * @default '1h'
   */
  readonly idleTimeout?: GoDuration;
  /**
   * Whether HTTP/1.1 is sent on as HTTP/2. UPGRADE does not go together with {@link useClientProtocol}.
   *
   * @default 'DEFAULT'
   */
  readonly h2UpgradePolicy?: H2UpgradePolicy;
  /**
   * Speaks to the destination what the client spoke. Not together with `h2UpgradePolicy: 'UPGRADE'`.
   *
   * @default false
   */
  readonly useClientProtocol?: boolean;
  /**
   * Most streams at a time on one HTTP/2 connection.
   *
   * @default 2147483647
   */
  readonly maxConcurrentStreams?: number;
  /**
   * HTTP/2 PING frames that find out whether a connection still works. Needs Istio 1.31.
   *
   * @default - no pings
   */
  readonly http2KeepAlive?: Http2KeepAlive;
}

/**
 * Whether the proxy sends HTTP/1.1 requests on as HTTP/2:
 * - `DEFAULT`: the mesh's `h2UpgradePolicy`, which does not upgrade unless it was changed;
 * - `DO_NOT_UPGRADE`: never;
 * - `UPGRADE`: always; the destination must support HTTP/2.
 */
export type H2UpgradePolicy = 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';

/**
 * HTTP/2 PING frames on a connection. Both fields are needed: istiod refuses one without the other. Needs Istio 1.31.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
 */
export interface Http2KeepAlive {
  /** Time between pings; at least 1ms, whole milliseconds. */
  readonly interval?: GoDuration;
  /** How long a response may take before the connection is closed; at least 1ms, whole milliseconds. */
  readonly timeout?: GoDuration;
}
