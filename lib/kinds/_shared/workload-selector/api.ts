/**
 * Picks workloads of the resource's own namespace by their pod labels.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#WorkloadSelector
 */
export interface WorkloadSelector {
  /**
   * Labels that a pod must all have. At most 256; values have at most 63 characters and no `*`.
   *
   * No labels select every workload of the namespace, which istiod warns about.
   */
  readonly labels?: Readonly<Record<string, string>>;
}
