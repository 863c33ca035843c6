import type { GoDuration } from '../../values/go-duration';
import type { DestinationSpec } from '../_shared/destination/api';
import type { Delegate, HttpDirectResponse, HttpRedirect, HttpRewrite, HttpRouteDestination } from './api-action';
import type { TcpRoute, TlsRoute } from './api-connection';
import type { HttpMatchRequest } from './api-match';
import type { CorsPolicy, HttpFaultInjection, HttpHeaders, HttpMirrorPolicy, HttpRetry, Percent } from './api-policy';

/**
 * Routes the traffic for a host: decides where it goes and what happens to it before. Without one, Istio spreads the traffic over all
 * endpoints of the service.
 *
 * At least one route is needed, of any protocol. Sidecars do not merge two VirtualServices of one host: the older one wins.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export interface VirtualServiceSpec {
  /**
   * The hosts that clients call. A name without dots means a service in the resource's own namespace; a leading `*.` covers all names
   * below; a bare `*` is for gateways only. No two may overlap. Without hosts, the resource is a delegate: another VirtualService
   * names it in a route, and it has HTTP routes only.
   */
  readonly hosts?: readonly string[];
  /**
   * Where the routes hold: gateways, by `name` in the same namespace or `namespace/name` elsewhere, and `mesh` for all
   * sidecars. With gateways but without `mesh`, the routes do not hold inside the mesh. Not in a delegate.
   *
   * @default - `mesh` alone
   */
  readonly gateways?: readonly string[];
  /**
   * Namespaces whose proxies see the resource: names, `.` for the own one, `*` for all. For a gateway, the namespace of its pods counts.
   *
   * @default - the mesh's setting, which is all namespaces
   */
  readonly exportTo?: readonly string[];
  /**
   * Routes for requests on ports of protocol HTTP, HTTP2 or GRPC, on ports whose protocol the proxy finds out, and where a gateway
   * terminates TLS. The first one that matches is taken; a request that none matches gets a 404.
   */
  readonly http?: readonly HttpRoute[];
  /**
   * Routes for TLS connections that the proxy passes on without decrypting them, chosen by their SNI. The first one that matches
   * is taken. Not in a delegate.
   */
  readonly tls?: readonly TlsRoute[];
  /** Routes for all other connections; the first one that matches is taken. Not in a delegate. */
  readonly tcp?: readonly TcpRoute[];
}

/**
 * What happens to some HTTP requests. It needs exactly one action: `route`, `redirect`, `directResponse` or `delegate`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
 */
export interface HttpRoute {
  /** Stands in access logs and Envoy's config, with the name of the match behind a dot. */
  readonly name?: string;
  /**
   * The requests it is for: those that at least one entry matches. Routes after one without matches are never reached.
   *
   * @default - all requests
   */
  readonly match?: readonly HttpMatchRequest[];
  /** Forwards to one destination, or divides the requests among several by weight. */
  readonly route?: readonly HttpRouteDestination[];
  /** Sends the client elsewhere. Not beside {@link route}, {@link directResponse}, {@link rewrite} or {@link fault}. */
  readonly redirect?: HttpRedirect;
  /** Responds at once. Not beside {@link route}, {@link redirect}, {@link rewrite} or {@link fault}. */
  readonly directResponse?: HttpDirectResponse;
  /**
   * Puts the routes of another VirtualService, one without hosts, in the place of this route; a request has to match both. The other
   * settings of this route hold where the delegate does not set them. Not in a delegate.
   */
  readonly delegate?: Delegate;
  /** Changes the path or the host before the request is forwarded. */
  readonly rewrite?: HttpRewrite;
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
  readonly retries?: HttpRetry;
  /** Breaks requests on purpose, on the client's side, to see what a failure would do. */
  readonly fault?: HttpFaultInjection;
  /** Mirrors the requests to this destination as well; its responses are discarded. Not beside {@link mirrors}. */
  readonly mirror?: DestinationSpec;
  /** Mirrors the requests to several destinations; their responses are discarded. Not beside {@link mirror}. */
  readonly mirrors?: readonly HttpMirrorPolicy[];
  /**
   * Percentage of the requests that are mirrored to {@link mirror}, 0 to 100.
   *
   * @default - all of them
   */
  readonly mirrorPercentage?: Percent;
  /**
   * The whole percentage of the requests that are mirrored to {@link mirror}.
   *
   * @deprecated use {@link mirrorPercentage}, which wins when both are there
   */
  readonly mirrorPercent?: number;
  /**
   * Another spelling of {@link mirrorPercent}.
   *
   * @deprecated use {@link mirrorPercentage}
   */
  readonly mirror_percent?: number;
  /** Which pages of other origins may read the responses in a browser. */
  readonly corsPolicy?: CorsPolicy;
  /** Changes the headers of requests and responses. */
  readonly headers?: HttpHeaders;
}
