import type { StringMatch } from '../_shared/string-match/api';

/**
 * Which requests a route is for: those that meet every condition. Without conditions: all of them.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 */
export interface HttpMatchRequest {
  /** Stands behind the name of the route in access logs and Envoy's config. */
  readonly name?: string;
  /**
   * The path, without the query. A prefix is compared as text: `/shop` holds for `/shopping` too, `/shop/` does not hold for `/shop`.
   */
  readonly uri?: StringMatch;
  /** True to compare {@link uri} without its case; a regex keeps its case. */
  readonly ignoreUriCase?: boolean;
  /** The scheme, `http` or `https`. */
  readonly scheme?: StringMatch;
  /** The HTTP method, in upper case. */
  readonly method?: StringMatch;
  /** The host that the client asked for, with the port when the client sent it. */
  readonly authority?: StringMatch;
  /**
   * Headers by lower-case name, all of which must match; `{}` for a header that is present, whatever its value. Names may also be
   * pseudo-headers such as `:path`, and on gateways claims of the request's token: `@request.auth.claims.group`.
   */
  readonly headers?: Readonly<Record<string, StringMatch>>;
  /** Headers by lower-case name, none of which may match; `{}` for a header that must be absent. */
  readonly withoutHeaders?: Readonly<Record<string, StringMatch>>;
  /** Parameters of the query by name, all of which must match; `{}` for one that is present, whatever its value. */
  readonly queryParams?: Readonly<Record<string, StringMatch>>;
  /** The port that the client asked for, 1 to 65535; on a gateway, the port of its server. */
  readonly port?: number;
  /**
   * Labels that the client's pod has. Without effect beside {@link gateways}; on a gateway, its own pod is the client.
   */
  readonly sourceLabels?: Readonly<Record<string, string>>;
  /** The namespace of the client's pod; with the limits of {@link sourceLabels}. */
  readonly sourceNamespace?: string;
  /**
   * Gateways, of those that the VirtualService names, through which the request comes; `mesh` for sidecars. It narrows the list of
   * the VirtualService and adds nothing to it.
   */
  readonly gateways?: readonly string[];
  /** A prefix for Envoy's statistics of the route. Each one costs memory in every proxy. */
  readonly statPrefix?: string;
}
