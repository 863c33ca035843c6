import { selects } from '../mesh/endpoint';
import { MESH } from '../mesh/gateway-name';
import { HostIndex } from '../mesh/host-index';
import type { EgressListener } from '../mesh/proxy-services';
import type { ProxyView } from '../mesh/proxy-view';
import type { RegisteredService, ServicePort } from '../mesh/service';
import type { HttpRouteSpec, MeshRoutes } from '../mesh/virtual-services';
import { hostsMatch } from '../values/host-relation';
import { isHttpProtocol } from '../values/protocol';
import { defaultHash, type HashKey, routeHash } from './hash-key';

/** A cluster that a route names, be there one or not. */
export interface ClusterName {
  readonly host: string;
  readonly port: number;
  readonly subset: string;
}

/** Where requests of one route go, and what of them decides about the endpoint. */
export interface RouteTarget {
  readonly clusters: readonly ClusterName[];
  readonly hashes: readonly HashKey[];
}

/** Hosts that share their routes on a port. */
export interface VirtualHost {
  readonly hosts: readonly string[];
  readonly routes: readonly RouteTarget[];
}

/** True for ports on which requests are routed: of HTTP, or undeclared. */
export function isRouted({ protocol }: ServicePort): boolean {
  return protocol === undefined || isHttpProtocol(protocol);
}

/** The virtual hosts that a sidecar has on a port of one of its listeners. */
export function virtualHosts(view: ProxyView, listener: EgressListener, port: number): readonly VirtualHost[] {
  const services = new Map<string, RegisteredService>();
  for (const service of listener.services) {
    const own = service.ports.find(({ number }) => number === port);
    if (own) services.set(service.host.toLowerCase(), { ...service, ports: [own] });
  }
  const winners = routesByHost(listener.routes);
  const taken = new Set<string>();
  const attached = new Set<string>();
  const found = listener.routes.flatMap((each): readonly VirtualHost[] => {
    if (port !== 80 && !each.hosts.some((host) => hasService(services, host.toLowerCase()))) return [];
    const routes = routeTargets(view, each, port, services);
    if (routes.length === 0) return [];
    const { covered, others } = hostsOf(each, services, winners);
    const routed = covered.filter(({ ports }) => ports.every(isRouted));
    if (routed.length === 0 && port !== 80) return [];
    for (const { host } of routed) attached.add(host);
    const hosts = [...others, ...routed.map(({ host }) => host)].filter((host) => !taken.has(host.toLowerCase()));
    for (const host of hosts) taken.add(host.toLowerCase());
    return hosts.length > 0 ? [{ hosts, routes }] : [];
  });
  const plain = [...services.values()]
    .filter(({ host, resolution, ports }) => !attached.has(host) && resolution !== 'ALIAS' && ports.every(isRouted));
  return [...found, ...plain.map(({ host }): VirtualHost => {
    const hash = defaultHash(view.ruleOf(host), port);
    return { hosts: [host], routes: [{ clusters: [{ host, port, subset: '' }], hashes: hash ? [hash] : [] }] };
  })];
}

function hasService(services: ReadonlyMap<string, RegisteredService>, host: string): boolean {
  if (services.has(host)) return true;
  for (const each of services.keys()) if ((host.startsWith('*') || each.startsWith('*')) && hostsMatch(host, each)) return true;
  return false;
}

/** The VirtualService that each host gets: the first with that host. */
function routesByHost(routes: readonly MeshRoutes[]): HostIndex<MeshRoutes> {
  const index = new HostIndex<MeshRoutes>();
  for (const each of routes) for (const host of each.hosts) if (!index.get(host)) index.set(host, each);
  return index;
}

/** The services that a VirtualService is for, and those of its hosts that are none. */
function hostsOf(
  routes: MeshRoutes, services: ReadonlyMap<string, RegisteredService>, winners: HostIndex<MeshRoutes>,
): { readonly covered: readonly RegisteredService[]; readonly others: readonly string[] } {
  const covered: RegisteredService[] = [];
  const others: string[] = [];
  for (const host of routes.hosts.map((each) => each.toLowerCase())) {
    const named = host.startsWith('*') ? undefined : services.get(host);
    if (named) covered.push(named);
    else if (!host.startsWith('*')) others.push(host);
    else {
      const matching = [...services.values()].filter((service) => hostsMatch(service.host, host));
      if (matching.length === 0) others.push(host);
      covered.push(...matching.filter((service) => winners.mostSpecific(service.host) === routes));
    }
  }
  return { covered, others };
}

/** The routes of a VirtualService that a sidecar gets for a port. */
function routeTargets(
  view: ProxyView, { http }: MeshRoutes, port: number, services: ReadonlyMap<string, RegisteredService>,
): readonly RouteTarget[] {
  const targets: RouteTarget[] = [];
  for (const route of http) {
    const { match = [] } = route;
    const holding = match.filter((each) => isFor(each, view, port));
    if (match.length > 0 && holding.length === 0) continue;
    targets.push(targetOf(view, route, port, services));
    if (match.length === 0 || holding.some(isForAll)) break;
  }
  return targets;
}

type Match = NonNullable<HttpRouteSpec['match']>[number];

function isFor({ port, gateways = [], sourceLabels = {}, sourceNamespace }: Match, { proxy }: ProxyView, listenPort: number): boolean {
  if (port && port !== listenPort) return false;
  if (gateways.length > 0) return gateways.includes(MESH);
  return selects(sourceLabels, proxy.labels) && (!sourceNamespace || sourceNamespace === proxy.namespace);
}

/** True for a match that holds for every request, so that no later one is reached. */
function isForAll({ uri, headers = {}, withoutHeaders = {}, queryParams = {}, method, scheme, authority }: Match): boolean {
  const { exact, prefix, regex } = uri ?? {};
  const isAnyPath = prefix === '/' || regex === '.*' || (exact ?? prefix ?? regex) === undefined;
  const isAnyRequest = !method && !scheme && !authority
    && [headers, withoutHeaders, queryParams].every((each) => Object.keys(each).length === 0);
  return isAnyPath && isAnyRequest;
}

function targetOf(view: ProxyView, route: HttpRouteSpec, port: number, services: ReadonlyMap<string, RegisteredService>): RouteTarget {
  if (route.redirect || route.directResponse) return { clusters: [], hashes: [] };
  const all = route.route ?? [];
  const destinations = all.length > 1 ? all.filter(({ weight = 0 }) => weight > 0) : all;
  return {
    clusters: destinations.map(({ destination }) => clusterName(destination, services.get(destination.host), port)),
    hashes: destinations.flatMap(({ destination: { host, subset = '', port: own } }) => (
      routeHash(view.ruleOf(host), subset, own?.number) ?? []
    )),
  };
}

/** The cluster that a destination means: without a port the only one of its service, else that of the listener. */
export function clusterName(
  { host, subset = '', port: { number } = {} }: { readonly host: string; readonly subset?: string; readonly port?: { readonly number?: number } },
  service: RegisteredService | undefined, listenPort: number,
): ClusterName {
  return { host: service?.aliasOf ?? host, subset, port: number ?? (service?.ports.length === 1 ? service.ports[0]!.number : listenPort) };
}
