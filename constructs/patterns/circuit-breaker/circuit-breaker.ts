import type { Construct } from 'constructs';
import { EJECTION } from '../../../lib/composition/default-ejection';
import type { Policy } from '../../../lib/composition/model';
import type { GoDuration } from '../../../lib/values/go-duration';
import { Pattern } from '../../core/pattern';
import { assertOwner, type HostOwner } from '../../mesh-service/host-owner';

/** What {@link CircuitBreaker} takes. Limits are those of each client's proxy, not of all clients together. */
export interface CircuitBreakerProps<PortName extends string = string, VersionName extends string = string> {
  /** The service that is protected. */
  readonly service: HostOwner<PortName, VersionName>;
  /**
   * The port that it is for.
   *
   * @default - all ports
   */
  readonly port?: NoInfer<PortName>;
  /**
   * The version that it is for; what is not said for a version holds as it does for the others.
   *
   * @default - all versions
   */
  readonly version?: NoInfer<VersionName>;
  /**
   * Server errors in a row, failures to connect among them, after which an endpoint is taken out of the pool.
   *
   * @default 5
   */
  readonly consecutive5xxErrors?: number;
  /**
   * Answers 502, 503 and 504 in a row after which an endpoint is taken out; of use when smaller than `consecutive5xxErrors`.
   *
   * @default - they count as server errors
   */
  readonly consecutiveGatewayErrors?: number;
  /**
   * Time between two looks at the endpoints.
   *
   * @default '10s'
   */
  readonly interval?: GoDuration;
  /**
   * How long an endpoint is out the first time; the n-th time n times as long.
   *
   * @default '30s'
   */
  readonly baseEjectionTime?: GoDuration;
  /**
   * The most of the pool that may be out at once, whole percent from 1 to 100. More than 50 lets a bad release take a service down.
   *
   * @default 50
   */
  readonly maxEjectionPercent?: number;
  /**
   * Most connections to the service.
   *
   * @default - no limit
   */
  readonly maxConnections?: number;
  /**
   * Most requests that wait for a connection.
   *
   * @default - no limit
   */
  readonly maxPendingRequests?: number;
  /**
   * Most requests at once, whatever the version of HTTP.
   *
   * @default - no limit
   */
  readonly maxRequests?: number;
  /**
   * How long connecting may take; at least 1ms.
   *
   * @default - 10s, as Istio has it
   */
  readonly connectTimeout?: GoDuration;
}

/**
 * Takes endpoints that fail out of the pool for a while, and refuses what a service cannot carry instead of queueing it.
 *
 * A service with one endpoint is gone while that is out. Taking endpoints out also switches on failing over to other localities.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/circuit-breaking/
 * @example
 * const stock = new MeshService(chart, 'stock', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new CircuitBreaker(chart, 'stock-breaker', { service: stock, consecutive5xxErrors: 5, maxRequests: 1024 });
 */
export class CircuitBreaker<PortName extends string = string, VersionName extends string = string> extends Pattern {
  public constructor(scope: Construct, id: string, props: CircuitBreakerProps<PortName, VersionName>) {
    super(scope, id, props, {
      service: true, port: true, version: true, consecutive5xxErrors: true, consecutiveGatewayErrors: true, interval: true,
      baseEjectionTime: true, maxEjectionPercent: true, maxConnections: true, maxPendingRequests: true, maxRequests: true,
      connectTimeout: true,
    } satisfies Record<keyof CircuitBreakerProps, true>);
    const { service, port, version } = props;
    assertOwner(this, service);
    const about = { ...(port === undefined ? {} : { port }), ...(version === undefined ? {} : { version }) };
    service._add(this, { policies: [{ ...about, policy: this.policy(props) }, { ...about, policy: EJECTION, fallback: true }] });
  }

  private policy(props: CircuitBreakerProps<PortName, VersionName>): Policy {
    const percent = props.maxEjectionPercent;
    return {
      'ejection.serverErrors': props.consecutive5xxErrors,
      'ejection.gatewayErrors': props.consecutiveGatewayErrors,
      'ejection.interval': this._duration('interval', props.interval),
      'ejection.time': this._duration('baseEjectionTime', props.baseEjectionTime),
      'ejection.maxPercent': percent === undefined ? undefined : this._percent('maxEjectionPercent', percent, 1),
      'limits.connections': props.maxConnections,
      'limits.pendingRequests': props.maxPendingRequests,
      'limits.requests': props.maxRequests,
      'limits.connectTimeout': this._duration('connectTimeout', props.connectTimeout),
    };
  }
}
