import type { Claimed } from './claim';
import type { Detour } from './contribution';
import type { HostPort } from './host';
import type { HostModel } from './host-model';

/** A port of a host, as the destination of routes. */
export interface Place {
  /** The model of the host. */
  readonly model: HostModel;
  /** The port of the host. */
  readonly port: HostPort;
}

/** The detour that requests for the port take; `undefined` where they go straight to the host. */
export function detourOf({ model, port }: Place): Claimed<Detour> | undefined {
  return model.detours.find(({ value }) => value.port === port.name);
}
