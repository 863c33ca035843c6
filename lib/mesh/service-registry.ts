import { compareText } from '../core/compare-text';
import type { DeclaredService } from './declared-service';
import type { Endpoint } from './endpoint';
import { entryServices } from './entry-services';
import { HostIndex } from './host-index';
import { withAliases } from './identity';
import { declaredService, kubernetesServices } from './kubernetes-services';
import type { EntrySource } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';
import type { RegisteredService } from './service';
import { withAliasNames } from './service-aliases';
import { type EntryVisibility, entryVisibility } from './service-entry-visibility';
import { ServiceEndpoints } from './service-endpoints';

/** Every service of a mesh, and who sees it. */
export class ServiceRegistry {
  /** All services, the oldest first; of the same age Kubernetes Services by name, and hosts of ServiceEntries by host. */
  public readonly all: readonly RegisteredService[];
  readonly #settings: MeshSettings;
  readonly #entryVisibility: (namespace: string) => EntryVisibility;
  readonly #endpoints: ServiceEndpoints;
  readonly #hosts = new HostIndex<Map<string, RegisteredService[]>>();
  readonly #public: RegisteredService[] = [];
  readonly #exported = new Map<string, RegisteredService[]>();
  readonly #found = new Map<string, readonly Endpoint[]>();

  public constructor(mesh: EntrySource, settings: MeshSettings, declared: readonly DeclaredService[] = []) {
    this.#settings = settings;
    this.#entryVisibility = entryVisibility(mesh, settings);
    this.#endpoints = new ServiceEndpoints(mesh, settings);
    const written = kubernetesServices(mesh, settings);
    const hosts = new Set(written.map(({ host }) => host));
    const unwritten = declared.filter(({ host }) => !hosts.has(host)).map(declaredService);
    this.all = Object.freeze(withAliasNames([...written, ...unwritten, ...entryServices(mesh)].sort(byCreation)));
    for (const service of this.all) this.#add(service);
    Object.freeze(this);
  }

  #add(service: RegisteredService): void {
    const { host, namespace } = service;
    const ofHost = this.#hosts.get(host) ?? new Map<string, RegisteredService[]>();
    this.#hosts.set(host, ofHost);
    append(ofHost, namespace, service);
    const audience = this.audienceOf(service);
    if (audience === 'all') this.#public.push(service);
    else for (const each of audience) append(this.#exported, each, service);
  }

  /** The namespaces whose clients see a service. */
  public audienceOf({ exportTo, namespace, registry }: RegisteredService): ReadonlySet<string> | 'all' {
    const audience = exportTo ?? this.#settings.defaultServiceExportTo;
    const most = registry === 'ServiceEntry' ? this.#entryVisibility(namespace) : 'PUBLIC';
    if (audience.includes('*') && most === 'PUBLIC') return 'all';
    const namespaces = new Set(audience.includes('~') ? [] : audience.map((each) => (each === '.' ? namespace : each)));
    if (most === 'PUBLIC') return namespaces;
    return new Set(most === 'NAMESPACE' && (namespaces.has('*') || namespaces.has(namespace)) ? [namespace] : []);
  }

  /** True when clients in a namespace see a service. */
  public isVisible(service: RegisteredService, namespace: string): boolean {
    const audience = this.audienceOf(service);
    return audience === 'all' || audience.has(namespace);
  }

  /** What clients in a namespace see: first what is exported to few namespaces, then the rest, each the oldest first. */
  public visibleFrom(namespace: string): readonly RegisteredService[] {
    return [...this.#exported.get(namespace) ?? [], ...this.#public];
  }

  /** The namespaces that have a service with exactly that host, each with the one that wins there. */
  public withHost(host: string): ReadonlyMap<string, RegisteredService> {
    return new Map([...this.#hosts.get(host) ?? []].map(([namespace, services]) => (
      [namespace, preferred(services)]
    )));
  }

  /**
   * The service that clients in a namespace mean by a full name: the one with that host, else the one with the longest wildcard that covers
   * it. Of several with one host theirs comes first, then a Kubernetes Service, then the oldest.
   */
  public find(host: string, client: string): RegisteredService | undefined {
    const candidates = [...this.#hosts.mostSpecific(host)?.values() ?? []].map(preferred).filter((each) => this.isVisible(each, client));
    return candidates.find(({ namespace }) => namespace === client) ?? preferred(candidates);
  }

  /** All services with that host in a namespace, the oldest first: they share their endpoints. */
  public named(host: string, namespace: string): readonly RegisteredService[] {
    return this.#hosts.get(host)?.get(namespace) ?? [];
  }

  /** The endpoints of a service, for all of its ports. */
  public endpointsOf({ host, namespace }: RegisteredService): readonly Endpoint[] {
    const key = `${namespace}/${host}`;
    const known = this.#found.get(key);
    if (known) return known;
    const endpoints = this.#endpoints.of(this.named(host, namespace));
    this.#found.set(key, endpoints);
    return endpoints;
  }

  /** The endpoints of one port of a service as istiod finds them for a cluster that it resolves itself: by the number of the port. */
  public endpointsOfPort(service: RegisteredService, port: number): readonly Endpoint[] {
    const names = new Set(service.ports.filter(({ number }) => number === port).map(({ name }) => name));
    return this.endpointsOf(service)
      .filter(({ servicePort, portName }) => (servicePort === undefined ? names.has(portName) : servicePort === port));
  }

  /** The identities that clients accept from the servers of a service. */
  public identitiesOf(service: RegisteredService): readonly string[] {
    const named = this.named(service.host, service.namespace);
    const declared = named[named.length - 1]!.serviceAccounts; // the newest one's list replaces that of the others
    const running = this.endpointsOf(service).flatMap(({ identity }) => identity ?? []);
    return withAliases([...declared, ...running], this.#settings.trustDomainAliases);
  }
}

/** Of services with one host, the oldest first, the one that counts. */
function preferred<S extends RegisteredService | undefined>(services: readonly S[]): S {
  return services.find((service) => service?.registry === 'Kubernetes') ?? services[0]!;
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function byCreation(a: RegisteredService, b: RegisteredService): number {
  if (a.created !== b.created) return a.created < b.created ? -1 : 1;
  return compareText(nameOf(a), nameOf(b)) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name);
}

/** What istiod calls the name of a service. */
function nameOf({ registry, host, name }: RegisteredService): string {
  return registry === 'Kubernetes' ? name : host;
}
