import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService } from '../../mesh/service';
import type { MeshRoutes } from '../../mesh/virtual-services';
import { isHostSubset } from '../../values/host-relation';
import type { GatewayServer, MergedGateway } from '../listeners/merged-gateway';
import type { Route, RouteConfiguration, VirtualHost } from './route-configuration';
import { isCatchAll } from './route-match';
import { virtualServiceRoutes } from './virtual-service-routes';

interface Host {
  readonly name: string;
  readonly domain: string;
  routes: readonly Route[];
  requiresTls: boolean;
}

/** A route configuration of a gateway. Source: gateway.go#buildGatewayHTTPRouteConfig. */
export function gatewayRoutes(view: ProxyView, merged: MergedGateway, name: string): RouteConfiguration {
  const servers = merged.serversByRoutes.get(name) ?? [];
  const hosts = new Map<string, Host>();
  const routesOf = routesOnce(view);
  for (const server of servers) {
    for (const each of view.routesOf(server.gateway)) {
      const names = intersection(hostsFor(server, each.namespace), each.hosts);
      const routes = names.length > 0 ? routesOf(each, server) : [];
      if (routes.length > 0) for (const host of names) addRoutes(hosts, host.toLowerCase(), server, routes);
    }
    if (server.spec.tls?.httpsRedirect) for (const host of server.hosts) addRoutes(hosts, host.toLowerCase(), server, []);
  }
  return { name, virtualHosts: [...hosts.values()].map(virtualHost) };
}

/** A VirtualService has the same routes for all servers of a Gateway: those of the first one that it fits. */
function routesOnce(view: ProxyView): (each: MeshRoutes, server: GatewayServer) => readonly Route[] {
  const known = new Map<string, Map<MeshRoutes, readonly Route[]>>();
  return (each, { gateway, spec }) => {
    const ofGateway = known.get(gateway) ?? new Map<MeshRoutes, readonly Route[]>();
    known.set(gateway, ofGateway);
    const found = ofGateway.get(each) ?? virtualServiceRoutes(each, gateway, {
      view, port: spec.port.number, isTls: spec.tls !== undefined, serviceOf: (host) => serviceFor(view, host, each.namespace),
    });
    if (found.length > 0) ofGateway.set(each, found);
    return found;
  };
}

/** A destination is a service of the VirtualService's namespace first. Source: gateway.go#buildNameToServiceMapForHTTPRoutes. */
function serviceFor(view: ProxyView, host: string, namespace: string): RegisteredService | undefined {
  const own = view.registry.withHost(host).get(namespace);
  return own && view.registry.isVisible(own, view.proxy.namespace) ? own : view.services.get(host);
}

function addRoutes(hosts: Map<string, Host>, domain: string, { spec: { port, tls } }: GatewayServer, routes: readonly Route[]): void {
  const known = hosts.get(domain);
  const host = known ?? { name: `${domain}:${port.number}`, domain, routes: [], requiresTls: false };
  host.routes = [...host.routes, ...routes];
  host.requiresTls ||= tls?.httpsRedirect === true;
  if (!known) hosts.set(domain, host);
}

/** Routes that take every request come last. Source: route/route.go#SortVHostRoutes. */
function virtualHost({ name, domain, routes, requiresTls }: Host): VirtualHost {
  const isAll = ({ match }: Route): boolean => isCatchAll(match);
  return { name, domains: [domain], routes: [...routes.filter((route) => !isAll(route)), ...routes.filter(isAll)], requiresTls };
}

/** The hosts of a server that VirtualServices of a namespace may use. Source: pkg/config/host/names.go#NamesForNamespace. */
export function hostsFor({ hosts }: GatewayServer, namespace: string): readonly string[] {
  return hosts.flatMap((host) => {
    const slash = host.indexOf('/');
    if (slash < 0) return [host];
    return host.slice(0, slash) === namespace || host.slice(0, slash) === '*' ? [host.slice(slash + 1)] : [];
  });
}

/** What both lists of hosts cover: of two that overlap the narrower one. Source: pkg/config/host/names.go#Names.Intersection. */
export function intersection(a: readonly string[], b: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const first of a) {
    for (const second of b) {
      if (isHostSubset(first, second)) found.add(first);
      else if (isHostSubset(second, first)) found.add(second);
    }
  }
  return [...found];
}
