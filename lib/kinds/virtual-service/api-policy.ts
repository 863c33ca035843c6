import type { GoDuration } from '../../values/go-duration';
import type { AtMostOne } from '../../values/types';
import type { DestinationSpec } from '../_shared/destination/api';
import type { StringMatch } from '../_shared/string-match/api';

/**
 * Tries failed requests again.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export interface HttpRetry {
  /** How often to try again, beside the first attempt; 0 turns retries off, and so does leaving it out. */
  readonly attempts?: number;
  /**
   * The most that one attempt may take; at least 1ms, in whole milliseconds. Needs {@link attempts}.
   *
   * @default - the route's timeout
   */
  readonly perTryTimeout?: GoDuration;
  /**
   * What to try again after: conditions of Envoy and status codes, separated by commas without spaces, such as
   * `connect-failure,refused-stream,503`. Needs {@link attempts}.
   *
   * @default 'connect-failure,refused-stream,unavailable,cancelled'
   */
  readonly retryOn?: string;
  /**
   * Whether retries may go to endpoints of other localities. Needs {@link attempts}.
   *
   * @default - as the load balancer decides
   */
  readonly retryRemoteLocalities?: boolean;
  /**
   * Whether retries avoid the endpoints that have already failed. Needs Istio 1.26.
   *
   * @default true
   */
  readonly retryIgnorePreviousHosts?: boolean;
  /**
   * The least time before a retry, which grows with each one; at least 1ms, in whole milliseconds. Needs Istio 1.26.
   *
   * @default - 25ms
   */
  readonly backoff?: GoDuration;
}

/**
 * Breaks requests on purpose. At least one of the two is needed; with both, a request can be hit by both.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection
 */
export interface HttpFaultInjection {
  /** Holds requests back before they are forwarded. */
  readonly delay?: FaultDelay;
  /** Answers with a failure instead of forwarding. */
  readonly abort?: FaultAbort;
}

/**
 * Holds requests back.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Delay
 */
export type FaultDelay = FaultDelayShare & AtMostOne<FaultDelayTime>;

/** Which requests are held back. */
export interface FaultDelayShare {
  /** Percentage of the requests that are held back: 0, or 0.0001 to 100. Unset: none. */
  readonly percentage?: Percent;
  /**
   * The whole percentage of the requests that are held back.
   *
   * @deprecated use {@link percentage}, which wins when both are there
   */
  readonly percent?: number;
}

/** How long requests are held back. */
export interface FaultDelayTime {
  /** The same time for each, at least 1ms, in whole milliseconds. */
  readonly fixedDelay: GoDuration;
  /**
   * A time that differs from request to request.
   *
   * @deprecated istiod refuses it; use {@link fixedDelay}
   */
  readonly exponentialDelay: GoDuration;
}

/**
 * Answers requests with a failure.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort
 */
export type FaultAbort = FaultAbortShare & AtMostOne<FaultAbortStatus>;

/** Which requests fail. */
export interface FaultAbortShare {
  /** Percentage of the requests that fail: 0, or 0.0001 to 100. Unset: none. */
  readonly percentage?: Percent;
}

/** How requests fail; without any, none does. */
export interface FaultAbortStatus {
  /** With this HTTP status, 200 to 600. */
  readonly httpStatus: number;
  /** With this gRPC status, such as `UNAVAILABLE`. */
  readonly grpcStatus: string;
  /**
   * With this error of HTTP/2.
   *
   * @deprecated istiod refuses it; use {@link httpStatus} or {@link grpcStatus}
   */
  readonly http2Error: string;
}

/**
 * A share of the requests.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Percent
 */
export interface Percent {
  /** Percentage from 0 to 100, with a fraction if need be. Unset: 0. */
  readonly value?: number;
}

/**
 * A destination that requests are mirrored to.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy
 */
export interface HttpMirrorPolicy {
  /** Where the mirrored requests go. */
  readonly destination: DestinationSpec;
  /**
   * Percentage of the requests that are copied, 0 to 100.
   *
   * @default - all of them
   */
  readonly percentage?: Percent;
}

/**
 * Which pages of other origins may read the responses in a browser.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy
 */
export interface CorsPolicy {
  /** Origins whose pages may read the responses, with scheme and port: `https://shop.example.com`. None may be empty. */
  readonly allowOrigins?: readonly StringMatch[];
  /**
   * Origins whose pages may read the responses, each compared whole.
   *
   * @deprecated use {@link allowOrigins}, which wins when both are there
   */
  readonly allowOrigin?: readonly string[];
  /** Methods that those pages may use, in upper case; `*` for all. */
  readonly allowMethods?: readonly string[];
  /** Headers that those pages may send; `*` for all. */
  readonly allowHeaders?: readonly string[];
  /** Headers of the responses that those pages may read; `*` for all. */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may keep the response to a preflight request; whole seconds. */
  readonly maxAge?: GoDuration;
  /** True to let those pages send cookies and other credentials. */
  readonly allowCredentials?: boolean;
  /**
   * What happens to a preflight request of another origin.
   *
   * @default 'FORWARD'
   */
  readonly unmatchedPreflights?: UnmatchedPreflights;
}

/**
 * What happens to a preflight request whose origin is not allowed:
 * - `FORWARD`: the service responds to it;
 * - `IGNORE`: the proxy responds to it, without allowing anything;
 * - `UNSPECIFIED`: as `FORWARD`.
 */
export type UnmatchedPreflights = 'UNSPECIFIED' | 'FORWARD' | 'IGNORE';

/**
 * Changes the headers of requests and responses.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers
 */
export interface HttpHeaders {
  /** Changes a request before it is forwarded. */
  readonly request?: HeaderOperations;
  /** Changes a response before the client gets it. */
  readonly response?: HeaderOperations;
}

/**
 * What is done to headers.
 *
 * Values are text in which Envoy's variables stand between percent signs: `%DOWNSTREAM_REMOTE_ADDRESS%`; a percent sign is `%%`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers-HeaderOperations
 */
export interface HeaderOperations {
  /** Headers that get this value in place of what was there. On requests, `Host` and `:authority` change the host that is asked for. */
  readonly set?: Readonly<Record<string, string>>;
  /** Headers that get this value beside what was there. */
  readonly add?: Readonly<Record<string, string>>;
  /** Names of headers that are taken away; not `Host`. */
  readonly remove?: readonly string[];
}
