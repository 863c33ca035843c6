import type { AtMostOne } from '../../values/types';

/**
 * Which objects a patch changes, in which proxies. In a waypoint the match of a waypoint has to be there, and nowhere else may be.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectMatch
 */
export type EnvoyMatch = EnvoyProxyMatched
  & (EnvoySidecarOrGatewayMatch | EnvoyWaypointContext & { readonly [K in keyof EnvoyObjectMatch]?: never });

/** The part of {@link EnvoyMatch} that every patch can have. */
export interface EnvoyProxyMatched {
  /** What the proxy itself must be. */
  readonly proxy?: EnvoyProxyMatch;
}

/** A match in sidecars and gateways: at most one sort of object, that to which the patch applies. */
export type EnvoySidecarOrGatewayMatch = EnvoySidecarOrGatewayContext & AtMostOne<EnvoyObjectMatch> & { readonly waypoint?: never };

/** Where in sidecars and gateways. */
export interface EnvoySidecarOrGatewayContext {
  /**
   * In gateways, or in sidecars for inbound or outbound traffic.
   *
   * @default 'ANY'
   */
  readonly context?: 'ANY' | 'SIDECAR_INBOUND' | 'SIDECAR_OUTBOUND' | 'GATEWAY';
}

/** A match in waypoints. */
export interface EnvoyWaypointContext {
  /** In waypoints. Needs Istio 1.29. */
  readonly context: 'WAYPOINT';
  /** What of the waypoint. Needs Istio 1.29. */
  readonly waypoint: EnvoyWaypointMatch;
}

/** The object that a patch changes, or that what it changes is in. */
export interface EnvoyObjectMatch {
  /** For listeners, their filter chains and filters. */
  readonly listener: EnvoyListenerMatch;
  /** For routes and virtual hosts. */
  readonly routeConfiguration: EnvoyRouteConfigurationMatch;
  /** For clusters. */
  readonly cluster: EnvoyClusterMatch;
}

/**
 * What a proxy must be.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ProxyMatch
 */
export interface EnvoyProxyMatch {
  /** RE2 regex for the Istio release of the proxy, such as `1\.31.*`; at most 1024 bytes. A proxy that names no release does not match. */
  readonly proxyVersion?: string;
  /** Metadata that the proxy must have, all of it, in exactly these words. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Clusters by their destination; all conditions have to hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ClusterMatch
 */
export interface EnvoyClusterMatch {
  /** Port of the service; for inbound clusters, the port of the workload. */
  readonly portNumber?: number;
  /** Full host name of the service, as in the mesh's registry; ignored for inbound clusters. */
  readonly service?: string;
  /** Subset of the service. */
  readonly subset?: string;
  /** The cluster's own name, such as `outbound|9080|v1|reviews.shop.svc.cluster.local`; needed for clusters that stand for no service. */
  readonly name?: string;
}

/**
 * Routes by where they are; all conditions hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch
 */
export interface EnvoyRouteConfigurationMatch {
  /** Port of the gateway's server or of the service, whichever the routes are for. */
  readonly portNumber?: number;
  /** Port name of the Gateway's server. In gateways only. */
  readonly portName?: string;
  /** The Gateway, as `namespace/name`. In gateways only. */
  readonly gateway?: string;
  /** A virtual host in it, and a route in that. */
  readonly vhost?: EnvoyVirtualHostMatch;
  /** Envoy's name of the route configuration, such as `http_proxy` or `http.8080`. */
  readonly name?: string;
}

/**
 * Virtual hosts by name or domain.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-VirtualHostMatch
 */
export interface EnvoyVirtualHostMatch {
  /** Name that Istio gives it: `host:port`, with the full host name. */
  readonly name?: string;
  /** A route in it. */
  readonly route?: EnvoyRouteMatch;
  /** A domain that it serves. */
  readonly domainName?: string;
}

/**
 * Routes of a virtual host.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-RouteConfigurationMatch-RouteMatch
 */
export interface EnvoyRouteMatch {
  /** Name of the route, which VirtualServices give; `default` for the ones that Istio makes. */
  readonly name?: string;
  /**
   * What the route does with a request.
   *
   * @default 'ANY'
   */
  readonly action?: 'ANY' | 'ROUTE' | 'REDIRECT' | 'DIRECT_RESPONSE';
}

/**
 * Listeners, and a filter chain or filter in them; all conditions hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch
 */
export interface EnvoyListenerMatch {
  /** Port of the traffic: the service's for outbound traffic, the workload's for inbound traffic, the server's in a gateway. */
  readonly portNumber?: number;
  /**
   * Has no effect.
   *
   * @deprecated use `portNumber`
   */
  readonly portName?: string;
  /** A filter chain in it, and a filter in that. */
  readonly filterChain?: EnvoyFilterChainMatch;
  /** Envoy's name of a listener filter in it, such as `envoy.filters.listener.tls_inspector`. */
  readonly listenerFilter?: string;
  /** The listener's own name, such as `virtualInbound`. */
  readonly name?: string;
}

/**
 * Filter chains by what they accept; all conditions hold.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterChainMatch
 */
export interface EnvoyFilterChainMatch {
  /** Name of the chain. */
  readonly name?: string;
  /** Server name that its clients ask for, exactly as Istio writes it. For TLS. */
  readonly sni?: string;
  /** `tls` or `raw_buffer`, as in the chain's own match. For inbound traffic of sidecars. */
  readonly transportProtocol?: string;
  /** Application protocols that the chain is for, with commas between: `http/1.1,h2c`. */
  readonly applicationProtocols?: string;
  /** A network filter in the chain. */
  readonly filter?: EnvoyNetworkFilterMatch;
  /** Port that the traffic was going to. */
  readonly destinationPort?: number;
  /** Envoy's name of the chain's transport socket. Needs Istio 1.32. */
  readonly transportSocket?: string;
}

/**
 * A network filter, or an HTTP filter in the HTTP connection manager.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-FilterMatch
 */
export interface EnvoyNetworkFilterMatch {
  /** Envoy's name of the network filter, such as `envoy.filters.network.http_connection_manager`. */
  readonly name?: string;
  /** An HTTP filter in it; only for `applyTo: HTTP_FILTER`, in the HTTP connection manager. */
  readonly subFilter?: EnvoySubFilterMatch;
}

/**
 * An HTTP filter.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-ListenerMatch-SubFilterMatch
 */
export interface EnvoySubFilterMatch {
  /** Envoy's name of the HTTP filter, such as `envoy.filters.http.router`. */
  readonly name?: string;
}

/**
 * What of a waypoint; all conditions hold. Needs Istio 1.29.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-WaypointMatch
 */
export interface EnvoyWaypointMatch {
  /** Port of the service, 1 to 65535. */
  readonly portNumber?: number;
  /** A filter of the chain for that port. */
  readonly filter?: EnvoyNetworkFilterMatch;
  /** A route of that port. */
  readonly route?: EnvoyWaypointRouteMatch;
}

/**
 * Routes of a waypoint. Needs Istio 1.29.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-WaypointMatch-RouteMatch
 */
export interface EnvoyWaypointRouteMatch {
  /** Name of the route; `default` for the ones that Istio makes. */
  readonly name?: string;
}
