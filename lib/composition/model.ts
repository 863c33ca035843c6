import type { SourceLocation } from '../core/finding';
import type { Behaviours } from './behaviours';
import type { Policy } from './host-policy';
import type { RequestMatch } from '../match/request-match';

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
  /** A prefix of the path that another takes the place of, segment by segment; both without a slash at the end. */
  readonly prefix?: { readonly from: string; readonly to: string };
  /** The new host. */
  readonly authority?: string;
  /** The new scheme. */
  readonly scheme?: 'http' | 'https';
  /** The new port. */
  readonly port?: number;
  /** The status of the answer; unset: 301. */
  readonly status?: number;
}

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
