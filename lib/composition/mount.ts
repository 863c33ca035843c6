import type { Claimant } from './claim';
import type { HostPort } from './host';
import type { HostModel } from './host-model';
import type { Route } from './routes';
import type { RoutesUnder } from './routes-under';

/** A service at a path of a host that a gateway serves, as a construct claims it. */
export interface Mounting {
  /** Unset: every path that no other mounting has. */
  readonly path?: string;
  /** True where the gateway takes the path off before the service sees the request. */
  readonly isStripped?: true;
  /** The service, and the line that exposes it. */
  readonly by: Claimant;
  /** The model of the service. */
  readonly model: HostModel;
  /** Its routes in the order in which they are tried. */
  readonly routes: readonly Route[];
  /** The port of the service. */
  readonly port: HostPort;
  /** The one version that gets all requests, whatever the shares. */
  readonly version?: string;
  /** The authority of requests that are sent to the service; unset: the one that clients asked the gateway for. */
  readonly authority?: string;
}

/** A service and the routes of it that hold at a path. */
export interface Mount extends Mounting, RoutesUnder {}

/** The service in words: its host, port and version. */
export function targetText({ model: { host }, port, version }: Mounting): string {
  return `${host}:${port.number}${version === undefined ? '' : ` (${version})`}`;
}
