import type { Construct } from 'constructs';
import type { BehaviourClaim, Retries } from '../../../lib/composition/model';
import { formatGoDuration, type GoDuration, parseGoDuration } from '../../../lib/values/go-duration';
import { Pattern } from '../../core/pattern';
import { assertOwner, type HostOwner } from '../../mesh-service/host-owner';
import { requestMatches, type RequestMatches } from '../../mesh-service/request-matches';

/** What {@link Resilience} takes. */
export interface ResilienceProps {
  /** The service that requests go to. */
  readonly service: HostOwner;
  /** The most that a request may take, all attempts included; at least 1ms. */
  readonly timeout: GoDuration;
  /**
   * Which failures are tried again. `safe`: those after which the service cannot have begun to work on the request. `idempotent`: server
   * errors and resets as well, for GET and HEAD only; the other methods get the safe ones. `off`: none, not even Istio's own two.
   *
   * @default 'safe'
   */
  readonly retries?: 'safe' | 'idempotent' | 'off';
  /**
   * How often a failed request is tried again, 1 to 10.
   *
   * @default 2
   */
  readonly attempts?: number;
  /**
   * The most that one attempt may take; all of them have to fit in `timeout`.
   *
   * @default - `timeout`, divided by the number of attempts
   */
  readonly perTry?: GoDuration;
  /**
   * The requests that it is for; of a list, those for which at least one entry holds.
   *
   * @default - all requests
   */
  readonly match?: RequestMatches;
}

const SAFE = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'reset-before-request'];
const IDEMPOTENT = [...SAFE, '5xx', 'reset'];
const READS = { method: { regex: 'GET|HEAD' } } as const;
const MILLISECOND = 1_000_000n;

/**
 * Bounds how long clients wait for a service, and has them try again what failed before the service saw it.
 *
 * It takes effect at the client: its sidecar, or the gateway that exposes the service. Each tier that retries multiplies the requests of
 * the next, so let one tier do it.
 *
 * @see https://istio.io/latest/docs/concepts/traffic-management/#retries
 * @example
 * const users = new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new Resilience(chart, 'users-patience', { service: users, timeout: Duration.seconds(3), retries: 'idempotent' });
 * new Resilience(chart, 'reports', { service: users, match: path.prefix('/reports/'), timeout: '30s', retries: 'off' });
 */
export class Resilience extends Pattern {
  public constructor(scope: Construct, id: string, props: ResilienceProps) {
    super(scope, id, props, {
      service: true, timeout: true, retries: true, attempts: true, perTry: true, match: true,
    } satisfies Record<keyof ResilienceProps, true>);
    const { service, retries = 'safe', attempts = 2 } = props;
    assertOwner(this, service);
    const timeout = this._duration('timeout', props.timeout);
    const when = requestMatches(this, props.match, 'match');
    if (!Number.isInteger(attempts) || attempts < 1 || attempts > 10) {
      this._refuseOption('attempts', `Expected a whole number from 1 to 10, got ${JSON.stringify(attempts)}`, "write retries: 'off' for none");
    }
    const perTry = this.perTry(props, timeout, attempts);
    const retry = (on: readonly string[]): Retries => ({ attempts, perTry, on });
    const claim = (more: object, behaviours: BehaviourClaim['behaviours']): BehaviourClaim => ({ name: id, when, behaviours, ...more });
    const reads = when.length === 0 ? [READS] : when.map((match) => ({ method: READS.method, ...match }));
    service._add(this, { behaviours: [
      claim({}, { timeout, retries: retries === 'off' ? { attempts: 0 } : retry(SAFE) }),
      ...retries === 'idempotent' ? [claim({ name: `${id}-reads`, when: reads }, { retries: retry(IDEMPOTENT) })] : [],
    ] });
  }

  private perTry({ perTry, retries }: ResilienceProps, timeout: string, attempts: number): string {
    const whole = parseGoDuration(timeout);
    const share = whole === undefined ? timeout : formatGoDuration(Number(whole / BigInt(attempts + 1) / MILLISECOND));
    if (perTry === undefined) return share;
    const text = this._duration('perTry', perTry);
    const each = parseGoDuration(text);
    if (retries !== 'off' && whole !== undefined && each !== undefined && each * BigInt(attempts + 1) > whole) {
      this._refuseOption('perTry', `Expected ${attempts + 1} attempts to fit in ${timeout}, got ${text} for each`, `write at most ${share}, or a longer timeout`);
    }
    return text;
  }
}
