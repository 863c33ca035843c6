import type { MatchLabelsSelector } from '../_shared/match-labels/api';
import type { TrafficPolicySpec } from '../_shared/traffic-policy/api';

/**
 * How clients treat the traffic to a host, after routing has chosen it: load balancing, limits, health, TLS; and the subsets of
 * its endpoints that routes can name. One DestinationRule a host and namespace: Istio merges several of one host only in part.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule
 */
export interface DestinationRuleSpec {
  /**
   * The service: a name from the mesh's registry, or a wildcard such as `*.example.com` for all that match. A name without dots
   * means a service in the resource's own namespace; with a namespace it must be the full name. Not an IP address.
   */
  readonly host: string;
  /** What holds for all traffic to the host. */
  readonly trafficPolicy?: TrafficPolicySpec;
  /** Named parts of the host's endpoints, such as its versions; each name once. */
  readonly subsets?: readonly SubsetSpec[];
  /**
   * Namespaces whose clients follow the rule: names, `.` for the own one, `*` for all.
   *
   * @default - the mesh's setting, which is all namespaces
   */
  readonly exportTo?: readonly string[];
  /**
   * The clients that follow the rule, all in its own namespace: the rule is then not seen from elsewhere.
   *
   * @default - every workload of the namespaces that see it
   */
  readonly workloadSelector?: MatchLabelsSelector;
}

/**
 * A named part of the endpoints of a host. It does nothing until a route names it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export interface SubsetSpec {
  /** The name that routes use: 1 to 63 letters, digits and hyphens. */
  readonly name: string;
  /**
   * Labels that an endpoint must all have.
   *
   * @default - every endpoint of the host
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** What differs for this subset. Each block that is set here takes the place of the host's block as a whole; the rest is inherited. */
  readonly trafficPolicy?: TrafficPolicySpec;
}
