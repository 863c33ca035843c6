import type { HttpRoute, VirtualServiceSpec } from '../kinds/virtual-service/api';
import type { TcpRoute, TlsRoute } from '../kinds/virtual-service/api-connection';
import { isHttpProtocol, isTlsProtocol } from '../values/protocol';
import { compareText } from '../core/compare-text';
import type { Claimed } from './claim';
import type { Detour } from './contribution';
import { areRetriesForClients } from './gateway-retries';
import type { HostModel } from './host-model';
import { detourOf, type Place } from './place';
import { connectionDestinations } from './render-destinations';
import { routesOn } from './port-routes';
import { renderRoute } from './render-route';
import type { Route } from './routes';
import { SpecWriter, type Written } from './written';

/** The name that Istio has for all sidecars together. */
const MESH = 'mesh';

/** The lists of routes of a VirtualService, as far as they are written. */
interface Lists {
  readonly http: HttpRoute[];
  readonly tls: TlsRoute[];
  readonly tcp: TcpRoute[];
}

/** The VirtualService of a host for clients in the mesh. */
export function renderVirtualService(
  model: HostModel, routes: readonly Route[], exportTo: readonly string[] | undefined,
): Written<VirtualServiceSpec> {
  const writer = new SpecWriter();
  const lists: Lists = { http: [], tls: [], tcp: [] };
  for (const port of model.ports) {
    if (isHttpProtocol(port.protocol)) writeRequests({ model, port }, routes, lists, writer);
    else writeConnections({ model, port }, lists, writer);
  }
  const gateways = [...new Set(model.detours.map(({ value }) => value.gateway))].sort(compareText);
  const spec: VirtualServiceSpec = {
    // Server names have to be hosts of the resource.
    hosts: lists.tls.length > 0 && gateways.length === 0 ? namesOf(model) : [model.host],
    ...(gateways.length > 0 ? { gateways: [MESH, ...gateways] } : {}),
    ...(exportTo ? { exportTo } : {}),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]: [string, unknown[]]) => list.length > 0)),
  };
  if (gateways.length === 1) writer.claim(spec, 'gateways', model.detours[0]!.by);
  return writer.written(spec);
}

/** The full name of a host, and the other names that clients ask for. */
function namesOf({ host, shortNames = [] }: HostModel): readonly string[] {
  return [host, ...shortNames];
}

function writeRequests(place: Place, routesOfHost: readonly Route[], { http }: Lists, writer: SpecWriter): void {
  const { model, port } = place;
  const routes = routesOn(port, routesOfHost);
  const detour = detourOf(place);
  // Without the port a route would take requests for ports that the model does not have, too.
  const scope = { ...(model.detours.length > 0 ? { gateways: [MESH] } : {}), port: port.number };
  for (const route of routes) renderRoute(http, route, place, scope, writer);
  if (detour) writer.push(http, onwardRoute(place, detour.value, routes), detour.by);
}

/** From the gateway to the host itself. Behaviours hold on the route to the gateway; holding here as well would multiply them. */
function onwardRoute({ model, port }: Place, { gateway, hop }: Detour, routes: readonly Route[]): HttpRoute {
  return {
    name: `${port.name}-from-gateway`,
    match: [{ gateways: [gateway], port: hop.port }],
    route: [{ destination: { host: model.host, port: { number: port.number } } }],
    ...(areRetriesForClients(routes.filter(({ at }) => at === undefined), port) ? { retries: { attempts: 0 } } : {}),
  };
}

function writeConnections(place: Place, { tls, tcp }: Lists, writer: SpecWriter): void {
  const { model, port } = place;
  const detour = detourOf(place);
  if (detour) return writeDetour(place, detour, { tls, tcp }, writer);
  const scope = { port: port.number, ...(model.detours.length > 0 ? { gateways: [MESH] } : {}) };
  const { route, by } = connectionDestinations(place);
  // istiod looks for routes of encrypted connections by server name alone, and connections with any other name pass by the service.
  if (model.shares && isTlsProtocol(port.protocol)) return writer.push(tls, { match: [{ ...scope, sniHosts: namesOf(model) }], route }, by);
  // Without shares the route is only needed where nothing else is written: claims on requests are reported by `needs-http` then.
  if (model.shares || isOnlyForRequests(model)) return writer.push(tcp, { match: [scope], route }, by);
}

/** True when all claims are on requests, though no port carries any. */
function isOnlyForRequests({ ports, shares, detours }: HostModel): boolean {
  return !ports.some(({ protocol }) => isHttpProtocol(protocol)) && !shares && detours.length === 0;
}

/** Connections to the gateway, and from the gateway to the host itself. */
function writeDetour({ model, port }: Place, detour: Claimed<Detour>, { tls, tcp }: Omit<Lists, 'http'>, writer: SpecWriter): void {
  const { value: { hop, gateway, sees }, by } = detour;
  const { host } = model;
  const toGateway = [{ destination: { host: hop.host, subset: hop.subset, port: { number: hop.port } } }];
  const onward = [{ destination: { host, port: { number: port.number } } }];
  const fromClients = { gateways: [MESH], port: port.number };
  const fromGateway = { gateways: [gateway], port: hop.port };
  if (isTlsProtocol(port.protocol)) writer.push(tls, { match: [{ ...fromClients, sniHosts: [host] }], route: toGateway }, by);
  else writer.push(tcp, { match: [fromClients], route: toGateway }, by);
  if (sees === 'server names') writer.push(tls, { match: [{ ...fromGateway, sniHosts: [host] }], route: onward }, by);
  else writer.push(tcp, { match: [fromGateway], route: onward }, by);
}
