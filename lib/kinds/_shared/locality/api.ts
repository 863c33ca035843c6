/**
 * Prefers endpoints by where they run. A locality is `region/zone/subzone`, as in the labels of the nodes. Either shares of the
 * traffic are given ({@link distribute}), or an order of preference ({@link failover}, {@link failoverPriority}). What is
 * written here replaces the mesh's own setting as a whole.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting
 */
export interface LocalityLoadBalancing {
  /** Shares of the traffic, by where the client runs. Not together with {@link failover}. */
  readonly distribute?: readonly LocalityDistribution[];
  /**
   * Where traffic goes when a region has no healthy endpoints left; inside a region, the order is subzone, zone, region. Needs
   * outlier detection in the same policy. Not together with {@link distribute}.
   */
  readonly failover?: readonly LocalityFailoverSpec[];
  /**
   * Labels in order of weight, as `key` or `key=value`: the more of them, from the first one on, an endpoint has in common with
   * the client, the sooner it is used. Needs outlier detection in the same policy. Beside {@link failover}, not the labels that
   * name region, zone or subzone.
   */
  readonly failoverPriority?: readonly string[];
  /**
   * `false` turns locality load balancing off for the destination, `true` turns it on.
   *
   * @default - the mesh's setting, which is true unless it was changed
   */
  readonly enabled?: boolean;
}

/**
 * How the traffic of clients in one place divides over localities.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Distribute
 */
export interface LocalityDistribution {
  /** Where the client runs: `region`, `region/zone` or `region/zone/subzone`; `*` as the last part stands for all below. */
  readonly from?: string;
  /** Percentages by locality: whole, each from 1 to 100, 100 together. Localities that are not listed get nothing. */
  readonly to?: Readonly<Record<string, number>>;
}

/**
 * The region that takes over for another one.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LocalityLoadBalancerSetting-Failover
 */
export interface LocalityFailoverSpec {
  /** The region that fails: its name alone, without zone and without `*`. */
  readonly from?: string;
  /** The region that takes over: its name alone, and another one. */
  readonly to?: string;
}

/**
 * Keeps traffic in the client's zone as far as that zone has the capacity, and spills the rest over to others. Not together with
 * locality settings. Needs Istio 1.31.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export interface ZoneAwareLoadBalancing {
  /**
   * `false` turns it off for the destination, `true` turns it on.
   *
   * @default - the mesh's setting
   */
  readonly enabled?: boolean;
  /** Where traffic goes when a region has no healthy endpoints left. Needs outlier detection in the same policy. */
  readonly failover?: readonly LocalityFailoverSpec[];
  /** Labels in order of weight, other than those that name region, zone or subzone. Needs outlier detection in the same policy. */
  readonly failoverPriority?: readonly string[];
  /**
   * With fewer endpoints than this, zones are ignored: a zone with one endpoint would take the traffic of all its clients. At least 1.
   *
   * @default - Envoy's, which is 6
   */
  readonly minClusterSize?: number;
}
