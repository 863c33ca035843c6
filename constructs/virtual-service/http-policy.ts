import { isObject } from '../../lib/core/is-object';
import type { HttpRewrite, RegexRewrite } from '../../lib/kinds/virtual-service/api-action';
import type { CorsPolicy, FaultAbort, FaultDelay, HttpFaultInjection, HttpRetry, Percent } from '../../lib/kinds/virtual-service/api-policy';
import type { StringMatch } from '../../lib/kinds/_shared/string-match/api';
import type { CorsMethod } from '../../lib/values/cors';
import type { GoDuration } from '../../lib/values/go-duration';
import type { RetryCondition } from '../../lib/values/retry-on';
import type { GrpcStatus } from '../../lib/values/status';
import type { AtMostOne, ExactlyOne } from '../../lib/values/types';

/** Changes a request before it is forwarded: its path, its host, or both. */
export type HttpRewriteOptions =
  | (Required<Pick<HttpRewrite, 'authority'>> & AtMostOne<HttpPathRewrite>)
  | (Pick<HttpRewrite, 'authority'> & ExactlyOne<HttpPathRewrite>);

/** The ways to change a path. */
export interface HttpPathRewrite {
  /** What the matched prefix of the path becomes, or the whole path when the match is exact or a regex. */
  readonly uri: string;
  /** Replaces what a regex finds in the path. */
  readonly uriRegexRewrite: Required<RegexRewrite>;
}

/** Tries failed requests again. */
export interface HttpRetryOptions extends Omit<HttpRetry, 'attempts' | 'retryOn'> {
  /** How often to try again, beside the first attempt; 0 turns retries off. */
  readonly attempts: number;
  /**
   * What to try again after: conditions of Envoy, and status codes from 100 to 511.
   *
   * @default - connect-failure, refused-stream, unavailable and cancelled
   */
  readonly retryOn?: string | readonly (RetryCondition | number)[];
}

/** Breaks requests on purpose: holds them back, answers them with a failure, or both. */
export type HttpFaultOptions =
  | {
    /** Holds requests back. */
    readonly delay: HttpDelayOptions;
    /**
     * Responds to requests with a failure.
     *
     * @default - no request
     */
    readonly abort?: HttpAbortOptions;
  }
  | {
    /**
     * Holds requests back.
     *
     * @default - no request
     */
    readonly delay?: HttpDelayOptions;
    /** Responds to requests with a failure. */
    readonly abort: HttpAbortOptions;
  };

/** Holds requests back. */
export type HttpDelayOptions = HttpDelayTime & ExactlyOne<HttpDelayShare>;

/** How long requests are held back. */
export interface HttpDelayTime {
  /** The same time for each, at least 1ms, in whole milliseconds. */
  readonly fixedDelay: GoDuration;
}

/** Which requests are held back. */
export interface HttpDelayShare {
  /** Percentage of the requests that are held back: 0, or 0.0001 to 100. */
  readonly percentage: number;
  /**
   * The whole percentage of the requests that are held back, in the field that Istio had first.
   *
   * @deprecated use {@link percentage}
   */
  readonly percent: number;
}

/** Answers requests with a failure instead of forwarding them. */
export type HttpAbortOptions = HttpAbortShare & ExactlyOne<HttpAbortStatus>;

/** Which requests fail. */
export interface HttpAbortShare {
  /** Percentage of the requests that fail: 0, or 0.0001 to 100. */
  readonly percentage: number;
}

/** How requests fail. */
export interface HttpAbortStatus {
  /** With this HTTP status, 200 to 600. */
  readonly httpStatus: number;
  /** With this gRPC status. */
  readonly grpcStatus: GrpcStatus;
}

/** What browsers may do with the answers from pages of other origins. */
export interface HttpCorsOptions extends Omit<CorsPolicy, 'allowOrigins' | 'allowOrigin' | 'allowMethods'> {
  /** Origins whose pages may read the answers, with scheme and port; a text is compared whole: `https://shop.example.com`. */
  readonly allowOrigins: readonly (string | StringMatch)[];
  /** Methods that those pages may use; `*` for all. */
  readonly allowMethods?: readonly CorsMethod[];
}

/** The retries in Istio's words. @internal */
export function retriesSpec(retries: HttpRetryOptions): HttpRetry {
  return Array.isArray(retries.retryOn) ? { ...retries, retryOn: retries.retryOn.join(',') } : retries as HttpRetry;
}

/** The fault in Istio's words. @internal */
export function faultSpec(fault: HttpFaultOptions): HttpFaultInjection {
  const { delay, abort } = fault;
  return { ...fault, delay: withPercent(delay) as FaultDelay, abort: withPercent(abort) as FaultAbort };
}

/** The CORS policy in Istio's words. @internal */
export function corsSpec(cors: HttpCorsOptions): CorsPolicy {
  const { allowOrigins } = cors;
  if (!Array.isArray(allowOrigins)) return cors as CorsPolicy;
  return { ...cors, allowOrigins: allowOrigins.map((origin) => (typeof origin === 'string' ? { exact: origin } : origin as StringMatch)) };
}

/** A percentage in Istio's words: an object with a value. @internal */
export function percentSpec(percentage: number | undefined): Percent | undefined {
  return typeof percentage === 'number' ? { value: percentage } : percentage;
}

function withPercent(share: HttpDelayOptions | HttpAbortOptions | undefined): object | undefined {
  return isObject(share) ? { ...share, percentage: percentSpec(share.percentage) } : share;
}
