import { isObject } from '../../lib/core/is-object';
import { markCopy } from '../../lib/core/package-copy';
import type { ProbeHeader, WorkloadProbeSpec } from '../../lib/kinds/workload-group/api';
import { type GoDuration, isDurationLike, parseGoDuration } from '../../lib/values/go-duration';
import { translate } from '../core/translate';

/** When a probe runs, and how often it must agree with itself. */
export interface WorkloadProbeOptions {
  /**
   * Time between the start of the proxy and the first probe, in whole seconds.
   *
   * @default - none
   */
  readonly initialDelay?: GoDuration;
  /**
   * Time that the workload has to answer, in whole seconds.
   *
   * @default Duration.seconds(1)
   */
  readonly timeout?: GoDuration;
  /**
   * Time between two probes, in whole seconds.
   *
   * @default Duration.seconds(10)
   */
  readonly period?: GoDuration;
  /**
   * Good answers in a row that make an unhealthy workload healthy.
   *
   * @default 1
   */
  readonly successThreshold?: number;
  /**
   * Bad answers in a row that make a healthy workload unhealthy.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** How a workload is asked by HTTP. */
export interface HttpProbeOptions extends WorkloadProbeOptions {
  /** Path to ask for; `/` in most frameworks says nothing about health. */
  readonly path: string;
  /**
   * HTTPS does not verify the workload's certificate.
   *
   * @default 'HTTP'
   */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /**
   * Host to ask.
   *
   * @default - the workload itself
   */
  readonly host?: string;
  /** Headers of the request by name: letters, digits and hyphens. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How a workload is asked by TCP. */
export interface TcpProbeOptions extends WorkloadProbeOptions {
  /**
   * Host to connect to.
   *
   * @default - the workload itself
   */
  readonly host?: string;
}

/**
 * How the proxy beside a workload finds out whether it is healthy. There is no probe by gRPC: istiod refuses it.
 *
 * @example
 * const probe = WorkloadProbe.http(8080, { path: '/ready', period: Duration.seconds(5) });
 * probe.toSpec(); // => { httpGet: { port: 8080, path: '/ready' }, periodSeconds: 5 }
 */
export class WorkloadProbe {
  static {
    markCopy(this.prototype);
  }

  /** Sends an HTTP request to a port; a status from 200 to 399 is healthy. */
  public static http(port: number, options: HttpProbeOptions): WorkloadProbe {
    const { path, scheme, host, headers, ...rest } = options;
    const request = { port, path, ...(scheme === undefined ? {} : { scheme }), ...(host === undefined ? {} : { host }) };
    return new WorkloadProbe({ httpGet: translate(request, 'headers', headers, 'httpHeaders', headerList), ...timing(rest) });
  }

  /** Opens a TCP connection to a port; one that opens is healthy. */
  public static tcp(port: number, options: TcpProbeOptions = {}): WorkloadProbe {
    const { host, ...rest } = options;
    return new WorkloadProbe({ tcpSocket: { port, ...(host === undefined ? {} : { host }) }, ...timing(rest) });
  }

  /** Runs a program on the machine, without a shell; exit code 0 is healthy. */
  public static exec(command: readonly [program: string, ...args: string[]], options: WorkloadProbeOptions = {}): WorkloadProbe {
    return new WorkloadProbe({ exec: { command }, ...timing(options) });
  }

  private readonly spec: WorkloadProbeSpec;

  private constructor(spec: object) {
    this.spec = spec as WorkloadProbeSpec;
  }

  /** The probe in Istio's words, for use with {@link IstioWorkloadGroup}. */
  public toSpec(): WorkloadProbeSpec {
    return this.spec;
  }
}

/** Options in Istio's words; what is no option stays, for the check to see. */
function timing(options: WorkloadProbeOptions): object {
  const { initialDelay, timeout, period, ...rest } = options;
  const delayed = translate(rest, 'initialDelay', initialDelay, 'initialDelaySeconds', seconds);
  const limited = translate(delayed, 'timeout', timeout, 'timeoutSeconds', seconds);
  return translate(limited, 'period', period, 'periodSeconds', seconds);
}

/** The seconds of a duration; what is none goes through as it is. */
function seconds(time: GoDuration): unknown {
  if (isDurationLike(time)) return time.toMilliseconds({ integral: false }) / 1000;
  const nanoseconds = typeof time === 'string' ? parseGoDuration(time) : undefined;
  return nanoseconds === undefined ? time : Number(nanoseconds) / 1e9;
}

function headerList(headers: Readonly<Record<string, string>>): unknown {
  return isObject(headers) ? Object.entries(headers).map(([name, value]): ProbeHeader => ({ name, value })) : headers;
}
