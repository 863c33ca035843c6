import type { HttpRoute } from '../kinds/virtual-service/api';
import type { HttpRedirect } from '../kinds/virtual-service/api-action';
import { InternalError } from '../core/internal-error';
import { matchSpec } from '../match/istio-match';
import type { Claimant } from './claim';
import { type ClaimedBehaviour, behaviourRow } from './leaves/behaviours';
import { defined } from './leaves/defined';
import type { Outcome, Redirect } from './outcome';
import type { Place } from './place';
import { destinationsOf } from './render-destinations';
import { claimantOf, type Route } from './routes';
import { wholeRedirects } from './whole-redirects';
import type { SpecWriter } from './written';

/** The part of a match that is the same for all routes of a list. */
export interface MatchScope {
  readonly gateways?: readonly string[];
  readonly port?: number;
}

/**
 * Writes a route in Istio's words; more than one where its requests are redirected to several paths.
 *
 * @param by the construct to blame for a route that none claimed
 */
export function renderRoute(into: HttpRoute[], route: Route, place: Place, scope: MatchScope, writer: SpecWriter, by?: Claimant): void {
  for (const one of wholeRedirects(route)) {
    writer.push(into, httpRoute(one, route.at ?? place, scope, writer), claimantOf(route) ?? by);
  }
}

function httpRoute(route: Route, place: Place, scope: MatchScope, writer: SpecWriter): HttpRoute {
  const common = scope.port === undefined && scope.gateways === undefined ? undefined : { ...scope };
  const match = route.when.length === 0 ? common && [common] : route.when.map((alternative) => ({ ...matchSpec(alternative), ...common }));
  const spec: HttpRoute = { name: route.name, ...(match ? { match } : {}) };
  writeOutcome(spec, route, place, writer);
  for (const claim of Object.values(route.behaviours)) writeBehaviour(spec, claim, place, writer);
  return spec;
}

function writeOutcome(spec: HttpRoute, { then, by }: Route, place: Place, writer: SpecWriter): void {
  if (then.kind === 'service') throw new InternalError(`The routes of ${then.host} are missing`);
  if (then.kind !== 'shares' && then.kind !== 'version') return writer.add(spec, responseFields(then), by);
  const { shares } = place.model;
  const destinations = then.kind === 'shares' ? destinationsOf(shares?.value, shares?.by, place)
    : destinationsOf([{ version: then.version, percent: 100 }], by, place);
  return writer.add(spec, { route: destinations.route }, destinations.by);
}

function responseFields(then: Exclude<Outcome, { kind: 'shares' | 'version' | 'service' }>): HttpRoute {
  switch (then.kind) {
    case 'redirect': return { redirect: redirectFields(then.redirect) };
    case 'response': return { directResponse: { status: then.status, ...(then.body === undefined ? {} : { body: { string: then.body } }) } };
    case 'delegate': return { delegate: { name: then.name, namespace: then.namespace } };
  }
}

function redirectFields({ path, prefix, authority, scheme, port, status }: Redirect): HttpRedirect {
  return defined({ uri: path, prefixRewrite: prefix?.to, authority, scheme, port, redirectCode: status }) as HttpRedirect;
}

function writeBehaviour<Claim extends ClaimedBehaviour>(spec: HttpRoute, claim: Claim, { model, port }: Place, writer: SpecWriter): void {
  writer.add(spec, behaviourRow(claim).write(claim.value, { host: model.host, port: port.number }, claim.key ?? ''), claim.by);
}
