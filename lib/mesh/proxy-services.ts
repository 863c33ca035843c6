import { EgressHosts } from './egress-hosts';
import type { RegisteredService, ServicePort } from './service';
import type { ServiceRegistry } from './service-registry';
import type { HttpRouteSpec, MeshRoutes, VirtualServices } from './virtual-services';
import { parseProtocol } from '../values/protocol';

/** What one listener of a Sidecar for outgoing traffic lets through; without a Sidecar there is one, which lets everything through. */
export interface EgressListener {
  /** The port that it listens on; unset: every port that no other listener has. */
  readonly port?: { readonly number: number; readonly protocol: string };
  /** The address, or the Unix socket, that it listens on; unset: the addresses of the services. */
  readonly bind?: string;
  /** False when the workload reaches it by its address alone, because nothing captures traffic for it. */
  readonly isCaptured: boolean;
  /** What it imports, perhaps with some of its ports only. */
  readonly services: readonly RegisteredService[];
  /** The VirtualServices that hold for it, in the order in which they win. */
  readonly routes: readonly MeshRoutes[];
}

/** A listener as a Sidecar has it. */
export interface ListenerSpec {
  readonly port?: { readonly number?: number; readonly protocol?: string };
  readonly bind?: string;
  readonly captureMode?: string;
  readonly hosts: readonly string[];
}

/** The listeners of a workload in a namespace, and the services that reach it through them. */
export function egressListeners(
  specs: readonly ListenerSpec[], namespace: string, registry: ServiceRegistry, virtualServices: VirtualServices,
): readonly EgressListener[] {
  const visible = registry.visibleFrom(namespace);
  const routes = virtualServices.for(namespace);
  return specs.map(({ port: { number, protocol = '' } = {}, bind, captureMode, hosts }) => {
    const imports = new EgressHosts(hosts, namespace);
    const isLimited = Boolean(number) && parseProtocol(protocol) !== 'HTTP_PROXY';
    const imported = visible.filter((service) => imports.hasService(service.namespace, service.host))
      .map((service) => {
        const { namespace: home, host, aliases } = service;
        return aliases ? { ...service, aliases: imports.aliasesOf(home, host, aliases) } : service;
      })
      .flatMap((service) => (isLimited ? withPort(service, number!) ?? [] : [service]));
    return {
      ...(number === undefined ? {} : { port: { number, protocol } }),
      ...(bind === undefined ? {} : { bind }),
      isCaptured: captureMode !== 'NONE' && bind?.startsWith('unix://') !== true,
      services: onePerHost(imported, namespace),
      routes: routes.filter((each) => imports.hasRoutes(each.namespace, each.hosts)),
    };
  });
}

/**
 * Of a host that several namespaces have, the services of one: of the client's own, else of the first with a Kubernetes Service, else of
 * the first.
 */
function onePerHost(services: readonly RegisteredService[], namespace: string): readonly RegisteredService[] {
  const chosen = new Map<string, RegisteredService>();
  for (const service of services) {
    const known = chosen.get(service.host);
    const isBetter = known === undefined || service.namespace === namespace
      || (known.registry !== 'Kubernetes' && service.registry === 'Kubernetes' && known.namespace !== namespace);
    if (isBetter) chosen.set(service.host, service);
  }
  return services.filter(({ host, namespace: home }) => chosen.get(host)!.namespace === home);
}

/** Everything that listeners import, and where their routes lead beyond it; one service a host. */
export function importedServices(
  listeners: readonly EgressListener[], namespace: string, registry: ServiceRegistry,
): ReadonlyMap<string, RegisteredService> {
  const known = new Map<string, RegisteredService>();
  for (const { port, services, routes } of listeners) {
    for (const service of services) addService(known, service);
    const isLimited = Boolean(port?.number) && parseProtocol(port!.protocol) !== 'HTTP_PROXY';
    for (const each of routes) {
      for (const [host, ports] of destinationsOf(each, namespace)) {
        const service = destination(registry, host, namespace);
        const reached = service && (isLimited ? withPort(service, port!.number) : withPorts(service, ports));
        if (reached) addService(known, reached);
      }
    }
  }
  return known;
}

/** The service that a route means: of the client's namespace, else a Kubernetes Service, else the oldest that the client sees. */
function destination(registry: ServiceRegistry, host: string, namespace: string): RegisteredService | undefined {
  const byNamespace = registry.withHost(host);
  const own = byNamespace.get(namespace);
  if (own) return own;
  const visible = [...byNamespace.values()].filter((service) => registry.isVisible(service, namespace));
  return visible.find(({ registry: source }) => source === 'Kubernetes') ?? visible.reduce<RegisteredService | undefined>(
    (oldest, service) => (oldest === undefined || service.created < oldest.created ? service : oldest), undefined,
  );
}

/** Adds a service to those of a proxy; what two namespaces or objects call the same is one host. */
export function addService(known: Map<string, RegisteredService>, service: RegisteredService): void {
  const existing = known.get(service.host);
  if (existing === undefined || (existing.registry !== 'Kubernetes' && service.registry === 'Kubernetes')) known.set(service.host, service);
  else if (canBeMerged(existing, service)) {
    const numbers = new Set(existing.ports.map(({ number }) => number));
    const more = service.ports.filter(({ number }) => !numbers.has(number));
    if (more.length > 0) known.set(service.host, { ...existing, ports: [...existing.ports, ...more] });
  }
}

function canBeMerged(a: RegisteredService, b: RegisteredService): boolean {
  return a.registry === b.registry && a.namespace === b.namespace && a.resolution === b.resolution
    && areEqual(a.labels, b.labels) && areEqual(a.selector, b.selector)
    && areEqual(asKeys(a.exportTo), asKeys(b.exportTo));
}

function asKeys(texts: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map((text) => [text, '']));
}

function areEqual(a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>> = {}): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && a[key] === b[key]);
}

function withPort(service: RegisteredService, number: number): RegisteredService | undefined {
  const port = service.ports.find((each) => each.number === number);
  return port && limited(service, [port]);
}

/** The service with the ports that routes name; zero stands for a route that names none. */
function withPorts(service: RegisteredService, numbers: ReadonlySet<number>): RegisteredService | undefined {
  if (numbers.has(0)) return service;
  const ports = service.ports.filter(({ number }) => numbers.has(number));
  return ports.length === 0 ? undefined : limited(service, ports);
}

function limited(service: RegisteredService, ports: readonly ServicePort[]): RegisteredService {
  return ports.length === service.ports.length ? service : { ...service, ports };
}

/** The hosts that routes lead to, each with the ports that they name. */
function destinationsOf({ http, tls, tcp }: MeshRoutes, namespace: string): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  const add = (to: { readonly host: string; readonly port?: { readonly number?: number } } | undefined): void => {
    if (!to) return;
    const ports = found.get(to.host) ?? new Set();
    found.set(to.host, ports.add(to.port?.number ?? 0));
  };
  for (const route of http) {
    if (!isFor(route, namespace)) continue;
    for (const { destination: to } of route.route ?? []) add(to);
    add(route.mirror);
    for (const { destination: to } of route.mirrors ?? []) add(to);
  }
  for (const { route = [] } of [...tcp, ...tls]) for (const { destination: to } of route) add(to);
  return found;
}

/** False when every match of a route that names the namespace of the client names another one, and the last of them does. */
function isFor({ match = [] }: HttpRouteSpec, namespace: string): boolean {
  const named = match.flatMap(({ sourceNamespace }) => sourceNamespace || []);
  return named.length === 0 || named.includes(namespace);
}
