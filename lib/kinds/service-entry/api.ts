import type { WorkloadEntrySpec } from '../_shared/workload-entry/api';
import type { WorkloadSelector } from '../_shared/workload-selector/api';

/**
 * Adds services to the mesh's registry that Kubernetes does not know: an API on the internet, a database on a virtual machine.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry
 */
export interface ServiceEntrySpec {
  /**
   * Names of the service, 1 to 256. Clients reach the service under them; HTTP is routed by its Host header, TLS by its
   * SNI. A leading `*.` covers all names below; a bare `*` is refused.
   */
  readonly hosts: readonly string[];
  /**
   * IP addresses or CIDR blocks of the service, at most 256 of at most 64 characters. They let plain TCP services be routed
   * apart. CIDR blocks need resolution NONE or STATIC.
   *
   * @default - istiod assigns one, unless resolution is NONE
   */
  readonly addresses?: readonly string[];
  /** Ports of the service, at most 256, each number and each name once. */
  readonly ports?: readonly ServiceEntryPort[];
  /**
   * Whether the service is part of the mesh. MESH_EXTERNAL services get no mutual TLS by default.
   *
   * @default 'MESH_EXTERNAL'
   */
  readonly location?: ServiceEntryLocation;
  /**
   * How the proxy finds the endpoints.
   *
   * @default 'NONE'
   */
  readonly resolution?: ServiceEntryResolution;
  /** The endpoints, at most 4096; not with resolution NONE or DYNAMIC_DNS, and not beside {@link workloadSelector}. */
  readonly endpoints?: readonly WorkloadEntrySpec[];
  /** Takes pods and WorkloadEntries of the own namespace as endpoints. Not beside {@link endpoints}. */
  readonly workloadSelector?: WorkloadSelector;
  /**
   * Namespaces that see the service: names, `.` for the own one, `*` for all, `~` for none.
   *
   * @default - the mesh's setting, which is all namespaces
   */
  readonly exportTo?: readonly string[];
  /** Names that a server's certificate may carry when the proxy originates TLS to it. */
  readonly subjectAltNames?: readonly string[];
}

/** Whether a service counts as part of the mesh. */
export type ServiceEntryLocation = 'MESH_EXTERNAL' | 'MESH_INTERNAL';

/**
 * How the proxy finds the endpoints of a service:
 * - `NONE`: it forwards to the address that the client asked for;
 * - `STATIC`: it uses the listed endpoints;
 * - `DNS`: it resolves the endpoints, or else the hosts, and spreads over all addresses;
 * - `DNS_ROUND_ROBIN`: the same, over the first address only, for services behind many addresses;
 * - `DYNAMIC_DNS`: it resolves the host of each request; wildcard hosts only. Needs Istio 1.28.
 */
export type ServiceEntryResolution = 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';

/**
 * A port of a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort
 */
export interface ServiceEntryPort {
  /** The number that clients use, 1 to 65535. */
  readonly number: number;
  /** A name of its own among the service's ports, at most 256 characters. */
  readonly name: string;
  /**
   * The protocol: HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TLS, TCP, MONGO, REDIS, MYSQL … Unset: the proxy finds out by
   * looking at the traffic.
   */
  readonly protocol?: string;
  /**
   * The port of the endpoints, 1 to 65535.
   *
   * @default - the same as `number`
   */
  readonly targetPort?: number;
}
