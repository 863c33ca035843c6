import type { HttpRouteSpec } from '../../mesh/virtual-services';
import type { TextTest } from '../../match/text-test';
import { defined } from '../limits';
import { seconds } from '../seconds';
import { textTest } from './text-match';

/** What is done to a share of the requests before they are routed. */
export interface Fault {
  readonly delay?: { readonly percent: number; readonly seconds: number };
  readonly abort?: { readonly percent: number; readonly status: number } | { readonly percent: number; readonly grpcStatus: number };
}

/** Who may read the responses in a browser of another origin. */
export interface Cors {
  readonly origins: readonly TextTest[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly exposes: readonly string[];
  readonly maxAge?: number;
  readonly credentials?: boolean;
  /** True when a preflight request of an origin that is not allowed goes on to the workload. */
  readonly forwardsUnmatched: boolean;
}

/** When a request is tried once more. */
export interface RetryPolicy {
  /** How often beyond the first time. */
  readonly attempts: number;
  /** Conditions of Envoy's, and status codes. */
  readonly on: readonly string[];
  readonly statuses: readonly number[];
  /** Seconds for each try; unset: only the route's time counts. */
  readonly perTry?: number;
  /** Seconds before the second try, from which the next ones grow. */
  readonly backoff?: number;
  /** True when endpoints that were tried are avoided. */
  readonly avoidsPrevious: boolean;
  /** True when other localities are tried. */
  readonly remoteLocalities?: boolean;
}

/** The setting of a VirtualService for retries. */
export type RetrySpec = NonNullable<HttpRouteSpec['retries']>;

const DEFAULT_CONDITIONS = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled', 'retriable-status-codes'];

/** Source: route/retry/retry.go#ConvertPolicy. */
export function retryPolicy(spec: RetrySpec | undefined, isSticky: boolean): RetryPolicy | undefined {
  if (!spec) return { attempts: 2, on: DEFAULT_CONDITIONS, statuses: [], avoidsPrevious: !isSticky };
  const { attempts = 0, retryOn, perTryTimeout, retryIgnorePreviousHosts, retryRemoteLocalities, backoff } = spec;
  if (attempts <= 0) return undefined;
  return defined({
    attempts, ...conditions(retryOn), perTry: seconds(perTryTimeout), backoff: seconds(backoff),
    avoidsPrevious: retryIgnorePreviousHosts ?? !isSticky, remoteLocalities: retryRemoteLocalities || undefined,
  });
}

/** Status codes may stand among the conditions, and imply the condition of status codes. Source: route/retry/retry.go#parseRetryOn. */
function conditions(retryOn: string | undefined): Pick<RetryPolicy, 'on' | 'statuses'> {
  if (!retryOn) return { on: DEFAULT_CONDITIONS, statuses: [] };
  const parts = retryOn.split(',').map((part) => part.trim()).filter(Boolean);
  const statuses = parts.filter((part) => /^[1-5][0-9]{2}$/.test(part)).map(Number);
  const on = parts.filter((part) => !/^[1-5][0-9]{2}$/.test(part));
  const isImplied = statuses.length > 0 && !on.some((part) => part.includes('retriable-status-codes'));
  return { on: isImplied ? [...on, 'retriable-status-codes'] : on, statuses };
}

/** The numbers of gRPC's status names. */
const GRPC_STATUS = [
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION', 'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS',
  'UNAUTHENTICATED',
];

/** A fault without a percentage happens to no request. Source: route/route.go#TranslateFault. */
export function faultOf(spec: HttpRouteSpec['fault']): Fault | undefined {
  const { delay, abort } = spec ?? {};
  const time = seconds(delay?.fixedDelay);
  const delayed = delay?.percentage ? share(delay.percentage.value) : delay?.percent ?? 0;
  const fault = defined<Fault>({
    delay: time === undefined ? undefined : { percent: delayed, seconds: time },
    abort: abort && abortOf(abort),
  });
  return fault.delay || fault.abort ? fault : undefined;
}

function abortOf({ percentage, httpStatus, grpcStatus }: NonNullable<NonNullable<HttpRouteSpec['fault']>['abort']>): Fault['abort'] {
  const percent = share(percentage?.value);
  if (httpStatus !== undefined) return { percent, status: httpStatus };
  return grpcStatus === undefined ? undefined : { percent, grpcStatus: Math.max(0, GRPC_STATUS.indexOf(grpcStatus)) };
}

/** A percentage as Envoy has it: in parts of a million. Source: route/route.go#translatePercentToFractionalPercent. */
export function share(percent = 0): number {
  return Math.min(100, Math.trunc(percent * 10_000) / 10_000);
}

/** Source: route/route.go#TranslateCORSPolicy. */
export function corsOf(spec: HttpRouteSpec['corsPolicy']): Cors | undefined {
  if (!spec) return undefined;
  const { allowOrigins, allowOrigin = [], maxAge } = spec;
  const age = seconds(maxAge);
  return defined({
    origins: allowOrigins ? allowOrigins.flatMap((origin) => textTest(origin) ?? []) : allowOrigin.map((exact) => ({ exact })),
    methods: spec.allowMethods ?? [],
    headers: spec.allowHeaders ?? [],
    exposes: spec.exposeHeaders ?? [],
    maxAge: age === undefined ? undefined : Math.trunc(age),
    credentials: spec.allowCredentials,
    forwardsUnmatched: spec.unmatchedPreflights !== 'IGNORE',
  });
}
