import type { Construct } from 'constructs';
import { joinMatches } from '../../../lib/match/join';
import { areMatchesWithin } from '../../../lib/match/within';
import type { BehaviourClaim } from '../../../lib/composition/contribution';
import { matchText, type RequestMatch } from '../../../lib/match/request-match';
import { choices, quote } from '../../../lib/core/quote';
import { formatGoDuration, type GoDuration, parseGoDuration } from '../../../lib/values/go-duration';
import { assertOptions, Pattern } from '../../core/pattern';
import { assertRequestOwner, type RequestOwner } from '../../owners/ingress-gateway/request-owner';
import { hasOnlyCalls, READS, requestMatches, type RequestMatches } from '../../owners/host/request-matches';

/** Which failures are tried again: see {@link ResilienceRetries.retryOn}. */
export type RetryPreset = 'safe' | 'idempotent';

/** How failed requests are tried again. */
export interface ResilienceRetries {
  /**
   * Which failures are tried again. `safe`: those after which the service cannot have begun to work on the request. `idempotent`: server
   * errors and resets as well, for GET and HEAD only; the other methods get the safe ones.
   *
   * @default 'safe'
   */
  readonly retryOn?: RetryPreset;
  /**
   * Takes `idempotent` for requests of every method. A request whose response got lost is then done twice, so set it only for a service
   * that takes that, such as one for gRPC calls that change nothing.
   *
   * @default false
   */
  readonly allMethods?: boolean;
  /**
   * How often a failed request is tried again, up to 10; 0 for not at all, not even Istio's own two times.
   *
   * @default 2
   */
  readonly attempts?: number;
  /**
   * The most that one attempt may take, the whole response included, at least 1ms; all of them have to fit in `timeout`.
   *
   * @default - `timeout`, divided by the number of attempts, the first one included; without a timeout there is no limit
   */
  readonly perTryTimeout?: GoDuration;
}

/** What {@link Resilience} takes. */
export interface ResilienceProps {
  /** The service that requests go to; or a host of an {@link IngressGateway}, for what holds at the gateway alone. */
  readonly service: RequestOwner;
  /**
   * The most that a request may take, all attempts included; at least 1ms, and 1ms for each attempt. `off`: no limit, even where another
   * construct sets one for more requests, as streams need it.
   *
   * @default - what other constructs set for these requests, else no limit
   */
  readonly timeout?: GoDuration;
  /**
   * How failed requests are tried again.
   *
   * @default - twice, where the service cannot have begun to work on the request
   */
  readonly retries?: ResilienceRetries;
  /**
   * The requests that it is for; of a list, those for which at least one entry holds.
   *
   * @default - all requests
   */
  readonly match?: RequestMatches;
}

const SAFE = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'reset-before-request'];
const IDEMPOTENT = [...SAFE, '5xx', 'reset'];
const MILLISECOND = 1_000_000n;
const MOST_ATTEMPTS = 10;
const PRESETS: readonly RetryPreset[] = ['safe', 'idempotent'];
const RETRIES = { retryOn: true, allMethods: true, attempts: true, perTryTimeout: true } satisfies Record<keyof ResilienceRetries, true>;

/**
 * Bounds how long clients wait for a service, and has them try again what failed before the service saw it. Each can be had without the
 * other: streams have no end to wait for.
 *
 * It takes effect at the client: its sidecar, or the gateway that exposes the service. Each tier that retries multiplies the requests of
 * the next, so let one tier do it.
 *
 * @see https://istio.io/latest/docs/concepts/traffic-management/#retries
 * @example
 * const users = new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new Resilience(chart, 'users-patience', { service: users, timeout: Duration.seconds(3), retries: { retryOn: 'idempotent' } });
 * new Resilience(chart, 'reports', { service: users, match: path.prefix('/reports/'), timeout: '30s', retries: { attempts: 0 } });
 * new Resilience(chart, 'events', { service: users, match: path.exact('/events'), timeout: 'off' }); // a stream
 */
export class Resilience extends Pattern {
  public constructor(scope: Construct, id: string, props: ResilienceProps) {
    super(scope, id, props, {
      service: true, timeout: true, retries: true, match: true,
    } satisfies Record<keyof ResilienceProps, true>);
    assertRequestOwner(this, props.service);
    const timeout = props.timeout === 'off' ? props.timeout : this.durationOption('timeout', props.timeout, '1ms');
    const { retries = {} } = props;
    this.assertRetries(retries);
    props.service.contribute(this, { behaviours: this.claims(timeout, requestMatches(this, props.match, 'match'), props.service, retries) });
  }

  /** What all requests of the match get, and then those of them that may be done twice. */
  private claims(
    timeout: string | undefined, orderBy: readonly RequestMatch[], service: RequestOwner, retries: ResilienceRetries,
  ): BehaviourClaim[] {
    const { retryOn = 'safe', attempts = 2 } = retries;
    const { id } = this.node;
    const bound = timeout === undefined ? {} : { timeout };
    if (attempts === 0) return [{ name: id, when: orderBy, behaviours: { ...bound, retries: { attempts: 0 } } }];
    const perTry = this.perTry(retries, timeout, attempts);
    const each = { attempts, ...(perTry === undefined ? {} : { perTry }) };
    const safe = { name: id, when: orderBy, behaviours: { ...bound, retries: { ...each, on: SAFE } } };
    if (retryOn === 'safe') return [safe];
    const again = { ...each, on: IDEMPOTENT };
    const when = this.idempotent(orderBy, service, retries);
    if (areMatchesWithin(orderBy, when)) return [{ ...safe, behaviours: { ...bound, retries: again } }];
    return [safe, { name: `${id}-reads`, when, orderBy, behaviours: { retries: again } }];
  }

  private assertRetries(retries: ResilienceRetries): void {
    const former: unknown = retries;
    if (typeof former === 'string' || typeof former === 'number') {
      const attempts = former === 'off' ? 0 : former;
      const fix = typeof attempts === 'number' ? `write retries: { attempts: ${attempts} }` : `write retries: { retryOn: ${quote(attempts)} }`;
      this.refuseOption('retries', `Expected { retryOn, attempts, perTryTimeout }, got ${quote(former)}`, fix);
    }
    assertOptions(this, retries, RETRIES, ['retries']);
    const { retryOn = 'safe', allMethods, attempts } = retries;
    if (!PRESETS.includes(retryOn)) this.refuseOption('retries.retryOn', `Expected ${choices(PRESETS)}, got ${quote(retryOn)}`);
    if (attempts !== undefined) this.wholeOption('retries.attempts', attempts, 0, MOST_ATTEMPTS);
    if (typeof (allMethods ?? false) !== 'boolean') this.refuseOption('retries.allMethods', `Expected true or false, got ${quote(allMethods)}`);
    const idle = attempts !== 0 ? undefined : (['retryOn', 'perTryTimeout'] as const).find((option) => retries[option] !== undefined);
    if (idle !== undefined) this.refuseOption(`retries.${idle}`, `Expected no ${quote(idle)} where nothing is tried again, got one`, `take out ${idle}, or attempts: 0`);
    if (allMethods && retryOn !== 'idempotent') this.refuseOption('retries.allMethods', `Expected retryOn: 'idempotent' beside it, got ${quote(retryOn)}`);
  }

  /** The requests that may be done twice. */
  private idempotent(orderBy: readonly RequestMatch[], service: RequestOwner, { allMethods }: ResilienceRetries): readonly RequestMatch[] {
    if (allMethods) return orderBy;
    if (hasOnlyCalls(service)) {
      const message = "Expected allMethods: true beside retryOn: 'idempotent' for a service with gRPC ports alone, whose requests are all POST, got nothing";
      this.refuseOption('retries.allMethods', message, "write allMethods: true if its calls may be done twice, else retryOn: 'safe'");
    }
    const { matches, problem } = joinMatches(orderBy, READS);
    if (matches.length > 0 && !problem) return matches;
    return this.refuseOption('match', `Expected GET or HEAD among the requests, got ${matchText(orderBy)}`,
      "write retryOn: 'safe', or allMethods: true if the service takes it that they are done twice");
  }

  private perTry({ perTryTimeout }: ResilienceRetries, timeout: string | undefined, attempts: number): string | undefined {
    const each = this.durationOption('retries.perTryTimeout', perTryTimeout, '1ms');
    if (timeout === undefined || timeout === 'off') return each;
    const whole = parseGoDuration(timeout)!;
    const share = whole / BigInt(attempts + 1) / MILLISECOND;
    if (share === 0n) this.refuseOption('timeout', `Expected at least ${attempts + 1}ms for ${attempts + 1} attempts, got ${timeout}`);
    const text = formatGoDuration(Number(share));
    if (each === undefined) return text;
    if (parseGoDuration(each)! * BigInt(attempts + 1) <= whole) return each;
    return this.refuseOption('retries.perTryTimeout', `Expected ${attempts + 1} attempts to fit in ${timeout}, got ${each} for each`,
      `write at most ${text}, or a longer timeout`);
  }
}
