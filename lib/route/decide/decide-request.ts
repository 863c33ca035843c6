import { testHolds } from '../../match/text-test';
import type { ClusterName } from '../cluster-name';
import type { ProxyConfig } from '../proxy-config';
import type { Cors } from '../requests/behaviours';
import type { Forward, Route, RouteConfiguration, VirtualHost } from '../requests/route-configuration';
import { changedHeaders } from './changed-headers';
import { failedCondition } from './match-request';
import { normalizedPath, type PathNormalization } from './normalized-path';
import { redirectLocation } from './redirect-location';
import { headerOf, type HttpRequest } from './request';
import { rewrittenPath } from './rewritten-path';
import { virtualHostFor } from './virtual-host-choice';

/** What becomes of a request at one proxy. */
export interface RequestDecision {
  /** The request as it is routed: its path in one way of writing. */
  readonly request: HttpRequest;
  /** The hosts that it belongs to. */
  readonly virtualHost?: VirtualHost;
  /** The route that takes it. */
  readonly route?: Route;
  /** What happens to it, each with its probability. They sum to one. */
  readonly outcomes: readonly RequestOutcome[];
  /** Copies that go elsewhere. */
  readonly mirrors: readonly { readonly cluster: ClusterName; readonly share: number }[];
  /** A delay that some of the requests have. */
  readonly delay?: { readonly seconds: number; readonly share: number };
}

/** One thing that may happen to a request. */
export type RequestOutcome = RequestForwarded | RequestResponded;

/** The request goes to a cluster. */
export interface RequestForwarded {
  readonly is: 'forwarded';
  readonly share: number;
  readonly cluster: ClusterName;
  /** True when the proxy lacks the cluster, and responds with 503. */
  readonly isMissing: boolean;
  /** The request as the cluster gets it. */
  readonly request: HttpRequest;
}

/** The proxy responds itself. */
export interface RequestResponded {
  readonly is: 'responded';
  readonly share: number;
  readonly status: number;
  readonly why: 'redirect' | 'direct response' | 'fault' | 'no route' | 'preflight' | 'needs TLS' | 'bad path' | 'broken route';
  readonly location?: string;
  readonly body?: string;
  /** Of a gRPC request: the status in the words of gRPC, which stands beside 200. */
  readonly grpcStatus?: number;
}

/** What becomes of a request that a route configuration is for. */
export function decideRequest(config: ProxyConfig, configuration: RouteConfiguration, given: HttpRequest): RequestDecision {
  const decision = decided(config, configuration, given);
  return isGrpc(given) ? { ...decision, outcomes: decision.outcomes.map(inGrpc) } : decision;
}

function decided(config: ProxyConfig, configuration: RouteConfiguration, given: HttpRequest): RequestDecision {
  const path = normalizedPath(given.path, normalizationOf(config));
  if (path === undefined) return { request: given, outcomes: [response(400, 'bad path')], mirrors: [] };
  const request = { ...given, path };
  const virtualHost = virtualHostFor(configuration, request.authority);
  if (!virtualHost) return { request, outcomes: [response(404, 'no route')], mirrors: [] };
  if (virtualHost.requiresTls && request.scheme !== 'https') {
    return { request, virtualHost, outcomes: [{ ...response(301, 'needs TLS'), location: `https://${request.authority}${path}` }], mirrors: [] };
  }
  const route = virtualHost.routes.find(({ match }) => !failedCondition(match, request));
  if (!route) return { request, virtualHost, outcomes: [response(404, 'no route')], mirrors: [] };
  return { request, virtualHost, route, ...routed(config, route, request) };
}

function normalizationOf({ view: { settings } }: ProxyConfig): PathNormalization {
  const { normalization } = (settings.pathNormalization ?? {}) as { readonly normalization?: PathNormalization | 'DEFAULT' };
  return normalization === undefined || normalization === 'DEFAULT' ? 'BASE' : normalization;
}

function response(status: number, why: RequestResponded['why']): RequestResponded {
  return { is: 'responded', share: 1, status, why };
}

type Routed = Pick<RequestDecision, 'outcomes' | 'mirrors' | 'delay'>;

/** Preflight requests and faults come before what the route does. */
function routed(config: ProxyConfig, route: Route, request: HttpRequest): Routed {
  const { fault, cors, action, match } = route;
  if (cors && action.does === 'forward' && isOwnPreflight(cors, request)) return { outcomes: [response(200, 'preflight')], mirrors: [] };
  const isDelayed = (fault?.delay?.percent ?? 0) > 0;
  const delay = isDelayed ? { delay: { seconds: fault!.delay!.seconds, share: fault!.delay!.percent / 100 } } : {};
  const rest = 1 - (fault?.abort?.percent ?? 0) / 100;
  const abort = rest < 1 ? [aborted(fault!.abort!)] : [];
  if (rest === 0) return { outcomes: abort, mirrors: [], ...delay };
  if (action.does === 'forward') {
    const mirrors = action.mirrors.map(({ cluster, percent }) => ({ cluster, share: rest * percent / 100 }));
    return { outcomes: [...abort, ...forwarded(config, route, action, request, rest)], mirrors, ...delay };
  }
  const own: RequestResponded = action.does === 'redirect'
    ? { ...response(action.status, 'redirect'), location: redirectLocation(request, match, action) }
    : action.does === 'respond' ? { ...response(action.status, 'direct response'), ...(action.body ? { body: action.body } : {}) }
      : response(404, 'broken route');
  return { outcomes: [...abort, { ...own, share: rest }], mirrors: [], ...delay };
}

/** The share of each cluster, with the request as it gets it. */
function forwarded(
  config: ProxyConfig, { requestHeaders, match }: Route, action: Forward, request: HttpRequest, share: number,
): readonly RequestForwarded[] {
  const { clusters } = action;
  const total = clusters.reduce((sum, { weight }) => sum + weight, 0);
  const path = rewrittenPath(request, match, action);
  return clusters.map(({ cluster, weight, requestHeaders: own, host }) => {
    // What a destination changes comes first, so that the route has the last word.
    const headers = changedHeaders(changedHeaders(request.headers, own, request), requestHeaders, request);
    return {
      is: 'forwarded', share: share * weight / total, cluster, isMissing: !config.hasCluster(cluster),
      request: { ...request, path, authority: action.host ?? host ?? request.authority, headers },
    };
  });
}

/** A question of a browser whether it may send a request, to which the proxy responds for origins that are allowed. */
function isOwnPreflight({ origins, forwardsUnmatched }: Cors, request: HttpRequest): boolean {
  const origin = headerOf(request, 'origin');
  if (!origin || request.method !== 'OPTIONS' || !headerOf(request, 'access-control-request-method')) return false;
  return !forwardsUnmatched || origins.some((test) => ('exact' in test && test.exact === '*') || testHolds(test, origin));
}

function isGrpc(request: HttpRequest): boolean {
  return /^application\/grpc($|[+;])/.test(headerOf(request, 'content-type') ?? '');
}

/** A gRPC client reads no status of HTTP but 200, so that Envoy responds with that and the status in a header. */
function inGrpc(outcome: RequestOutcome): RequestOutcome {
  if (outcome.is !== 'responded' || outcome.why === 'preflight') return outcome;
  const { body: _, status, grpcStatus = GRPC_OF_HTTP[status] ?? 2, ...rest } = outcome;
  return { ...rest, status: 200, grpcStatus };
}

/** What a status of HTTP is in gRPC; for all others it is UNKNOWN. */
const GRPC_OF_HTTP: Readonly<Record<number, number>> = { 400: 13, 401: 16, 403: 7, 404: 12, 429: 14, 502: 14, 503: 14, 504: 14 };

function aborted(abort: NonNullable<NonNullable<Route['fault']>['abort']>): RequestResponded {
  const shared = { is: 'responded', why: 'fault', share: abort.percent / 100, body: 'fault filter abort' } as const;
  if ('status' in abort) return { ...shared, status: abort.status };
  return { ...shared, status: 200, grpcStatus: abort.grpcStatus };
}
