import type { RequestMatch } from '../match/request-match';
import type { Claimed } from './claim';
import type { Detour, RouteException, Share } from './contribution';
import type { HostFacts } from './host';
import type { ClaimedLeaves } from './leaves/leaf';
import type { BehaviourLeaves } from './leaves/behaviours';
import type { PolicyLeaves } from './leaves/policy';

/** Claims on a policy, and the part of the host that they are for. */
export interface ClaimedPolicy {
  /** Name of a version; unset: the host. */
  readonly version?: string;
  /** Name of a port; unset: all of them. */
  readonly port?: string;
  /** Labels of the clients that follow it; unset: all of them. */
  readonly clients?: Readonly<Record<string, string>>;
  /** How those clients treat that part of the host. */
  readonly leaves: ClaimedLeaves<PolicyLeaves>;
}

/** Claims on behaviours, and the requests that they are for. */
export interface ClaimedBehaviours {
  /** Becomes a part of the names of routes. */
  readonly name: string;
  /** The requests; none: every request. */
  readonly when: readonly RequestMatch[];
  /** What is done to them. */
  readonly leaves: ClaimedLeaves<BehaviourLeaves>;
}

/** The model of one host, as all constructs together claim it: plain data. */
export interface HostModel extends HostFacts {
  /** How traffic divides over the versions where nothing more specific matches; unset: over all endpoints. */
  readonly shares?: Claimed<readonly Share[]>;
  /** In the order in which they are tried. */
  readonly exceptions: readonly Claimed<RouteException>[];
  /** Those for fewer requests come first. */
  readonly behaviours: readonly ClaimedBehaviours[];
  /** How clients treat the host, part by part. */
  readonly policies: readonly ClaimedPolicy[];
  /** The ports that are reached through an egress gateway. */
  readonly detours: readonly Claimed<Detour>[];
}
