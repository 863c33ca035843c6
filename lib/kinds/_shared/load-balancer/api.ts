import type { GoDuration } from '../../../values/go-duration';
import type { AtMostOne } from '../../../values/types';
import type { ConsistentHash } from '../consistent-hash/api';
import type { LocalityLoadBalancing, ZoneAwareLoadBalancing } from '../locality/api';

/**
 * How a proxy chooses the endpoint of each request: at most one algorithm, and what holds for every algorithm.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export type LoadBalancerSettings = AtMostOne<LoadBalancerAlgorithm> & LoadBalancerCommon;

/** The algorithms; without any, LEAST_REQUEST. */
export interface LoadBalancerAlgorithm {
  /** An algorithm that needs no settings. */
  readonly simple: SimpleLoadBalancer;
  /** The same endpoint for the same key. */
  readonly consistentHash: ConsistentHash;
  /** More requests for endpoints that report to be less busy. Not in a released Istio yet: comes with 1.32, which ignores it so far. */
  readonly backendUtilization: BackendUtilization;
}

/**
 * An algorithm without settings:
 * - `LEAST_REQUEST`: of two endpoints at random the one with fewer requests in flight;
 * - `ROUND_ROBIN`: one after the other; LEAST_REQUEST is better in nearly all cases;
 * - `RANDOM`: any healthy one;
 * - `PASSTHROUGH`: no balancing: the address that the client asked for;
 * - `LEAST_CONN`: the old name of LEAST_REQUEST; write that instead;
 * - `UNSPECIFIED`: as if nothing were written, which is LEAST_REQUEST.
 */
export type SimpleLoadBalancer = 'LEAST_REQUEST' | 'ROUND_ROBIN' | 'RANDOM' | 'PASSTHROUGH' | 'LEAST_CONN' | 'UNSPECIFIED';

/** What holds beside the algorithm. */
export interface LoadBalancerCommon {
  /** Prefers endpoints by where they run. Not together with {@link zoneAwareLbSetting}. */
  readonly localityLbSetting?: LocalityLoadBalancing;
  /** Keeps traffic in the zone as far as it can. Not together with {@link localityLbSetting}. Needs Istio 1.31. */
  readonly zoneAwareLbSetting?: ZoneAwareLoadBalancing;
  /**
   * How long a new endpoint takes to get its full share of the traffic; at least 1ms. Ignored beside {@link warmup}.
   *
   * @deprecated write `warmup: { duration }`
   */
  readonly warmupDurationSecs?: GoDuration;
  /** Gives a new endpoint its share of the traffic little by little. Only ROUND_ROBIN and LEAST_REQUEST do it. */
  readonly warmup?: Warmup;
}

/**
 * How a new endpoint gets its share of the traffic.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#WarmupConfiguration
 */
export interface Warmup {
  /** How long it takes from an endpoint's start to its full share; at least 1ms, whole milliseconds. */
  readonly duration: GoDuration;
  /**
   * The share that it starts with, 0 to 100 percent of the full one.
   *
   * @default 10
   */
  readonly minimumPercent?: number;
  /**
   * How the share grows: 1 evenly, above 1 faster at first, below 1 slower at first. Above 0; before Istio 1.31 at least 1.
   *
   * @default 1
   */
  readonly aggression?: number;
}

/**
 * Balancing by what endpoints report of their own load. Not in a released Istio yet: comes with 1.32.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export interface BackendUtilization {
  /** How much the errors of an endpoint count against it, in percent. */
  readonly errorUtilizationPenaltyPercent?: number;
  /** Metrics of the endpoints' load reports that measure how busy they are. */
  readonly metricNamesForComputingUtilization?: readonly string[];
  /** How long the weight of an endpoint holds when no report comes. */
  readonly weightExpirationPeriod?: GoDuration;
  /** How long an endpoint must have reported before its weight is used. */
  readonly weightStabilizationPeriod?: GoDuration;
  /** Time between computations of the weights. */
  readonly weightUpdatePeriod?: GoDuration;
}
