import type { HttpRoute } from '../../kinds/virtual-service/api';
import type { LeafRow } from './leaf';

/** The host, and the port of it, that the requests of a route are for. */
export interface RouteTarget {
  readonly host: string;
  readonly port: number;
}

/** All there is to know about a behaviour. */
export interface BehaviourRow<Value> extends LeafRow<Value, HttpRoute, RouteTarget> {
  /** True when it has an effect on a route that redirects or responds itself, too. */
  readonly onResponses: boolean;
  /** True for values that have no effect on requests that a fault breaks. */
  idleBesideFault?(this: void, value: Value): boolean;
}
