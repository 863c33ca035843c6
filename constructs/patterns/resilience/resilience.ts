import type { Construct } from 'constructs';
import { joinMatches } from '../../../lib/match/join';
import { areMatchesWithin } from '../../../lib/match/within';
import type { BehaviourClaim } from '../../../lib/composition/contribution';
import { matchText, type RequestMatch } from '../../../lib/match/request-match';
import { choices, quote } from '../../../lib/core/quote';
import { formatGoDuration, type GoDuration, parseGoDuration } from '../../../lib/values/go-duration';
import { Pattern } from '../../core/pattern';
import { assertOwner } from '../../owners/host/assert-owner';
import type { HostOwner } from '../../owners/host/host-owner';
import { hasOnlyCalls, READS, requestMatches, type RequestMatches } from '../../owners/host/request-matches';

/** Which failures are tried again: see {@link ResilienceProps.retries}. */
export type RetryPreset = 'safe' | 'idempotent' | 'off';

/** What {@link Resilience} takes. */
export interface ResilienceProps {
  /** The service that requests go to. */
  readonly service: HostOwner;
  /** The most that a request may take, all attempts included; at least 1ms, and 1ms for each attempt. */
  readonly timeout: GoDuration;
  /**
   * Which failures are tried again. `safe`: those after which the service cannot have begun to work on the request. `idempotent`: server
   * errors and resets as well, for GET and HEAD only; the other methods get the safe ones. `off`: none, not even Istio's own two.
   *
   * @default 'safe'
   */
  readonly retries?: RetryPreset;
  /**
   * Takes `idempotent` for requests of every method. A request whose response got lost is then done twice, so set it only for a service
   * that takes that, such as one for gRPC calls that change nothing.
   *
   * @default false
   */
  readonly allMethods?: boolean;
  /**
   * How often a failed request is tried again, 1 to 10.
   *
   * @default 2
   */
  readonly attempts?: number;
  /**
   * The most that one attempt may take, at least 1ms; all of them have to fit in `timeout`.
   *
   * @default - `timeout`, divided by the number of attempts, the first one included
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
const MILLISECOND = 1_000_000n;
const MOST_ATTEMPTS = 10;
const PRESETS: readonly RetryPreset[] = ['safe', 'idempotent', 'off'];

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
      service: true, timeout: true, retries: true, allMethods: true, attempts: true, perTry: true, match: true,
    } satisfies Record<keyof ResilienceProps, true>);
    assertOwner(this, props.service);
    if (props.timeout === undefined) this.refuseOption('timeout', 'Expected a duration such as "5s", got undefined');
    const timeout = this.durationOption<GoDuration>('timeout', props.timeout, '1ms');
    this.assertRetries(props);
    props.service.contribute(this, { behaviours: this.claims(timeout, requestMatches(this, props.match, 'match'), props) });
  }

  /** What all requests of the match get, and then those of them that may be done twice. */
  private claims(timeout: string, orderBy: readonly RequestMatch[], props: ResilienceProps): BehaviourClaim[] {
    const { retries = 'safe', attempts = 2 } = props;
    const { id } = this.node;
    if (retries === 'off') return [{ name: id, when: orderBy, behaviours: { timeout, retries: { attempts: 0 } } }];
    const perTry = this.perTry(props, timeout, attempts);
    const safe = { name: id, when: orderBy, behaviours: { timeout, retries: { attempts, perTry, on: SAFE } } };
    if (retries === 'safe') return [safe];
    const again = { attempts, perTry, on: IDEMPOTENT };
    const when = this.idempotent(orderBy, props);
    if (areMatchesWithin(orderBy, when)) return [{ ...safe, behaviours: { timeout, retries: again } }];
    return [safe, { name: `${id}-reads`, when, orderBy, behaviours: { retries: again } }];
  }

  private assertRetries({ retries = 'safe', allMethods, attempts, perTry }: ResilienceProps): void {
    if (!PRESETS.includes(retries)) this.refuseOption('retries', `Expected ${choices(PRESETS)}, got ${quote(retries)}`);
    if (attempts !== undefined) this.wholeOption('attempts', attempts, 1, MOST_ATTEMPTS);
    if (typeof (allMethods ?? false) !== 'boolean') this.refuseOption('allMethods', `Expected true or false, got ${quote(allMethods)}`);
    const idle = retries === 'off' ? Object.entries({ attempts, perTry }).find(([, value]) => value !== undefined)?.[0] : undefined;
    if (idle !== undefined) this.refuseOption(idle, `Expected no ${quote(idle)} where nothing is tried again, got one`);
    if (allMethods && retries !== 'idempotent') this.refuseOption('allMethods', `Expected retries: 'idempotent' beside it, got ${quote(retries)}`);
  }

  /** The requests that may be done twice. */
  private idempotent(orderBy: readonly RequestMatch[], { service, allMethods }: ResilienceProps): readonly RequestMatch[] {
    if (allMethods) return orderBy;
    if (hasOnlyCalls(service)) {
      const message = "Expected allMethods: true beside retries: 'idempotent' for a service with gRPC ports alone, whose requests are all POST, got nothing";
      this.refuseOption('allMethods', message, "write allMethods: true if its calls may be done twice, else retries: 'safe'");
    }
    const { matches, problem } = joinMatches(orderBy, READS);
    if (matches.length > 0 && !problem) return matches;
    return this.refuseOption('match', `Expected GET or HEAD among the requests, got ${matchText(orderBy)}`,
      "write retries: 'safe', or allMethods: true if the service takes it that they are done twice");
  }

  private perTry({ perTry }: ResilienceProps, timeout: string, attempts: number): string {
    const whole = parseGoDuration(timeout)!;
    const share = whole / BigInt(attempts + 1) / MILLISECOND;
    if (share === 0n) this.refuseOption('timeout', `Expected at least ${attempts + 1}ms for ${attempts + 1} attempts, got ${timeout}`);
    const text = formatGoDuration(Number(share));
    if (perTry === undefined) return text;
    const each = this.durationOption<GoDuration>('perTry', perTry, '1ms');
    if (parseGoDuration(each)! * BigInt(attempts + 1) <= whole) return each;
    return this.refuseOption('perTry', `Expected ${attempts + 1} attempts to fit in ${timeout}, got ${each} for each`,
      `write at most ${text}, or a longer timeout`);
  }
}
