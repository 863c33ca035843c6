import type { ConnectionPoolSettings } from '../_shared/connection-pool/api';
import type { DestinationSpec } from '../_shared/destination/api';
import type { ServerTlsSettings } from '../_shared/server-tls/api';
import type { WorkloadSelector } from '../_shared/workload-selector/api';

/**
 * What the proxy beside a workload listens on, and which services it knows. Exactly one Sidecar applies to a workload: one that selects
 * it, else the one of its namespace without a selector, else the one of the mesh's root namespace. They are never merged.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#Sidecar
 */
export interface SidecarSpec {
  /**
   * The workloads of the namespace that this applies to.
   *
   * @default - all workloads of the namespace that no other Sidecar selects
   */
  readonly workloadSelector?: WorkloadSelector;
  /**
   * What the proxy accepts for the workload. With any entry here, only the ports listed here are served.
   *
   * @default - the ports of the services that the workload belongs to
   */
  readonly ingress?: readonly SidecarIngressListener[];
  /**
   * What the workload may reach through the proxy. Services that no entry imports are unknown to it.
   *
   * @default - every service that is visible to the namespace: leaving it out widens what the root namespace's Sidecar had narrowed
   */
  readonly egress?: readonly SidecarEgressListener[];
  /** Limits on the connections that the proxy accepts; those of an ingress listener come first. */
  readonly inboundConnectionPool?: ConnectionPoolSettings;
  /**
   * What happens to traffic to a destination that the proxy does not know.
   *
   * @default - the mesh's setting. An empty object is not that: it means REGISTRY_ONLY.
   */
  readonly outboundTrafficPolicy?: OutboundTrafficPolicy;
}

/**
 * A port that the proxy accepts connections on, for the workload.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener
 */
export interface SidecarIngressListener {
  /** The port, a number of its own among the ingress listeners. Unix sockets are not possible here. */
  readonly port: SidecarPort;
  /**
   * IP address to listen on.
   *
   * @default - the addresses of the workload
   */
  readonly bind?: string;
  /** How connections come to the listener. */
  readonly captureMode?: CaptureMode;
  /**
   * Where connections are forwarded: `127.0.0.1:port` or `[::1]:port` for the workload's loopback, `0.0.0.0:port` or `[::]:port` for its
   * own address, or `unix:///path`.
   *
   * @default - the address and port that the client asked for
   */
  readonly defaultEndpoint?: string;
  /** TLS that the proxy ends for clients outside the mesh; HTTPS and TLS ports only, and only where istiod has the feature enabled. */
  readonly tls?: ServerTlsSettings;
  /** Limits on the connections of this listener. */
  readonly connectionPool?: ConnectionPoolSettings;
}

/**
 * A port or socket through which the workload reaches services, and which services these are.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener
 */
export interface SidecarEgressListener {
  /**
   * The port to listen on: serves the imported services that have this port. Number 0 with `bind: unix://…` listens on a socket.
   *
   * @default - all other ports of the imported services; only the last listener may leave it out
   */
  readonly port?: SidecarPort;
  /**
   * IP address, or `unix:///path` with port number 0.
   *
   * @default - the addresses of the services, or 127.0.0.1 when the capture mode is NONE
   */
  readonly bind?: string;
  /** How connections come to the listener. */
  readonly captureMode?: CaptureMode;
  /**
   * The services to import, as `namespace/host`: the namespace is a name, `.` for the own one, `*` for all or `~` for none, and the host is
   * a full name, `*.suffix` or `*`. With `~` in front of a namespace, services are left out instead; that needs Istio 1.31.
   */
  readonly hosts: readonly string[];
}

/** How connections come to a listener: redirected by iptables, or dialled by the application itself. DEFAULT is what the mesh does. */
export type CaptureMode = 'DEFAULT' | 'IPTABLES' | 'NONE';

/**
 * A port of the proxy.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#SidecarPort
 */
export interface SidecarPort {
  /** 1 to 65535; 0 for an egress listener on a unix socket. */
  readonly number?: number;
  /** HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, MONGO, REDIS, MYSQL … Unset: the proxy finds out by looking at the traffic. */
  readonly protocol?: string;
  /** A name, of letters, digits and hyphens. */
  readonly name?: string;
  /**
   * Has no effect on a proxy; istiod refuses it.
   *
   * @deprecated use `defaultEndpoint`
   */
  readonly targetPort?: number;
}

/**
 * What happens to traffic to a destination that the proxy does not know.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy
 */
export interface OutboundTrafficPolicy {
  /**
   * REGISTRY_ONLY: it is dropped, HTTP with status 502. ALLOW_ANY: it is forwarded to where it was going.
   *
   * @default 'REGISTRY_ONLY'
   */
  readonly mode?: 'REGISTRY_ONLY' | 'ALLOW_ANY';
  /** Sends that traffic to one service, such as an egress gateway; needs a full host name, a port and mode ALLOW_ANY. */
  readonly egressProxy?: DestinationSpec;
}
