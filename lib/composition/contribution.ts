import type { RequestMatch } from '../match/request-match';
import type { Claimant, Strength } from './claim';
import type { Behaviours } from './leaves/behaviours';
import type { Policy } from './leaves/policy';
import type { Outcome } from './outcome';

/** The percent of requests, or of connections, that a version gets. */
export interface Share {
  /** Name of the version. */
  readonly version: string;
  /** Percent, in tenths; the shares of a host sum to 100. */
  readonly percent: number;
  /** A Set-Cookie header that responses of this version carry. */
  readonly setCookie?: string;
}

/** A match and what happens to the requests that it matches, tried before the shares. */
export interface RouteException {
  /** Name of the route, as access logs have it. */
  readonly name: string;
  /** The requests; of several matches, one has to hold. None: every request. */
  readonly when: readonly RequestMatch[];
  /** What happens to them. */
  readonly then: Outcome;
  /** Set to try it before other exceptions that pin requests to a version, even more specific ones. */
  readonly beforePins?: true;
  /** Set for a match on the cookie of sticky shares: it is tried after all other exceptions. */
  readonly sticky?: true;
}

/** Behaviours, and the requests that they are for. */
export interface BehaviourClaim {
  /** Becomes a part of the names of the routes that it makes. */
  readonly name: string;
  /** The requests; none: every request. */
  readonly when?: readonly RequestMatch[];
  /** Orders this claim by these requests instead of `when`, where `when` is only a part of them, such as the reads among them. */
  readonly orderBy?: readonly RequestMatch[];
  /** What is done to the requests. */
  readonly behaviours: Behaviours;
  /** How much it insists; unset: `explicit`. */
  readonly strength?: Strength;
}

/** A policy, and the part of the host that it is for. */
export interface PolicyClaim {
  /** Name of a version; unset: the host. */
  readonly version?: string;
  /** Name of a port; unset: all of them. */
  readonly port?: string;
  /** Labels of the clients that follow it; unset: all of them. */
  readonly clients?: Readonly<Record<string, string>>;
  /** How those clients treat that part of the host. */
  readonly policy: Policy;
  /** How much it insists; unset: `explicit`. */
  readonly strength?: Strength;
}

/** The route to a port of the host through an egress gateway. */
export interface Detour {
  /** Name of the port that clients use. */
  readonly port: string;
  /** The gateway's Service, the subset of it for this host, and its port. */
  readonly hop: Hop;
  /** The Gateway resource, as `namespace/name`. */
  readonly gateway: string;
  /** What the gateway sees: requests, or connections that it hands on, with or without ending the mesh's own TLS. */
  readonly sees: 'requests' | 'connections' | 'server names';
}

/** Where sidecars send what takes a detour. */
export interface Hop {
  /** The gateway's Service. */
  readonly host: string;
  /** The subset of it that is for one host. */
  readonly subset: string;
  /** The port of the gateway. */
  readonly port: number;
}

/** What one construct adds to the model of a host: plain data. */
export interface Contribution {
  /** The construct. */
  readonly by: Claimant;
  /** How traffic divides over the versions where no exception matches. */
  readonly shares?: readonly Share[];
  /** Requests that do not follow the shares. */
  readonly exceptions?: readonly RouteException[];
  /** What else happens to requests. */
  readonly behaviours?: readonly BehaviourClaim[];
  /** How clients treat the host. */
  readonly policies?: readonly PolicyClaim[];
  /** The ports that are reached through an egress gateway. */
  readonly detours?: readonly Detour[];
  /** True when another resource refers to a version of the host, so that the versions have to be written. */
  readonly usesVersions?: boolean;
}
