/**
 * A workload that is no pod, or one endpoint of a service: an address, and what is known about what is behind it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/#WorkloadEntry
 */
export interface WorkloadEntrySpec {
  /**
   * Where the workload is: an IP address, a host name (only for services whose resolution is DNS), or `unix:///absolute/path`
   * for a socket on the proxy's own machine. At most 256 characters. May be left out only when {@link network} is given, or in
   * the template of a WorkloadGroup, where each workload brings its own.
   */
  readonly address?: string;
  /**
   * Port of the workload for each port name of the service, 1 to 65535. At most 128 names of at most 62 letters, digits and
   * hyphens; not for unix sockets.
   *
   * @default - the service's target port, else its number
   */
  readonly ports?: Readonly<Record<string, number>>;
  /** Labels of the workload, which services and subsets select by. At most 256. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The network the workload is in; others reach it through that network's gateway. At most 2048 characters. */
  readonly network?: string;
  /** Where the workload runs, as `region/zone/subzone`, for locality load balancing. At most 2048 characters. */
  readonly locality?: string;
  /** Share of the traffic among the endpoints, in proportion. A whole number of 32 bits; unset counts as 1. */
  readonly weight?: number;
  /**
   * Service account of the workload, in the same namespace, for its mesh identity. At most 253 characters; without it, traffic
   * is plain text.
   */
  readonly serviceAccount?: string;
}
