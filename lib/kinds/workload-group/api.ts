import type { WorkloadEntrySpec } from '../_shared/workload-entry/api';
import type { ExactlyOne } from '../../values/types';

/**
 * What a set of workloads on virtual machines has in common, as a Deployment describes it for pods: each machine that starts with the
 * group's name registers a WorkloadEntry made from the template.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup
 */
export interface WorkloadGroupSpec {
  /** Labels and annotations of each WorkloadEntry that registers. */
  readonly metadata?: WorkloadGroupMetadata;
  /**
   * What each WorkloadEntry gets: ports, labels, identity, network. Required, be it empty. The address is left out: each workload
   * brings its own.
   */
  readonly template: WorkloadEntrySpec;
  /**
   * How the proxy on the machine finds out whether the workload is healthy; an unhealthy one gets no traffic.
   *
   * @default - a workload counts as healthy while its proxy is connected
   */
  readonly probe?: WorkloadProbeSpec;
}

/**
 * Labels and annotations of the WorkloadEntries of a group.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#WorkloadGroup-ObjectMeta
 */
export interface WorkloadGroupMetadata {
  /** Labels, at most 256. Services and subsets select by these and by the labels of the template. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations, at most 256. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * How the health of a workload is found out: exactly one method, and when it is used.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ReadinessProbe
 */
export type WorkloadProbeSpec = WorkloadProbeTiming & ExactlyOne<WorkloadProbeMethods>;

/** When a probe runs, and how often it must agree with itself. Whole numbers of 32 bits; 0 counts as unset. */
export interface WorkloadProbeTiming {
  /**
   * Seconds between the start of the proxy and the first probe.
   *
   * @default 0
   */
  readonly initialDelaySeconds?: number;
  /**
   * Seconds that the workload has to respond.
   *
   * @default 1
   */
  readonly timeoutSeconds?: number;
  /**
   * Seconds between two probes.
   *
   * @default 10
   */
  readonly periodSeconds?: number;
  /**
   * Good responses in a row that make an unhealthy workload healthy.
   *
   * @default 1
   */
  readonly successThreshold?: number;
  /**
   * Bad responses in a row that make a healthy workload unhealthy.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** The methods of a probe, of which one is used. */
export interface WorkloadProbeMethods {
  /** Sends an HTTP request: a status from 200 to 399 is healthy. */
  readonly httpGet: HttpProbe;
  /** Opens a TCP connection: one that opens is healthy. */
  readonly tcpSocket: TcpProbe;
  /** Runs a command on the machine: exit code 0 is healthy. */
  readonly exec: ExecProbe;
  /** Calls the gRPC health service. The API server knows it, but istiod refuses every resource that has it: use another method. */
  readonly grpc: GrpcProbe;
}

/**
 * A probe by HTTP request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHealthCheckConfig
 */
export interface HttpProbe {
  /** Port to ask, 1 to 65535. */
  readonly port: number;
  /**
   * Path to ask for.
   *
   * @default '/'
   */
  readonly path?: string;
  /**
   * Host to ask.
   *
   * @default - the workload itself
   */
  readonly host?: string;
  /**
   * `HTTP`, or `HTTPS` whose certificate is not verified. Upper case.
   *
   * @default 'HTTP'
   */
  readonly scheme?: string;
  /** Headers of the request. */
  readonly httpHeaders?: readonly ProbeHeader[];
}

/**
 * A header of an HTTP probe.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#HTTPHeader
 */
export interface ProbeHeader {
  /** Name of the header: letters, digits and hyphens. istiod refuses a header without one. */
  readonly name?: string;
  /** Value of the header; unset counts as empty. */
  readonly value?: string;
}

/**
 * A probe by TCP connection.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#TCPHealthCheckConfig
 */
export interface TcpProbe {
  /** Port to connect to, 1 to 65535. */
  readonly port: number;
  /**
   * Host to connect to.
   *
   * @default - the workload itself
   */
  readonly host?: string;
}

/**
 * A probe by command.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#ExecHealthCheckConfig
 */
export interface ExecProbe {
  /** The program and its arguments, at least one word and none empty; no shell reads them. */
  readonly command: readonly string[];
}

/**
 * A probe by the gRPC health service, which istiod refuses.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/#GrpcHealthCheckConfig
 */
export interface GrpcProbe {
  /** Port to ask, 1 to 65535. */
  readonly port?: number;
  /** Name of the service whose health is asked for. */
  readonly service?: string;
}
