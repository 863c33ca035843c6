import type { PortSelector } from '../port-selector/api';

/**
 * Where traffic is sent: a service of the registry, a port of it, a subset of its endpoints.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export interface DestinationSpec {
  /**
   * Name of a Kubernetes service or a host of a ServiceEntry; not an IP address. A name without dots means a service in the
   * namespace of the resource that this stands in, so a full name is safer. Requests to a host that the registry does not have get a 503.
   */
  readonly host: string;
  /** Name of a subset in the DestinationRule of the host; letters, digits and hyphens, at most 63. Without that subset: 503. */
  readonly subset?: string;
  /**
   * The port of the service.
   *
   * @default - the only port of the service, else the port that the client asked for
   */
  readonly port?: PortSelector;
}
