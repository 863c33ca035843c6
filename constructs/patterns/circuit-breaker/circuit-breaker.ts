import type { Construct } from 'constructs';
import { EJECTION } from '../../../lib/composition/leaves/default-ejection';
import type { Policy } from '../../../lib/composition/leaves/policy';
import type { PolicyClaim } from '../../../lib/composition/contribution';
import { quote } from '../../../lib/core/quote';
import { type GoDuration, parseGoDuration } from '../../../lib/values/go-duration';
import { Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';

/** What {@link CircuitBreaker} protects. */
export interface CircuitBreakerTarget<PortName extends string = string, VersionName extends string = string> {
  /** The service that is protected. */
  readonly service: HostOwner<PortName, VersionName>;
  /**
   * The port that it is for.
   *
   * @default - all ports
   */
  readonly port?: NoInfer<PortName>;
  /**
   * The version that it is for. A setting that a version does not have is that of the host.
   *
   * @default - all versions
   */
  readonly version?: NoInfer<VersionName>;
}

/**
 * What a {@link CircuitBreaker} lets through. Limits are those of each client's proxy, not of all clients together: divide what the service
 * carries by the number of clients. A pod of the service holds to those of the whole service as well, for what comes in; to those of a
 * version it does not.
 */
export interface CircuitBreakerLimits {
  /**
   * Most connections to the service, at least 1.
   *
   * @default - no limit
   */
  readonly maxConnections?: number;
  /**
   * Most requests that wait for a connection, at least 1. Needs an HTTP port.
   *
   * @default - no limit
   */
  readonly http1MaxPendingRequests?: number;
  /**
   * Most requests at once, whatever the version of HTTP, at least 1. Needs an HTTP port.
   *
   * @default - no limit
   */
  readonly http2MaxRequests?: number;
  /**
   * Most retries at once, at least 1: what keeps a service that fails from being asked even more. Needs an HTTP port.
   *
   * @default - no limit
   */
  readonly maxRetries?: number;
  /**
   * How long connecting may take; at least 100ms.
   *
   * @default - 10s, as Istio has it
   */
  readonly connectTimeout?: GoDuration;
  /**
   * How long a connection may live; at least 1ms. A connection of HTTP ends after its last request, one of TCP at once. With it clients
   * leave a version that gets nothing any more.
   *
   * @default - as long as it likes
   */
  readonly maxConnectionDuration?: GoDuration;
}

/** Which endpoints a {@link CircuitBreaker} takes out of the pool, and for how long. */
export interface CircuitBreakerEjection {
  /**
   * Server errors in a row, failures to connect among them, after which an endpoint is taken out of the pool; at least 1.
   *
   * @default 5
   */
  readonly consecutive5xxErrors?: number;
  /**
   * Answers 502, 503 and 504 in a row after which an endpoint is taken out; at least 1, and less than `consecutive5xxErrors`, where these
   * count too.
   *
   * @default - they count as server errors
   */
  readonly consecutiveGatewayErrors?: number;
  /**
   * Time between two looks at the endpoints: at least 1ms, at most `baseEjectionTime`, as endpoints come back only then.
   *
   * @default - 10s, or `baseEjectionTime` where that is less
   */
  readonly interval?: GoDuration;
  /**
   * How long an endpoint is out the first time; the n-th time n times as long. At least 1ms.
   *
   * @default '30s'
   */
  readonly baseEjectionTime?: GoDuration;
  /**
   * The most of the pool that may be out at once, whole percent from 1 to 50, or to 100 with `mostEndpoints`. One endpoint may always be
   * out.
   *
   * @default 50; 100 beside a {@link LocalityFailover}, which moves whole places
   */
  readonly maxEjectionPercent?: number;
  /**
   * Lets more than half of the pool be out at once. A bad release then takes the service down, instead of half of it.
   *
   * @default false
   */
  readonly mostEndpoints?: boolean;
}

/** A {@link CircuitBreaker} that only limits. */
export type CircuitBreakerWithoutEjection = { readonly [K in keyof CircuitBreakerEjection]?: never } & {
  /**
   * `false` for limits alone: for a service of one endpoint, which would be gone while that is out. It takes no endpoint out itself; what
   * another construct says about that, a {@link LocalityFailover} or a breaker of the whole service, holds all the same.
   *
   * @default - they are taken out
   */
  readonly outlierDetection: false;
};

/** What {@link CircuitBreaker} takes: limits, and which endpoints are taken out. */
export type CircuitBreakerProps<PortName extends string = string, VersionName extends string = string> =
  & CircuitBreakerTarget<PortName, VersionName> & CircuitBreakerLimits
  & (CircuitBreakerWithoutEjection | CircuitBreakerEjection & { readonly outlierDetection?: never });

const HALF = 50;
const EJECTION_OPTIONS = [
  'consecutive5xxErrors', 'consecutiveGatewayErrors', 'interval', 'baseEjectionTime', 'maxEjectionPercent', 'mostEndpoints',
] as const satisfies readonly (keyof CircuitBreakerEjection)[];

/**
 * Takes endpoints that fail out of the pool for a while, and refuses what a service cannot carry instead of queueing it.
 *
 * A service with one endpoint is gone while that is out: write `outlierDetection: false` for it. Taking endpoints out also switches on
 * failing over to other localities.
 *
 * @throws ConfigError `reference/unknown-port` and `reference/unknown-version` for what the service does not have
 * @see https://istio.io/latest/docs/tasks/traffic-management/circuit-breaking/
 * @example
 * const stock = new MeshService(chart, 'stock', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new CircuitBreaker(chart, 'stock-breaker', { service: stock, consecutive5xxErrors: 5, http2MaxRequests: 1024 });
 */
export class CircuitBreaker<PortName extends string = string, VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: CircuitBreakerProps<PortName, VersionName>) {
    super(scope, id, props, {
      service: true, port: true, version: true, consecutive5xxErrors: true, consecutiveGatewayErrors: true, interval: true,
      baseEjectionTime: true, maxEjectionPercent: true, mostEndpoints: true, outlierDetection: true, maxConnections: true,
      http1MaxPendingRequests: true, http2MaxRequests: true, maxRetries: true, connectTimeout: true, maxConnectionDuration: true,
    } satisfies Record<keyof CircuitBreakerProps, true>);
    const { service, port, version, outlierDetection } = props;
    assertOwner(this, service);
    const about = { ...(port === undefined ? {} : { port }), ...(version === undefined ? {} : { version }) };
    const limits = this.limits(props);
    if (outlierDetection === undefined) {
      const policies: PolicyClaim[] = [
        { policy: this.ejection(props) }, { policy: limits }, { policy: { ...EJECTION, ...this.shortened(props) }, strength: 'default' },
      ];
      service.contribute(this, { policies: policies.map((claim) => ({ ...about, ...claim })) });
    } else {
      this.assertNoEjection(props, limits);
      service.contribute(this, { policies: [{ ...about, policy: limits }] });
    }
  }

  private limits(props: CircuitBreakerLimits): Policy {
    const limit = (option: 'maxConnections' | 'http1MaxPendingRequests' | 'http2MaxRequests' | 'maxRetries'): number | undefined => (
      props[option] === undefined ? undefined : this.wholeOption(option, props[option], 1)
    );
    return {
      'limits.connections': limit('maxConnections'),
      'limits.pendingRequests': limit('http1MaxPendingRequests'),
      'limits.requests': limit('http2MaxRequests'),
      'limits.retries': limit('maxRetries'),
      'limits.connectTimeout': this.durationOption('connectTimeout', props.connectTimeout, '100ms'),
      'limits.connectionLifetime': this.durationOption('maxConnectionDuration', props.maxConnectionDuration, '1ms'),
    };
  }

  private ejection(props: CircuitBreakerEjection): Policy {
    const { consecutive5xxErrors, consecutiveGatewayErrors, maxEjectionPercent, mostEndpoints } = props;
    if (typeof (mostEndpoints ?? false) !== 'boolean') this.refuseOption('mostEndpoints', `Expected true or false, got ${quote(mostEndpoints)}`);
    if (consecutive5xxErrors !== undefined) this.wholeOption('consecutive5xxErrors', consecutive5xxErrors, 1);
    const serverErrors = consecutive5xxErrors ?? EJECTION['ejection.serverErrors']!;
    if (consecutiveGatewayErrors !== undefined && this.wholeOption('consecutiveGatewayErrors', consecutiveGatewayErrors, 1) >= serverErrors) {
      this.refuseOption('consecutiveGatewayErrors',
        `Expected less than ${serverErrors}, the server errors that count these too, got ${consecutiveGatewayErrors}`);
    }
    return {
      'ejection.serverErrors': consecutive5xxErrors,
      'ejection.gatewayErrors': consecutiveGatewayErrors,
      ...this.times(props),
      'ejection.maxPercent': maxEjectionPercent === undefined ? undefined : this.percentOut(maxEjectionPercent, mostEndpoints ?? false),
    };
  }

  private times({ interval, baseEjectionTime }: CircuitBreakerEjection): Policy {
    const [look, out] = [this.durationOption('interval', interval, '1ms'), this.durationOption('baseEjectionTime', baseEjectionTime, '1ms')];
    const longest = out ?? EJECTION['ejection.time']!;
    const isLonger = (time: string): boolean => parseGoDuration(time)! > parseGoDuration(longest)!;
    if (look !== undefined && isLonger(look)) {
      this.refuseOption('interval', `Expected at most ${longest}, the time that an endpoint is out, got ${look}`, 'set baseEjectionTime as well');
    }
    return { 'ejection.interval': look, 'ejection.time': out };
  }

  /** The default interval, shortened so that it does not exceed the ejection time. Another construct's interval takes its place. */
  private shortened({ baseEjectionTime }: CircuitBreakerEjection): Policy {
    const out = this.durationOption('baseEjectionTime', baseEjectionTime, '1ms');
    return out !== undefined && parseGoDuration(EJECTION['ejection.interval']!)! > parseGoDuration(out)! ? { 'ejection.interval': out } : {};
  }

  private percentOut(percent: number, mostEndpoints: boolean): number {
    const isMost = Number.isInteger(percent) && percent > HALF && percent <= 100;
    if (!isMost || mostEndpoints) return this.percentOption('maxEjectionPercent', percent, 1);
    const message = `Expected a whole percentage from 1 to ${HALF}, got ${percent}`;
    return this.refuseOption('maxEjectionPercent', message, 'write mostEndpoints: true if that is meant');
  }

  private assertNoEjection(props: CircuitBreakerProps<PortName, VersionName>, limits: Policy): void {
    if (props.outlierDetection !== false) this.refuseOption('outlierDetection', `Expected false or nothing, got ${quote(props.outlierDetection)}`);
    const given = EJECTION_OPTIONS.find((option) => props[option] !== undefined);
    if (given !== undefined) this.refuseOption(given, `Expected no ${quote(given)} beside outlierDetection: false, got one`);
    if (Object.values(limits).every((limit) => limit === undefined)) {
      this.refuseOption('outlierDetection', 'Expected a limit where no endpoint is taken out, got none', "write http2MaxRequests, or take the construct away");
    }
  }
}
