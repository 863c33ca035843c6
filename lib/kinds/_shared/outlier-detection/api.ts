import type { GoDuration } from '../../../values/go-duration';

/**
 * Passive health checks, also called circuit breaking: each proxy counts the failures of every endpoint it calls, and keeps one
 * that fails too often out of the pool for a while. An empty object turns it on with the defaults below. Failing over to other
 * localities needs it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetection {
  /**
   * Read by no current Istio.
   *
   * @deprecated write {@link consecutive5xxErrors} or {@link consecutiveGatewayErrors}; istiod warns
   */
  readonly consecutiveErrors?: number;
  /**
   * Counts failures to reach an endpoint (time outs, refused connections) apart from the errors that it returns. Without it
   * they count as if the endpoint had returned 5xx.
   *
   * @default false
   */
  readonly splitExternalLocalOriginErrors?: boolean;
  /**
   * Failures in a row to reach an endpoint that eject it; 0 turns this count off. Needs {@link splitExternalLocalOriginErrors}.
   *
   * @default 5
   */
  readonly consecutiveLocalOriginFailures?: number;
  /**
   * Gateway errors (502, 503, 504) in a row that eject an endpoint; 0 turns this count off. They are among those of
   * {@link consecutive5xxErrors} too, so a number that is not below that one has no effect.
   *
   * @default 0
   */
  readonly consecutiveGatewayErrors?: number;
  /**
   * Answers of 500 and above in a row that eject an endpoint; 0 turns this count off. For plain TCP, connections that fail.
   *
   * @default 5
   */
  readonly consecutive5xxErrors?: number;
  /**
   * Time between sweeps, which eject endpoints and take them back; at least 1ms, whole milliseconds.
   *
   * @default '10s'
   */
  readonly interval?: GoDuration;
  /**
   * How long the first ejection of an endpoint lasts; the second lasts twice as long, and so on. At least 1ms, whole milliseconds.
   *
   * @default '30s'
   */
  readonly baseEjectionTime?: GoDuration;
  /**
   * Most of the pool that may be ejected at a time, 0 to 100 percent, whole. One endpoint may be ejected whatever the percentage.
   *
   * @default 10
   */
  readonly maxEjectionPercent?: number;
  /**
   * The percentage of healthy endpoints, 0 to 100, below which detection is off and ejected endpoints get traffic again:
   * better a chance than none. 0 never gives up on detection.
   *
   * @default 0
   */
  readonly minHealthPercent?: number;
  /**
   * Status codes that count as errors, 100 to 599, in place of all from 500 to 599. Needs Istio 1.31.
   *
   * @default - 500 to 599
   */
  readonly outlierDetectionHttpErrorCodes?: readonly number[];
}
