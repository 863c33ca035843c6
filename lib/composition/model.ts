import type { SourceLocation } from '../core/finding';
import type { RequestMatch } from './request-match';

/** The construct that says something about a host. */
export interface Claimant {
  /** Its path in the construct tree. */
  readonly construct: string;
  /** The line that made it, when known. */
  readonly source?: SourceLocation;
}

/** A port of a host. */
export interface HostPort {
  /** The name that the host's owner gave it. */
  readonly name: string;
  /** The number that clients use. */
  readonly number: number;
  /** What is spoken there, in upper case. */
  readonly protocol: string;
}

/** What a host is, as its owner says. */
export interface HostFacts {
  /** The full name. */
  readonly host: string;
  /** The namespace that its config lives in. */
  readonly namespace: string;
  /** Its ports. */
  readonly ports: readonly HostPort[];
  /** The labels of the endpoints of each version, by the version's name. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** The part of requests, or of connections, that a version gets. */
export interface Share {
  /** Name of the version. */
  readonly version: string;
  /** Whole percent; the shares of a host sum to 100. */
  readonly percent: number;
  /** A Set-Cookie text that answers from this version carry. */
  readonly setCookie?: string;
}

/** What happens to the requests of a route. */
export type Outcome =
  | { readonly kind: 'shares' }
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'redirect'; readonly redirect: Redirect }
  | { readonly kind: 'answer'; readonly status: number; readonly body?: string }
  | { readonly kind: 'delegate'; readonly name: string; readonly namespace: string };

/** Where a client is sent instead. What is not said stays as in the request. */
export interface Redirect {
  /** The new path, whole. */
  readonly path?: string;
  /** The new host. */
  readonly authority?: string;
  /** The new scheme. */
  readonly scheme?: 'http' | 'https';
  /** The new port. */
  readonly port?: number;
  /** The status of the answer; unset: 301. */
  readonly status?: number;
}

/** How failed requests are tried again. */
export interface Retries {
  /** How often, beside the first attempt; 0 for never. */
  readonly attempts: number;
  /** The most that one attempt may take, as a Go duration. */
  readonly perTry?: string;
  /** The failures, in the words of Envoy. */
  readonly on?: readonly string[];
}

/** How requests are broken on purpose. */
export interface Fault {
  /** Holds requests back: for how long, and which percentage of them. */
  readonly delay?: { readonly time: string; readonly percent: number };
  /** Answers requests with a failure: which percentage of them, and which failure. */
  readonly abort?: { readonly percent: number } & ({ readonly status: number } | { readonly grpcStatus: string });
}

/** Who gets copies of requests. */
export interface Mirror {
  /** The version that gets copies; unset: any endpoint. */
  readonly version?: string;
  /** The host that gets copies; unset: the same host. */
  readonly host?: string;
  /** The port there; unset: the one that the request is for. */
  readonly port?: number;
  /** The percentage of requests that are copied. */
  readonly percent: number;
}

/** What browsers may do with answers from other origins. */
export interface Cors {
  /** The origins whose pages may read answers. */
  readonly origins: readonly ({ readonly exact: string } | { readonly prefix: string } | { readonly regex: string })[];
  /** The methods that those pages may use. */
  readonly methods?: readonly string[];
  /** The headers that those pages may send. */
  readonly headers?: readonly string[];
  /** The headers of answers that those pages may read. */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may remember it, as a Go duration. */
  readonly maxAge?: string;
  /** Whether those pages may send cookies. */
  readonly credentials?: boolean;
}

/** How the path of a request is changed before it goes on: by a regex, which is right whatever the route matches. */
export interface PathRewrite {
  /** What is found, as a regex in RE2 syntax. */
  readonly match: string;
  /** What takes the place of what is found; `\1` is the text of the first group. */
  readonly rewrite: string;
}

/** What is done to requests and answers on a route, each leaf claimed by one construct. */
export interface BehaviourLeaves {
  /** The most that a request may take, as a Go duration. */
  'timeout': string;
  /** How failed requests are tried again. */
  'retries': Retries;
  /** How requests are broken on purpose. */
  'fault': Fault;
  /** Who gets copies; each place that does is a leaf of its own. */
  [mirror: `mirror ${string}`]: Mirror;
  /** What browsers may do with answers from other origins. */
  'cors': Cors;
  /** How the path of a request is changed before it goes on. */
  'rewrite path': PathRewrite;
  /** The Host that a request goes on with. */
  'rewrite authority': string;
  /** The value that a header of the request, or of the answer, is set to; `null` where it is taken out. */
  [header: `request header ${string}` | `response header ${string}`]: string | null;
}

/** Behaviours by leaf. */
export type Behaviours = { readonly [Leaf in keyof BehaviourLeaves]?: BehaviourLeaves[Leaf] };

/** How a client picks an endpoint: by a hash, on a ring of so many places. */
export interface Balancing {
  readonly affinity: Affinity;
  readonly ringSize: number;
}

/** What of a request keeps it at one endpoint. */
export type Affinity =
  | { readonly cookie: AffinityCookie }
  | { readonly header: string }
  | { readonly query: string }
  | { readonly clientAddress: true };

/** A cookie that keeps a client at one endpoint; with a time to live, the proxy sets it. */
export interface AffinityCookie {
  readonly name: string;
  readonly path?: string;
  readonly ttl?: string;
  readonly attributes?: readonly { readonly name: string; readonly value?: string }[];
}

/** Where traffic goes when the endpoints nearby are gone. */
export type Locality =
  | { readonly order: readonly string[] }
  | { readonly regions: readonly { readonly from: string; readonly to: string }[] };

/** The TLS that clients speak to the host. */
export interface UpstreamTls {
  readonly kind: 'none' | 'simple' | 'mutual' | 'mesh';
  readonly serverName?: string;
  readonly subjectAltNames?: readonly string[];
  readonly credential?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly authoritiesFile?: string;
  /** A ConfigMap with the authorities, in the namespace of the host's config. */
  readonly authoritiesMap?: string;
}

/** How clients treat a host, each leaf claimed by one construct. */
export interface PolicyLeaves {
  'balancing': Balancing;
  'locality': Locality;
  'limits.connections': number;
  'limits.connectTimeout': string;
  'limits.connectionLifetime': string;
  'limits.keepalive': { readonly time?: string; readonly interval?: string; readonly probes?: number };
  'limits.tcpIdleTimeout': string;
  'limits.pendingRequests': number;
  'limits.requests': number;
  'limits.retries': number;
  /** What proxies speak whatever their clients do: for requests that HTTP/1.1 cannot carry. */
  'http.version': 2;
  'ejection.serverErrors': number;
  'ejection.gatewayErrors': number;
  'ejection.interval': string;
  'ejection.time': string;
  'ejection.maxPercent': number;
  'tls': UpstreamTls;
}

/** A policy by leaf. */
export type Policy = { readonly [Leaf in keyof PolicyLeaves]?: PolicyLeaves[Leaf] };

/** A match and what happens to what it matches. */
export interface RouteException {
  /** Name of the route. */
  readonly name: string;
  /** The requests; of several, those for which one holds. None: every request. */
  readonly when: readonly RequestMatch[];
  /** What happens to them. */
  readonly then: Outcome;
  /** True for what is tried before other requests that are pinned to a version, however narrow those are. */
  readonly first?: true;
  /** True for requests that only carry on where chance once sent them: any other exception is tried before. */
  readonly carriesOn?: true;
}

/** Behaviours, and the requests that they are for. */
export interface BehaviourClaim {
  /** Stands in the name of the routes that it makes. */
  readonly name: string;
  /** The requests; none: every request. */
  readonly when?: readonly RequestMatch[];
  /** The requests by which narrow is told from wide, where they are not those of `when`: a part of them, such as those that only read. */
  readonly rank?: readonly RequestMatch[];
  /** What is done to them. */
  readonly behaviours: Behaviours;
  /** True for what holds only where nobody else says something: a default. */
  readonly fallback?: boolean;
}

/** A policy, and the part of the host that it is for. */
export interface PolicyClaim {
  /** Name of a version; unset: the host. */
  readonly version?: string;
  /** Name of a port; unset: all of them. */
  readonly port?: string;
  /** Labels of the clients that follow it; unset: all of them. */
  readonly clients?: Readonly<Record<string, string>>;
  /** What they do. */
  readonly policy: Policy;
  /** True for what holds only where nobody else says something: a default. One that the construct needs wins over others. */
  readonly fallback?: boolean | 'needed';
}

/** The way to a port of the host that leads through a gateway. */
export interface Detour {
  /** Name of the port that clients use. */
  readonly port: string;
  /** The gateway's service, and the subset of it that asks for the host. */
  readonly hop: { readonly host: string; readonly subset: string; readonly port: number };
  /** The Gateway resource, as `namespace/name`. */
  readonly gateway: string;
  /** What the gateway sees: requests, or connections that it hands on, with or without ending the mesh's own TLS. */
  readonly sees: 'requests' | 'connections' | 'server names';
}

/** What one construct says about a host. */
export interface Contribution {
  readonly by: Claimant;
  readonly shares?: readonly Share[];
  readonly exceptions?: readonly RouteException[];
  readonly behaviours?: readonly BehaviourClaim[];
  readonly policies?: readonly PolicyClaim[];
  readonly detours?: readonly Detour[];
  /** True when a version of the host is referred to from elsewhere, so that it has to exist. */
  readonly versionsUsed?: boolean;
}

/** A value and the construct that it is from. */
export interface Claimed<T> {
  /** What was said. */
  readonly value: T;
  /** Who said it. */
  readonly by: Claimant;
  /** Set for a default of the construct's, which gives way to what anybody says for more of the host. */
  readonly fallback?: true | 'needed';
}

/** Leaves by name, each with the construct that it is from. */
export type ClaimedLeaves = Readonly<Record<string, Claimed<unknown>>>;

/** A policy and what it is for. */
export interface ClaimedPolicy {
  /** Name of a version; unset: the host. */
  readonly version?: string;
  /** Name of a port; unset: all of them. */
  readonly port?: string;
  /** Labels of the clients that follow it; unset: all of them. */
  readonly clients?: Readonly<Record<string, string>>;
  /** What they do. */
  readonly leaves: ClaimedLeaves;
}

/** Behaviours and what they are for. */
export interface ClaimedBehaviours {
  /** Stands in the names of routes. */
  readonly name: string;
  /** The requests; none: every request. */
  readonly when: readonly RequestMatch[];
  /** What is done to them. */
  readonly leaves: ClaimedLeaves;
}

/** All that is said about one host, by all constructs: plain data. */
export interface HostModel extends HostFacts {
  /** How traffic divides over the versions where nothing more specific matches; unset: over all endpoints. */
  readonly shares?: Claimed<readonly Share[]>;
  /** In the order in which they are tried. */
  readonly exceptions: readonly Claimed<RouteException>[];
  /** Those for fewer requests come first. */
  readonly behaviours: readonly ClaimedBehaviours[];
  /** How clients treat the host, part by part. */
  readonly policies: readonly ClaimedPolicy[];
  /** The ways that lead through a gateway. */
  readonly detours: readonly Claimed<Detour>[];
}
