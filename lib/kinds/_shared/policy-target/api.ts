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

/** What a policy is about: workloads or resources, or all workloads of its namespace when nothing is said. */
export type PolicyTarget = AtMostOne<PolicyTargetKinds>;

/**
 * A resource that a policy is about: a Service, a ServiceEntry, a Gateway of the Gateway API, or a GatewayClass.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
 */
export interface PolicyTargetReference {
  /**
   * The resource's API group: `gateway.networking.k8s.io` or `networking.istio.io`.
   *
   * @default - the core group, which has Service
   */
  readonly group?: string;
  /** The resource's kind, such as `Gateway` or `Service`; 1 to 63 characters. */
  readonly kind: string;
  /** The resource's name, 1 to 253 characters. */
  readonly name: string;
  /**
   * Nothing but the empty text: a policy is about resources of its own namespace.
   *
   * @default - the policy's namespace
   */
  readonly namespace?: string;
}
