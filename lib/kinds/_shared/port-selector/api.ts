/**
 * A port of a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#PortSelector
 */
export interface PortSelector {
  /** The number of the port of the service, not of its pods: 1 to 65535. */
  readonly number?: number;
}
