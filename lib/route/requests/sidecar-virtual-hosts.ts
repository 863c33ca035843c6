import { compareText } from '../../core/compare-text';
import { MESH } from '../../mesh/gateway-name';
import { HostIndex } from '../../mesh/host-index';
import type { EgressListener } from '../../mesh/proxy-services';
import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService, ServicePort } from '../../mesh/service';
import type { MeshRoutes } from '../../mesh/virtual-services';
import { hostsMatch } from '../../values/host-relation';
import { isHttpProtocol, parseProtocol } from '../../values/protocol';
import { defaultHash } from '../hash-key';
import { defined } from '../limits';
import { retryPolicy, type RetrySpec } from './behaviours';
import type { Forward, Route, VirtualHost } from './route-configuration';
import { ANY_REQUEST } from './route-match';
import { serviceDomains, TakenDomains, withPort } from './virtual-host-domains';
import { virtualServiceRoutes } from './virtual-service-routes';

/** True for ports on which requests are routed: of HTTP, or undeclared. */
export function isRouted({ protocol }: ServicePort): boolean {
  return protocol === undefined || isHttpProtocol(protocol);
}

/** Services of a port, and hosts that are no service, with their routes. */
interface Wrapper {
  readonly port: number;
  readonly services: readonly RegisteredService[];
  readonly hosts: readonly string[];
  readonly routes: readonly Route[];
}

/**
 * The virtual hosts that a sidecar has on a port of one of its listeners; zero for a listener without a port, which has those of all ports.
 * Source: httproute.go#BuildSidecarOutboundVirtualHosts.
 */
export function sidecarVirtualHosts(view: ProxyView, listener: EgressListener, listenPort: number): readonly VirtualHost[] {
  const port = listener.port && parseProtocol(listener.port.protocol) === 'HTTP_PROXY' ? 0 : listenPort;
  const services = servicesOf(listener, port);
  const wrappers = [...routedServices(view, listener, port, services)];
  const attached = new Set(wrappers.flatMap((wrapper) => wrapper.services.map(({ host }) => host)));
  wrappers.push(...plainServices(view, [...services.values()].filter(({ host }) => !attached.has(host))));
  const names = new Set<string>();
  const domains = new TakenDomains(wrappers.flatMap((wrapper) => wrapper.services));
  const made = wrappers.flatMap((wrapper) => [
    ...wrapper.hosts.flatMap((host) => virtualHost(wrapper, host, () => domains.take(withPort(host)), names)),
    ...wrapper.services.flatMap((service) => virtualHost(wrapper, service.host, () => {
      const { all, short } = serviceDomains(service, view, port === 0 ? wrapper.port : undefined);
      return domains.take(all, short);
    }, names)),
  ].map((host) => ({ port: wrapper.port, host })));
  return port === 0 ? ofAllPorts(made) : made.filter((each) => each.port === port).map(({ host }) => host);
}

/** Names are in lower case when they are for one port. */
function servicesOf({ services }: EgressListener, port: number): ReadonlyMap<string, RegisteredService> {
  const known = new Map<string, RegisteredService>();
  for (const service of services) {
    const own = service.ports.find(({ number }) => number === port);
    if (port === 0) known.set(service.host, service);
    else if (own) known.set(service.host.toLowerCase(), { ...service, host: service.host.toLowerCase(), ports: [own] });
  }
  return known;
}

/** What VirtualServices say. Source: httproute.go#selectVirtualServices, route/route.go#buildSidecarVirtualHostsForVirtualService. */
function routedServices(
  view: ProxyView, { routes: all }: EgressListener, listenPort: number, services: ReadonlyMap<string, RegisteredService>,
): readonly Wrapper[] {
  const winners = routesByHost(all);
  return all.flatMap((each): readonly Wrapper[] => {
    // On port 80 hosts count too that no service has.
    if (listenPort !== 80 && !each.hosts.some((host) => hasService(services, host.toLowerCase()))) return [];
    const routes = virtualServiceRoutes(each, MESH, { view, port: listenPort, isTls: false, serviceOf: (host) => services.get(host) });
    if (routes.length === 0) return [];
    const { covered, others } = hostsOf(each, services, winners);
    const byPort = new Map<number, RegisteredService[]>();
    for (const service of covered) {
      for (const port of service.ports) {
        if (isRouted(port)) byPort.set(port.number, [...byPort.get(port.number) ?? [], service]);
      }
    }
    if (byPort.size === 0 && listenPort === 80) byPort.set(80, []);
    return [...byPort].map(([port, routed]) => ({ port, services: routed, hosts: others, routes }));
  });
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

/** The services that a VirtualService is for, and those of its hosts that are none. Source: route/route.go#separateVSHostsAndServices. */
function hostsOf(
  routes: MeshRoutes, services: ReadonlyMap<string, RegisteredService>, winners: HostIndex<MeshRoutes>,
): { readonly covered: readonly RegisteredService[]; readonly others: readonly string[] } {
  const covered: RegisteredService[] = [];
  const others: string[] = [];
  const wildcards: string[] = [];
  for (const host of routes.hosts.map((each) => each.toLowerCase())) {
    const named = host.startsWith('*') ? undefined : services.get(host);
    if (named) covered.push(named);
    else (host.startsWith('*') ? wildcards : others).push(host);
  }
  for (const host of wildcards) {
    const matching = [...services.values()].filter((service) => hostsMatch(service.host, host));
    if (matching.length === 0) others.push(host);
    covered.push(...matching.filter((service) => winners.mostSpecific(service.host) === routes));
  }
  return { covered, others };
}

/** Services that no VirtualService is for. Source: route/route.go#buildSidecarVirtualHostForService. */
function plainServices(view: ProxyView, services: readonly RegisteredService[]): readonly Wrapper[] {
  return services.filter(({ resolution }) => resolution !== 'ALIAS').sort((a, b) => compareText(a.host, b.host)).flatMap((service) => (
    service.ports.filter(isRouted).map(({ number }): Wrapper => {
      const hash = defaultHash(view.ruleOf(service.host), number);
      const route: Route = {
        name: 'default',
        match: ANY_REQUEST,
        action: defined<Forward>({
          does: 'forward',
          clusters: [{ cluster: { to: 'service', host: service.host, port: number, subset: '' }, weight: 1 }],
          timeout: 0,
          retries: retryPolicy(view.settings.defaultHttpRetryPolicy as RetrySpec | undefined, false),
          mirrors: [],
          hashes: hash ? [hash] : [],
        }),
      };
      return { port: number, services: [service], hosts: [], routes: [route] };
    })
  ));
}

function virtualHost(
  { port, routes }: Wrapper, host: string, take: () => readonly string[], names: Set<string>,
): readonly VirtualHost[] {
  const name = `${withPort(host)[0]!}:${port}`;
  if (names.has(name)) return [];
  names.add(name);
  const domains = take();
  return domains.length > 0 ? [{ name, domains, routes, requiresTls: false }] : [];
}

/** Without a port of their own, hosts of port 80 can be named without one. Source: httproute.go#mergeAllVirtualHosts. */
function ofAllPorts(made: readonly { readonly port: number; readonly host: VirtualHost }[]): readonly VirtualHost[] {
  return made.flatMap(({ port, host }) => {
    const domains = port === 80 ? host.domains : host.domains.filter((domain) => domain.includes(':'));
    return domains.length > 0 ? [{ ...host, domains }] : [];
  });
}
