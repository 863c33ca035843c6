import type { TrafficMatch, TrafficMatchMode } from '../../lib/kinds/_shared/traffic-match/api';

/** The part of a workload's traffic that an extension sees: both of its conditions hold. */
export interface TrafficMatchOptions {
  /**
   * Whether the workload is the client or the server. For a gateway, all traffic is the client's.
   *
   * @default 'CLIENT_AND_SERVER'
   */
  readonly mode?: TrafficMatchMode;
  /**
   * Numbers of the ports: of the workload where it is the server, of the service it calls where it is the client.
   *
   * @default - all ports
   */
  readonly ports?: readonly number[];
}

/** The conditions in Istio's words. @internal */
export function trafficMatchSpec(match: readonly TrafficMatchOptions[]): readonly TrafficMatch[] {
  return Array.isArray(match) ? match.map(matchSpec) : match as unknown as readonly TrafficMatch[];
}

function matchSpec(match: TrafficMatchOptions): TrafficMatch {
  if (typeof match !== 'object' || match === null || !Array.isArray(match.ports)) return match as TrafficMatch;
  return { ...match, ports: match.ports.map((port: number) => ({ number: port })) };
}
