import type { Path } from '../../lib/core/finding';
import { isObject } from '../../lib/core/is-object';
import type { HttpRoute } from '../../lib/kinds/virtual-service/api';
import type { HttpHeaders } from '../../lib/kinds/virtual-service/api-policy';
import type { GoDuration } from '../../lib/values/go-duration';
import type { ExactlyOne } from '../../lib/values/types';
import type { Routable, RouteTarget, Viewpoint } from '../core/route-target';
import { assertTarget, assertTargets, destinationOf, destinationsSpec, type HttpTargets, listed } from './destinations';
import { assertGateways } from './gateways';
import { directResponseSpec, type HttpDirectResponseOptions, type HttpRedirectOptions } from './http-answer';
import {
  corsSpec, faultSpec, type HttpCorsOptions, type HttpFaultOptions, type HttpRetryOptions, type HttpRewriteOptions,
  percentSpec, retriesSpec,
} from './http-policy';
import { Match } from './match';
import { assertWrittenOnce } from './written-once';

/** What any route for HTTP may say. */
export interface HttpRouteBasics {
  /** Stands in access logs and Envoy's config. */
  readonly name?: string;
  /**
   * The requests it is for; of a list, those for which at least one entry holds. A route without a match takes all that is left, so it
   * is the last.
   *
   * @default - all requests
   */
  readonly match?: Match | readonly Match[];
  /** Changes the headers of requests and answers. */
  readonly headers?: HttpHeaders;
  /** What browsers may do with the answers from pages of other origins. */
  readonly corsPolicy?: HttpCorsOptions;
}

/** Where requests are forwarded. */
export interface HttpForward {
  /** One place, or several that share the requests by weight. */
  readonly to: HttpTargets;
}

/** What the proxy answers itself. */
export interface HttpAnswer {
  /** Sends the client elsewhere. */
  readonly redirect: HttpRedirectOptions;
  /** Answers at once. */
  readonly directResponse: HttpDirectResponseOptions;
}

/** What a route does to requests that it forwards. */
export interface HttpForwardPolicies {
  /** Changes the path or the host. */
  readonly rewrite?: HttpRewriteOptions;
  /**
   * The most that a request may take, all retries included; at least 1ms, in whole milliseconds.
   *
   * @default - no limit
   */
  readonly timeout?: GoDuration;
  /**
   * How often, and after what, a failed request is tried again.
   *
   * @default - the mesh's setting, which is two retries after failures to connect and a few others
   */
  readonly retries?: HttpRetryOptions;
  /** Breaks requests on purpose, on the client's side, to see what a failure would do. */
  readonly fault?: HttpFaultOptions;
  /**
   * Sends copies of the requests elsewhere as well; what is answered there is thrown away. A list writes Istio's `mirrors`, one
   * entry alone the older `mirror` and `mirrorPercentage`.
   */
  readonly mirror?: HttpMirrors;
}

/** A place that gets copies of requests. */
export interface HttpMirrorOptions {
  /** Where the copies go. */
  readonly destination: RouteTarget | Routable;
  /**
   * Percentage of the requests that are copied, 0 to 100.
   *
   * @default - all of them
   */
  readonly percentage?: number;
}

/** One place that gets copies of requests, or a list of them. */
export type HttpMirrors = RouteTarget | Routable | HttpMirrorOptions | readonly (RouteTarget | Routable | HttpMirrorOptions)[];

/** None of the fields may be there. */
export type NoneOf<T> = { readonly [K in keyof T]?: never };

/** A route for HTTP that does exactly one thing: one of the given ways to forward, or an answer of its own. */
export type HttpRouteOf<Forward> = HttpRouteBasics & (
  | (HttpForwardPolicies & ExactlyOne<Forward> & NoneOf<HttpAnswer>)
  | (ExactlyOne<HttpAnswer> & NoneOf<HttpForwardPolicies & Forward>)
);

/** A route of a {@link DelegateVirtualService}: it forwards, redirects or answers, and does not delegate again. */
export type DelegateHttpRouteOptions = HttpRouteOf<HttpForward>;

/** Our words for fields of Istio's. */
const WORDS = [['to', 'route'], ['mirror', 'mirrors'], ['mirror', 'mirrorPercentage']] as const;

/** Refuses what can never become right, at the line that says it. @internal */
export function assertHttpRoute(route: unknown, from: Viewpoint, at: Path, bound?: unknown): void {
  if (!isObject(route)) return;
  const { to, mirror, match } = route as Partial<Record<'to' | 'mirror' | 'match', unknown>>;
  assertWrittenOnce(from.construct, route, WORDS, at);
  assertTargets(from.construct, to, [...at, 'route']);
  if (Array.isArray(mirror)) assertTargets(from.construct, mirror, [...at, 'mirrors']);
  else if (mirror !== undefined) assertTarget(from.construct, mirror, [...at, 'mirror']);
  for (const [i, entry] of listed(match).entries()) {
    if (entry instanceof Match) assertGateways(entry._fields.gateways, from, [...at, 'match', i, 'gateways'], bound);
  }
}

/** The route in Istio's words. What is none of its own fields goes in as it is, for the check to say so. @internal */
export function httpRouteSpec(route: DelegateHttpRouteOptions, from: Viewpoint): HttpRoute {
  const { to, match, retries, fault, mirror, corsPolicy, directResponse, ...rest } = route;
  return {
    ...rest,
    match: match && listed<Match>(match).map((entry) => (entry instanceof Match ? entry._toSpec(from) : entry)),
    directResponse: isObject(directResponse) ? directResponseSpec(directResponse) : directResponse,
    retries: isObject(retries) ? retriesSpec(retries) : retries,
    fault: isObject(fault) ? faultSpec(fault) : fault,
    ...(to === undefined ? {} : { route: destinationsSpec(to, from) }),
    ...(mirror === undefined ? {} : mirrorSpec(mirror, from)),
    ...(corsPolicy === undefined ? {} : { corsPolicy: isObject(corsPolicy) ? corsSpec(corsPolicy) : corsPolicy }),
  };
}

function mirrorSpec(mirror: HttpMirrors, from: Viewpoint): Pick<HttpRoute, 'mirror' | 'mirrors' | 'mirrorPercentage'> {
  const one = (entry: RouteTarget | Routable | HttpMirrorOptions) => destinationOf<HttpMirrorOptions>(entry, from);
  if (Array.isArray(mirror)) {
    return { mirrors: (mirror as readonly (RouteTarget | Routable | HttpMirrorOptions)[]).map((entry) => {
      const { destination, more: { percentage, ...rest } } = one(entry);
      return { destination, ...rest, percentage: percentSpec(percentage) };
    }) };
  }
  const { destination, more: { percentage, ...rest } } = one(mirror as RouteTarget | Routable | HttpMirrorOptions);
  return {
    mirror: { ...destination, ...rest },
    ...(percentage === undefined ? {} : { mirrorPercentage: percentSpec(percentage) }),
  };
}
