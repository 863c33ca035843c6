import type { DestinationSpec } from '../_shared/destination/api';

/**
 * Where a TLS connection goes that the proxy does not decrypt.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export interface TlsRoute {
  /** The connections it is for: those that at least one entry matches. At least one is needed. */
  readonly match: readonly TlsMatchAttributes[];
  /** Forwards to one destination, or divides the connections among several by weight. At least one is needed. */
  readonly route?: readonly RouteDestination[];
}

/**
 * Which TLS connections a route is for: those that meet every condition.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSMatchAttributes
 */
export interface TlsMatchAttributes {
  /** Names in the SNI, at least one; a leading `*.` covers all names below. Each must be covered by a host of the VirtualService. */
  readonly sniHosts: readonly string[];
  /** Addresses, or blocks of addresses such as `10.0.0.0/8`, that the connection goes to. */
  readonly destinationSubnets?: readonly string[];
  /** The port that the client asked for, 1 to 65535. */
  readonly port?: number;
  /** Labels that the client's pod has. */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Gateways, of those that the VirtualService names, through which the connection comes; `mesh` for sidecars. */
  readonly gateways?: readonly string[];
  /** The namespace of the client's pod. */
  readonly sourceNamespace?: string;
}

/**
 * Where a connection goes that is neither HTTP nor TLS.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 */
export interface TcpRoute {
  /**
   * The connections it is for: those that at least one entry matches.
   *
   * @default - all connections
   */
  readonly match?: readonly L4MatchAttributes[];
  /** Forwards to one destination, or divides the connections among several by weight. At least one is needed. */
  readonly route?: readonly RouteDestination[];
}

/**
 * Which connections a route is for: those that meet every condition.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#L4MatchAttributes
 */
export interface L4MatchAttributes {
  /** Addresses, or blocks of addresses such as `10.0.0.0/8`, that the connection goes to. */
  readonly destinationSubnets?: readonly string[];
  /** The port that the client asked for, 1 to 65535. */
  readonly port?: number;
  /**
   * Addresses that the connection comes from.
   *
   * @deprecated Istio reads it and does nothing with it; use {@link sourceLabels} or {@link sourceNamespace}
   */
  readonly sourceSubnet?: string;
  /** Labels that the client's pod has. */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** Gateways, of those that the VirtualService names, through which the connection comes; `mesh` for sidecars. */
  readonly gateways?: readonly string[];
  /** The namespace of the client's pod. */
  readonly sourceNamespace?: string;
}

/**
 * A destination of connections and its share of them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#RouteDestination
 */
export interface RouteDestination {
  /** Where the share goes. */
  readonly destination: DestinationSpec;
  /** The share, in proportion to the other weights of the route; 0 for none. A destination that stands alone gets everything. */
  readonly weight?: number;
}
