import type { Construct } from 'constructs';
import type { Fault } from '../../../lib/composition/leaves/fault';
import { type RequestMatch, testsOf } from '../../../lib/match/request-match';
import type { TextTest } from '../../../lib/match/text-test';
import { quote } from '../../../lib/core/quote';
import type { GoDuration } from '../../../lib/values/go-duration';
import { GRPC_STATUSES, type GrpcStatus } from '../../../lib/values/status';
import type { ExactlyOne } from '../../../lib/values/types';
import { assertOptions, Pattern } from '../../core/pattern';
import { assertRequestOwner, type RequestOwner } from '../../owners/ingress-gateway/request-owner';
import { requestMatches, type RequestMatches } from '../../owners/host/request-matches';

/** Requests that are held back. */
export interface FaultDelayOptions {
  /** How long; at least 1ms. */
  readonly fixedDelay: GoDuration;
  /** The part of the requests: percent above 0 and up to 50, or to 100 with `mostRequests`. */
  readonly percentage: number;
}

/** How requests fail. */
export interface FaultAbortStatuses {
  /** With this HTTP status, 400 to 599. */
  readonly httpStatus: number;
  /** With this gRPC status. */
  readonly grpcStatus: GrpcStatus;
}

/** Requests that fail. */
export type FaultAbortOptions = {
  /** The part of the requests: percent above 0 and up to 50, or to 100 with `mostRequests`. */
  readonly percentage: number;
} & ExactlyOne<FaultAbortStatuses>;

/** What {@link FaultInjection} takes. */
export interface FaultInjectionProps {
  /** The service that seems to fail; or a host of an {@link IngressGateway}, for what holds at the gateway alone. */
  readonly service: RequestOwner;
  /**
   * The requests that are broken; of a list, those for which at least one entry holds. Each entry has to leave out something: a header, a
   * label of the client or a path does, `path.prefix('/')`, a scheme, a host or the lack of a header do not.
   */
  readonly match: RequestMatches;
  /**
   * Holds requests back before they are sent.
   *
   * @default - none are
   */
  readonly delay?: FaultDelayOptions;
  /**
   * Answers requests with a failure instead of sending them; rolled apart from the delay.
   *
   * @default - none are
   */
  readonly abort?: FaultAbortOptions;
  /**
   * The last day of the experiment, as `2026-12-31`, in UTC. A synth after that fails, so that no fault is forgotten.
   *
   * @default - it has no end
   */
  readonly until?: string;
  /**
   * Lets more than half of the requests be broken.
   *
   * @default false
   */
  readonly mostRequests?: boolean;
}

const HALF = 50;

/** True for a match that leaves out most requests: those without a header, of one scheme or host, or under the root, are nearly all. */
function isNarrow(match: RequestMatch): boolean {
  return testsOf(match).some(([subject, test]) => !/^(?:scheme$|authority$|no header )/.test(subject) && !isAny(test));
}

function isAny(test: TextTest): boolean {
  return 'prefix' in test ? test.prefix === '/' : 'regex' in test && /^\^?\/?\.[*+]\$?$/.test(test.regex);
}

/**
 * Breaks requests to a service on purpose, to see what callers do about it. The client's proxy does it: the service never sees the
 * requests that fail.
 *
 * A failure is not tried again, and a delay comes on top of the timeout, whatever {@link Resilience} says of these requests; a warning says
 * so. Requests that the fault spares are treated as ever. Retries of the callers' own multiply what they see.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/fault-injection/
 * @example
 * const prices = new MeshService(chart, 'prices', { ports: { http: { number: 80, protocol: 'HTTP' } } });
 * new FaultInjection(chart, 'prices-chaos', {
 *   service: prices, match: header('x-chaos').exact('prices'),
 *   abort: { httpStatus: 503, percentage: 50 }, delay: { fixedDelay: '2s', percentage: 10 },
 * });
 */
export class FaultInjection extends Pattern {
  public constructor(scope: Construct, id: string, props: FaultInjectionProps) {
    super(scope, id, props, { service: true, match: true, delay: true, abort: true, until: true, mostRequests: true } satisfies
      Record<keyof FaultInjectionProps, true>);
    const { service, match, delay, abort, until } = props;
    assertRequestOwner(this, service);
    const when = requestMatches(this, match, 'match');
    if (when.length === 0 || !when.every(isNarrow)) {
      this.refuseOption('match', 'Expected the requests that are broken, got all of them', "narrow it, such as header('x-chaos').present()");
    }
    if (delay !== undefined) assertOptions(this, delay, { fixedDelay: true, percentage: true } satisfies Record<keyof FaultDelayOptions, true>, ['delay']);
    if (abort !== undefined) assertOptions(this, abort, { percentage: true, httpStatus: true, grpcStatus: true } satisfies Record<keyof FaultAbortOptions, true>, ['abort']);
    if (delay === undefined && abort === undefined) this.refuseOption('abort', 'Expected a delay, an abort or both, got none');
    this.assertNotOver(until);
    const fault: Fault = {
      ...(delay ? { delay: { time: this.durationOption<GoDuration>('delay.fixedDelay', delay.fixedDelay ?? '', '1ms'), percent: this.part('delay', delay.percentage, props) } } : {}),
      ...(abort ? { abort: { ...this.status(abort), percent: this.part('abort', abort.percentage, props) } } : {}),
    };
    service.contribute(this, { behaviours: [{ name: id, when, behaviours: { fault } }] });
  }

  private part(option: 'delay' | 'abort', percent: number, { mostRequests = false }: FaultInjectionProps): number {
    if (typeof mostRequests !== 'boolean') this.refuseOption('mostRequests', `Expected true or false, got ${quote(mostRequests)}`);
    const most = mostRequests ? 100 : HALF;
    if (typeof percent === 'number' && percent > 0 && percent <= most) return percent;
    return this.refuseOption(`${option}.percentage`, `Expected a percentage above 0 and up to ${most}, got ${quote(percent)}`,
      typeof percent === 'number' && percent > most && percent <= 100 ? 'write mostRequests: true if that is meant' : undefined);
  }

  private status({ httpStatus: status, grpcStatus }: FaultAbortOptions): { status: number } | { grpcStatus: string } {
    if (grpcStatus !== undefined && !GRPC_STATUSES.includes(grpcStatus)) {
      this.refuseOption('abort.grpcStatus', `Expected the name of a gRPC status, got ${quote(grpcStatus)}`, "write it as in 'UNAVAILABLE'");
    }
    if (grpcStatus !== undefined && status === undefined) return { grpcStatus };
    const isStatus = Number.isInteger(status) && status! >= 400 && status! <= 599;
    if (!isStatus || grpcStatus !== undefined) this.refuseOption('abort.httpStatus', `Expected an HTTP status from 400 to 599 or a gRPC status, got ${quote(status)}`);
    return { status: status! };
  }

  private assertNotOver(until: string | undefined): void {
    if (until === undefined) return;
    const end = typeof until === 'string' && /^\d{4}-\d\d-\d\d$/.test(until) ? Date.parse(`${until}T23:59:59.999Z`) : Number.NaN;
    // A 31st of February would be taken for a day of March.
    if (Number.isNaN(end) || !new Date(end).toISOString().startsWith(until)) this.refuseOption('until', `Expected a day such as "2026-12-31", got ${quote(until)}`);
    if (end < Date.now()) this.refuseOption('until', `Expected an experiment that goes on, got one that ended on ${until}`, 'take the fault out, or set a later day');
  }
}
