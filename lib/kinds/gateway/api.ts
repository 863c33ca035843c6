import type { ServerTlsSettings } from '../_shared/server-tls/api';

/**
 * What a gateway's proxies listen on, for which hosts, and with which TLS. VirtualServices that name the Gateway route the
 * traffic.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Gateway
 */
export interface GatewaySpec {
  /**
   * Labels of the pods of the gateway, which all must be there; pods of any namespace match, unless istiod is configured otherwise.
   *
   * @default - all gateway pods
   */
  readonly selector?: Readonly<Record<string, string>>;
  /** What the proxies listen on, one server at least. */
  readonly servers?: readonly GatewayServer[];
}

/**
 * A port of a gateway, and the hosts that it serves there.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export interface GatewayServer {
  /** The port that clients connect to. */
  readonly port: GatewayPort;
  /**
   * IP address to listen on, or `unix:///path` with port number 0.
   *
   * @default - all addresses
   */
  readonly bind?: string;
  /**
   * Hosts that are served: full names, `*.suffix` or `*`, one at least. With `namespace/` in front, only VirtualServices of that namespace
   * may bind to them; `.` is the Gateway's own one, `*` any.
   */
  readonly hosts: readonly string[];
  /** TLS of the server; needed for protocol HTTPS and TLS. */
  readonly tls?: ServerTlsSettings;
  /**
   * Has no effect: it is ignored by istiod.
   *
   * @deprecated route the traffic in a VirtualService
   */
  readonly defaultEndpoint?: string;
  /** A name for people; it shows up in statistics. */
  readonly name?: string;
}

/**
 * A port of a gateway.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Port
 */
export interface GatewayPort {
  /** 1 to 65535, a port of the gateway's Service; 0 when the server listens on a unix socket. */
  readonly number: number;
  /** HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, MONGO, REDIS or MYSQL. */
  readonly protocol: string;
  /** A name of its own among the Gateway's ports. */
  readonly name: string;
  /**
   * Has no effect on a gateway; istiod refuses it.
   *
   * @deprecated the gateway's Service maps its ports to those of the pods
   */
  readonly targetPort?: number;
}
