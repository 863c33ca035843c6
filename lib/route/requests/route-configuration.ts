import type { ClusterName } from '../cluster-name';
import type { HashKey } from '../hash-key';
import type { Origin } from '../origin';
import type { Cors, Fault, RetryPolicy } from './behaviours';
import type { HeaderChanges } from './header-changes';
import type { RouteMatch } from './route-match';

/** The routes of the requests on a listener, by the hosts that they name. */
export interface RouteConfiguration {
  /** As istiod calls it: `80` at sidecars, `http.8080` at gateways. */
  readonly name: string;
  /** The hosts; a request takes the one with the most specific domain. */
  readonly virtualHosts: readonly VirtualHost[];
}

/** Hosts that share their routes. */
export interface VirtualHost {
  /** As istiod calls it: `reviews.shop.svc.cluster.local:80`. */
  readonly name: string;
  /** The values of `Host` that it is for, without a port: names, `*.example.com`, `*`. */
  readonly domains: readonly string[];
  /** Its routes; the first that matches takes a request, and without any it gets 404. */
  readonly routes: readonly Route[];
  /** True when requests in the clear are redirected to https. */
  readonly requiresTls: boolean;
}

/** One route of requests: what it matches, and what it does. */
export interface Route {
  /** Its name in the VirtualService, with that of the match behind a dot; `default` and `allow_any` are istiod's own; empty for none. */
  readonly name: string;
  /** What it asks of a request. */
  readonly match: RouteMatch;
  /** What it does. */
  readonly action: RouteAction;
  /** Headers that it changes on the way to the workload. */
  readonly requestHeaders?: HeaderChanges;
  /** Headers that it changes on the way back. */
  readonly responseHeaders?: HeaderChanges;
  readonly fault?: Fault;
  readonly cors?: Cors;
  /** The VirtualService that has it; unset for what istiod makes by itself. */
  readonly origin?: RouteOrigin;
}

/** Where a route comes from. */
export interface RouteOrigin extends Origin {
  /** The VirtualService whose hosts it is for: another one than that of the route when the route stands in a delegate. */
  readonly root: Origin['entry'];
}

/** What a route does with a request. */
export type RouteAction = Forward | Redirect | DirectResponse | NoAction;

/** The request goes to a cluster. */
export interface Forward {
  readonly does: 'forward';
  /** Where to; of several one is chosen by weight. */
  readonly clusters: readonly RouteCluster[];
  /** Seconds that a response is waited for; zero for no end. */
  readonly timeout: number;
  /** Unset: nothing is tried a second time. */
  readonly retries?: RetryPolicy;
  readonly mirrors: readonly Mirror[];
  /** What of a request decides about its endpoint, where the cluster's balancing is a hash. */
  readonly hashes: readonly HashKey[];
  /** The path that takes the place of the matched part, or of the whole path where that was matched. */
  readonly pathRewrite?: string;
  /** What takes the place of each part of the path that a regex matches. */
  readonly regexRewrite?: { readonly regex: string; readonly substitution: string };
  /** The host that the workload sees. */
  readonly host?: string;
}

/** One destination of a route. */
export interface RouteCluster {
  readonly cluster: ClusterName;
  readonly weight: number;
  /** Headers that are changed for this destination, before those of the route; a single destination has its changes in the route's. */
  readonly requestHeaders?: HeaderChanges;
  readonly responseHeaders?: HeaderChanges;
  /** The host that the workload sees, unless the route has one. */
  readonly host?: string;
}

/** A copy of a share of the requests, whose responses are dropped. */
export interface Mirror {
  readonly cluster: ClusterName;
  readonly percent: number;
}

/** The client is sent elsewhere. */
export interface Redirect {
  readonly does: 'redirect';
  readonly status: 301 | 302 | 303 | 307 | 308;
  /** What of the URL changes; the rest stays. */
  readonly scheme?: string;
  readonly host?: string;
  readonly port?: number;
  readonly path?: string;
  readonly prefixRewrite?: string;
}

/** The proxy responds itself. */
export interface DirectResponse {
  readonly does: 'respond';
  readonly status: number;
  readonly body?: string;
}

/** Envoy refuses the whole configuration: a redirect with a code that it does not know. */
export interface NoAction {
  readonly does: 'nothing';
}
