/**
 * What a policy is attached to, in its own namespace: a Gateway or a GatewayClass of the Kubernetes Gateway API, a Service or a
 * ServiceEntry. The proxy of that object, such as a waypoint, applies the policy.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
 */
export interface PolicyTargetReference {
  /**
   * API group of the object, at most 253 characters: `gateway.networking.k8s.io`, `networking.istio.io`; empty for a Service.
   *
   * @default - the core group, of Services
   */
  readonly group?: string;
  /** Kind of the object, 1 to 63 characters: `Gateway`, `GatewayClass`, `Service` or `ServiceEntry`. */
  readonly kind: string;
  /** Name of the object, 1 to 253 characters. */
  readonly name: string;
  /**
   * Always the namespace of the policy, so there is nothing to write; the API server refuses any other text than the empty one.
   *
   * @deprecated leave it out
   */
  readonly namespace?: string;
}
