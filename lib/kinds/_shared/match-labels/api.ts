/**
 * Picks workloads by their pod labels.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/
 */
export interface MatchLabelsSelector {
  /**
   * Labels that a pod must all have. At most 4096; keys are not empty, values have at most 63 characters, and neither has a `*`.
   *
   * No labels select every workload of the namespace, which istiod warns about.
   */
  readonly matchLabels?: Readonly<Record<string, string>>;
}
