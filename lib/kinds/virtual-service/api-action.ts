import type { AtMostOne } from '../../values/types';
import type { DestinationSpec } from '../_shared/destination/api';
import type { HttpHeaders } from './api-policy';

/**
 * A destination of requests and its share of them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination
 */
export interface HttpRouteDestination {
  /** Where the share goes. */
  readonly destination: DestinationSpec;
  /** The share, in proportion to the other weights of the route; 0 for none. A destination that stands alone gets everything. */
  readonly weight?: number;
  /** Changes the headers of the requests that go to this destination, and of its responses, after those of the route. */
  readonly headers?: HttpHeaders;
}

/**
 * Redirects the client; each part that is unset stays as in the request.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect
 */
export type HttpRedirect = HttpRedirectParts & AtMostOne<HttpRedirectPort>;

/** The parts of a redirect that can be combined. */
export interface HttpRedirectParts {
  /** The new path, whole. Not beside {@link prefixRewrite}. */
  readonly uri?: string;
  /**
   * What the matched prefix of the path becomes; every match of the route must be a URI prefix. Not beside {@link uri}. Needs Istio 1.31.
   */
  readonly prefixRewrite?: string;
  /** The new host. */
  readonly authority?: string;
  /** The new scheme, `http` or `https`. */
  readonly scheme?: string;
  /**
   * The status of the response: 301, 302, 303, 307 or 308. Other numbers from 300 to 399 are accepted and break the route.
   *
   * @default 301
   */
  readonly redirectCode?: number;
}

/** The port of a redirect: a number, or derived from the request. */
export interface HttpRedirectPort {
  /** The new port, at most 65535. */
  readonly port: number;
  /** Where the new port comes from. */
  readonly derivePort: RedirectPortSelection;
}

/**
 * Where the port of a redirect comes from:
 * - `FROM_PROTOCOL_DEFAULT`: 80 for http, 443 for https;
 * - `FROM_REQUEST_PORT`: the port that the client asked on.
 */
export type RedirectPortSelection = 'FROM_PROTOCOL_DEFAULT' | 'FROM_REQUEST_PORT';

/**
 * A response that the proxy sends itself.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse
 */
export interface HttpDirectResponse {
  /** The status of the response, 200 to 600. */
  readonly status: number;
  /**
   * The body of the response, at most 1 MiB; above 100 KiB istiod warns, as every proxy gets it.
   *
   * @default - nothing
   */
  readonly body?: HttpBody;
}

/**
 * The body of a response.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPBody
 */
export type HttpBody = AtMostOne<HttpBodyKinds>;

/** A body as text or as bytes. */
export interface HttpBodyKinds {
  /** As text. */
  readonly string: string;
  /** As bytes, in base64. */
  readonly bytes: string;
}

/**
 * The VirtualService whose routes stand in for a route. It has no hosts and no gateways, and no delegates of its own.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate
 */
export interface Delegate {
  /** `metadata.name` of the VirtualService. */
  readonly name?: string;
  /**
   * Its namespace; it must be exported to the namespace of the resource that this stands in.
   *
   * @default - that resource's own namespace
   */
  readonly namespace?: string;
}

/**
 * Changes a request before it is forwarded.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export interface HttpRewrite {
  /**
   * What the matched prefix of the path becomes, or the whole path when the match is exact or a regex. Not beside
   * {@link uriRegexRewrite}.
   */
  readonly uri?: string;
  /** The new host. */
  readonly authority?: string;
  /** Replaces what a regex finds in the path. Not beside {@link uri}. */
  readonly uriRegexRewrite?: RegexRewrite;
}

/**
 * Replaces what a regex finds; both parts are needed.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#RegexRewrite
 */
export interface RegexRewrite {
  /** What to find, as a regular expression in RE2 syntax and of at most 1024 bytes; all places are replaced. */
  readonly match?: string;
  /** What stands there instead; `\1` is the text of the first group. */
  readonly rewrite?: string;
}
