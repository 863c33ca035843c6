import type { AtMostOne } from '../../../values/types';
import type { MatchLabelsSelector } from '../match-labels/api';

/** What a policy can be about. */
export interface PolicyTargetKinds {
  /** Workloads of the policy's namespace, by their labels; in the mesh's root namespace those of every namespace. */
  readonly selector?: MatchLabelsSelector;
  /**
   * The one resource that the policy is about.
   *
   * @deprecated write `targetRefs`, which takes one as well as several
   */
  readonly targetRef?: PolicyTargetReference;
  /** Resources of the policy's namespace that the policy is about, at most 16: gateways, or services behind a waypoint. */
  readonly targetRefs?: readonly PolicyTargetReference[];
}

/** The target of a policy: workloads or resources, or all workloads of its namespace when it is unset. */
export type PolicyTarget = AtMostOne<PolicyTargetKinds>;

/**
 * A resource that a policy is about: a Gateway or a GatewayClass of the Gateway API, a Service, or a ServiceEntry. Its proxy, such as a
 * waypoint, applies the policy.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
 */
export interface PolicyTargetReference {
  /**
   * The resource's API group, at most 253 characters: `gateway.networking.k8s.io` or `networking.istio.io`.
   *
   * @default - the core group, which has Service
   */
  readonly group?: string;
  /** The resource's kind, 1 to 63 characters: `Gateway`, `GatewayClass`, `Service` or `ServiceEntry`. */
  readonly kind: string;
  /** The resource's name, 1 to 253 characters. */
  readonly name: string;
  /**
   * Always the namespace of the policy: any text but the empty one is refused.
   *
   * @deprecated leave it out
   */
  readonly namespace?: string;
}
