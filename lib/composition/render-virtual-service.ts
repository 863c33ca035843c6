import type { HttpRoute, VirtualServiceSpec } from '../kinds/virtual-service/api';
import type { TcpRoute, TlsRoute } from '../kinds/virtual-service/api-connection';
import { isHttpProtocol, isTlsProtocol } from '../values/protocol';
import type { Retries } from './behaviours';
import type { Detour, HostModel, HostPort } from './model';
import { connectionSharesSpec, httpRouteSpecs } from './render-route';
import type { Route } from './routes';

/** The name that Istio has for all sidecars together. */
const MESH = 'mesh';

/** The VirtualService of a host for clients in the mesh. */
export function virtualServiceSpec(
  model: HostModel, routes: readonly Route[], exportTo: readonly string[] | undefined,
): VirtualServiceSpec {
  const httpPorts = model.ports.filter(({ protocol }) => isHttpProtocol(protocol));
  // What is said about requests alone is an error then, and the only one that is to be told.
  const isOnlyAboutRequests = httpPorts.length === 0 && !model.shares && model.detours.length === 0;
  const gateways = [...new Set(model.detours.map(({ value }) => value.gateway))].sort();
  const where = gateways.length > 0 ? { gateways: [MESH] } : {};
  const http = httpRoutesOf(model, routes).map(({ spec }) => spec);
  const tls: TlsRoute[] = [];
  const tcp: TcpRoute[] = [];
  for (const port of model.ports) {
    if (isHttpProtocol(port.protocol)) continue;
    const detour = detourOf(model, port);
    if (detour) {
      connectionsThrough(model, port, detour, tls, tcp);
    } else if (model.shares && isTlsProtocol(port.protocol)) {
      // Of what comes encrypted, istiod looks for routes by server name alone.
      tls.push({ match: [{ port: port.number, sniHosts: [model.host], ...where }], route: connectionSharesSpec({ model, port }) });
    } else if (model.shares || isOnlyAboutRequests) {
      tcp.push({ match: [{ port: port.number, ...where }], route: connectionSharesSpec({ model, port }) });
    }
  }
  return {
    hosts: [model.host],
    ...(gateways.length > 0 ? { gateways: [MESH, ...gateways] } : {}),
    ...(exportTo ? { exportTo } : {}),
    ...(http.length > 0 ? { http } : {}),
    ...(tls.length > 0 ? { tls } : {}),
    ...(tcp.length > 0 ? { tcp } : {}),
  };
}

/** The routes of requests, port by port, each with what it is made of; unset for those that Istio needs and nobody said. */
export function httpRoutesOf(model: HostModel, routes: readonly Route[]): { readonly spec: HttpRoute; readonly of?: Route }[] {
  const ports = model.ports.filter(({ protocol }) => isHttpProtocol(protocol));
  const where = model.detours.length > 0 ? { gateways: [MESH] } : {};
  return ports.flatMap((port) => {
    const detour = detourOf(model, port);
    // A match on the port is needed only where the others are another list of routes.
    const onPort = { ...where, ...(ports.length > 1 || detour ? { port: port.number } : {}) };
    const place = { model, port, instead: detour?.hop };
    return [
      ...routes.flatMap((of) => httpRouteSpecs(of, place, onPort).map((spec) => ({ spec, of }))),
      ...detour ? [{ spec: onwardRoute(model, port, detour, routes) }] : [],
    ];
  });
}

function detourOf({ detours }: HostModel, { name }: HostPort): Detour | undefined {
  return detours.find(({ value }) => value.port === name)?.value;
}

/** From the gateway to the host itself. What is said about requests holds on the way to the gateway; saying it twice would multiply it. */
function onwardRoute(model: HostModel, port: HostPort, { gateway, hop }: Detour, routes: readonly Route[]): HttpRoute {
  return {
    name: `${port.name}-from-gateway`,
    match: [{ gateways: [gateway], port: hop.port }],
    route: [{ destination: { host: model.host, port: { number: port.number } } }],
    ...(areRetriesForClients(routes, port) ? { retries: { attempts: 0 } } : {}),
  };
}

/** Conditions that a client sees in the answer of the gateway, after that gave up. */
const SEEN_IN_ANSWERS = /^(?:5xx|gateway-error|retriable-.*|\d{3})$/;
const SEEN_IN_GRPC_ANSWERS = /^(?:cancelled|deadline-exceeded|internal|resource-exhausted|unavailable)$/;

/** What Istio has proxies try again where nobody says anything. */
const ISTIOS_OWN: Retries = { attempts: 2, on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled'] };

/** True when clients try again what the gateway would have tried again, or want nothing tried again. */
function areRetriesForClients(routes: readonly Route[], { protocol }: HostPort): boolean {
  const isSeen = (condition: string): boolean => (
    SEEN_IN_ANSWERS.test(condition) || (protocol !== 'HTTP' && SEEN_IN_GRPC_ANSWERS.test(condition))
  );
  const said = routes.map(({ behaviours }) => behaviours.retries?.value as Retries | undefined ?? ISTIOS_OWN);
  return said.some(({ attempts, on = [] }) => attempts === 0 || on.some(isSeen));
}

function connectionsThrough({ host }: HostModel, port: HostPort, detour: Detour, tls: TlsRoute[], tcp: TcpRoute[]): void {
  const { hop, gateway, sees } = detour;
  const toGateway = [{ destination: { host: hop.host, subset: hop.subset, port: { number: hop.port } } }];
  const onward = [{ destination: { host, port: { number: port.number } } }];
  if (isTlsProtocol(port.protocol)) tls.push({ match: [{ gateways: [MESH], port: port.number, sniHosts: [host] }], route: toGateway });
  else tcp.push({ match: [{ gateways: [MESH], port: port.number }], route: toGateway });
  if (sees === 'server names') tls.push({ match: [{ gateways: [gateway], port: hop.port, sniHosts: [host] }], route: onward });
  else tcp.push({ match: [{ gateways: [gateway], port: hop.port }], route: onward });
}
