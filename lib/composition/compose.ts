import { affinity } from './checks/affinity';
import { behindDelegates } from './checks/behind-delegates';
import { connectionsDiffer, connectionsOfVersions } from './checks/connections';
import { clientsBehindGateway, gatewayPortsTaken, rewritesBeforeGateway, twoGateways } from './checks/detours';
import { mirrorsToLiveVersions } from './checks/mirrors-to-live-versions';
import { needsHttp } from './checks/needs-http';
import { overlappingClients } from './checks/overlapping-clients';
import { overlappingPins } from './checks/overlapping-pins';
import { overlappingVersions } from './checks/overlapping-versions';
import { stickyCookies } from './checks/sticky-cookies';
import { withoutEffect } from './checks/without-effect';
import type { Contribution } from './contribution';
import type { HostFacts } from './host';
import type { HostModel } from './host-model';
import { modelOf } from './model-of';
import type { ServiceLookup } from './other-services';
import type { Problem } from './problem';
import { type Route, routesOf } from './routes';

/** A host as it will be rendered. */
export interface Composition {
  readonly model: HostModel;
  /** In the order in which they are tried. */
  readonly routes: readonly Route[];
  readonly problems: readonly Problem[];
}

const CHECKS: readonly ((model: HostModel) => Problem[])[] = [
  needsHttp, overlappingVersions, overlappingPins, affinity, behindDelegates, twoGateways, gatewayPortsTaken, clientsBehindGateway,
  rewritesBeforeGateway, mirrorsToLiveVersions, overlappingClients, stickyCookies,
  connectionsDiffer, connectionsOfVersions,
];

/**
 * Puts the contributions of all constructs to a host together.
 *
 * @param services the other services that its routes lead to
 */
export function compose(facts: HostFacts, contributions: readonly Contribution[], services?: ServiceLookup): Composition {
  const { model, problems } = modelOf(facts, contributions);
  const { routes, areTooMany = false, problems: ofRoutes } = routesOf(model, services);
  const ofModel = CHECKS.flatMap((check) => check(model));
  return { model, routes, problems: [...problems, ...ofRoutes, ...areTooMany ? [] : withoutEffect(model, routes), ...ofModel] };
}
