import { compareText } from '../core/compare-text';
import type { Endpoint } from './endpoint';
import { selects, TLS_MODE } from './endpoint';
import { topologyLabels } from './locality';
import { type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';
import type { RegisteredService, ServicePort } from './service';
import { asList, asNumber, asObject, asText } from './unchecked';
import { entryInstance, isOnlyForDns, podInstances, workloadEntryInstances, type WorkloadInstance } from './workload-instances';

/** Finds the endpoints of services: from EndpointSlices, from the lists of ServiceEntries, and by selectors. */
export class ServiceEndpoints {
  readonly #mesh: EntrySource;
  readonly #settings: MeshSettings;
  #slices: ReadonlyMap<string, readonly Slice[]> | undefined;
  #pods: ReadonlyMap<string, WorkloadInstance> | undefined;
  #selectable: ReadonlyMap<string, readonly WorkloadInstance[]> | undefined;

  public constructor(mesh: EntrySource, settings: MeshSettings) {
    this.#mesh = mesh;
    this.#settings = settings;
  }

  /** The endpoints of services that have one name in one namespace, which share them: the oldest service first. */
  public of(services: readonly RegisteredService[]): readonly Endpoint[] {
    const entries = services.filter(({ registry }) => registry === 'ServiceEntry');
    const kubernetes = services.filter(({ registry }) => registry === 'Kubernetes');
    return Object.freeze([...this.#ofEntries(entries), ...kubernetes.flatMap((service) => this.#ofKubernetes(service))]);
  }

  #ofEntries(services: readonly RegisteredService[]): readonly Endpoint[] {
    const roundRobin = new Set<number>();
    return services.flatMap((service) => {
      const endpoints = this.#entryEndpoints(service);
      // istiod registers a service for each address, and all of them share their endpoints.
      return Array.from({ length: Math.max(1, service.addresses.length) }, () => endpoints).flat().filter(({ servicePort }) => {
        const isTaken = service.resolution === 'DNS_ROUND_ROBIN' && roundRobin.has(servicePort!); // a cluster of that type has one endpoint
        roundRobin.add(servicePort!);
        return !isTaken;
      });
    });
  }

  #entryEndpoints(service: RegisteredService): readonly Endpoint[] {
    const { resource: { spec: { endpoints = [] } } } = service.entry as EntryOf<'ServiceEntry'>;
    const { host, namespace, name, ports, resolution, selector } = service;
    const isDns = resolution === 'DNS' || resolution === 'DNS_ROUND_ROBIN';
    if (selector) {
      if (Object.keys(selector).length === 0) return [];
      return this.#selectableIn(namespace).filter((instance) => selects(selector, instance.labels) && (isDns || !isOnlyForDns(instance)))
        .flatMap((instance) => entryEndpoints(instance, ports));
    }
    if (endpoints.length === 0 && isDns) {
      return ports.map(({ name: portName, number, targetPort }) => ({
        address: host, port: Number(targetPort ?? number), portName, servicePort: number, namespace, labels: {}, locality: '', weight: 1,
        tlsMode: 'disabled', health: 'HEALTHY',
      }));
    }
    return endpoints.flatMap((endpoint, i) => (
      entryEndpoints(entryInstance(endpoint, `${name}-${i}`, namespace, this.#settings.trustDomain), ports)
    ));
  }

  #ofKubernetes(service: RegisteredService): readonly Endpoint[] {
    const { namespace, name } = service;
    const slices = (this.#slices ??= slicesByService(this.#mesh)).get(`${namespace}/${name}`) ?? [];
    return [...slices.flatMap((slice) => this.#sliceEndpoints(slice)), ...this.#selectedEntries(service)];
  }

  #sliceEndpoints({ namespace, ports, endpoints }: Slice): readonly Endpoint[] {
    return endpoints.flatMap((endpoint) => {
      const { addresses, conditions, targetRef } = endpoint;
      const { kind, name } = asObject(targetRef);
      const pod = kind === 'Pod' ? this.#pod(namespace, String(name)) : undefined;
      if (kind === 'Pod' && !pod) return [];
      const health = healthOf(asObject(conditions));
      return asList(addresses).flatMap((address) => (typeof address !== 'string' ? [] : ports.map(({ name: portName, port }): Endpoint => ({
        address,
        port: asNumber(port) ?? 0,
        portName: asText(portName) ?? '',
        namespace: pod?.namespace ?? '',
        labels: pod?.labels ?? topologyLabels(''),
        locality: pod?.locality ?? '',
        weight: 1,
        tlsMode: pod?.labels[TLS_MODE] ?? 'disabled',
        ...(pod?.identity === undefined ? {} : { identity: pod.identity }),
        health,
      }))));
    });
  }

  /** WorkloadEntries that a Service selects beside pods. */
  #selectedEntries({ namespace, ports, resolution, selector }: RegisteredService): readonly Endpoint[] {
    if (resolution !== 'STATIC' || !selector || Object.keys(selector).length === 0) return [];
    const selected = this.#selectableIn(namespace)
      .filter((instance) => instance.kind === 'WorkloadEntry' && !isOnlyForDns(instance) && selects(selector, instance.labels));
    return ports.flatMap(({ name: portName, number, targetPort }) => selected.flatMap((instance): readonly Endpoint[] => {
      const isNamed = typeof targetPort === 'string';
      const named = instance.ports[isNamed ? targetPort : portName];
      if (isNamed && !named) return [];
      return [{ ...endpointOf(instance), port: named || (isNamed ? number : targetPort ?? number), portName }];
    }));
  }

  #pod(namespace: string, name: string): WorkloadInstance | undefined {
    this.#pods ??= new Map(podInstances(this.#mesh, this.#settings).map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
    return this.#pods.get(`${namespace}/${name}`);
  }

  /** Pods and WorkloadEntries that a ServiceEntry of the namespace can select: pods first, then by name. */
  #selectableIn(namespace: string): readonly WorkloadInstance[] {
    this.#selectable ??= grouped([...podInstances(this.#mesh, this.#settings), ...workloadEntryInstances(this.#mesh, this.#settings)]);
    return this.#selectable.get(namespace) ?? [];
  }
}

function grouped(instances: readonly WorkloadInstance[]): ReadonlyMap<string, readonly WorkloadInstance[]> {
  const groups = new Map<string, WorkloadInstance[]>();
  for (const instance of instances) {
    const group = groups.get(instance.namespace);
    if (group) group.push(instance);
    else groups.set(instance.namespace, [instance]);
  }
  for (const group of groups.values()) group.sort((a, b) => compareText(a.kind, b.kind) || compareText(a.name, b.name));
  return groups;
}

function endpointOf({ address, namespace, labels, locality, weight, tlsMode, identity }: WorkloadInstance): Omit<Endpoint, 'port' | 'portName'> {
  return { address, namespace, labels, locality, weight, tlsMode, ...(identity === undefined ? {} : { identity }), health: 'HEALTHY' };
}

/** A workload behind the ports of a ServiceEntry: its own number for the name of the port, else that of the entry. */
function entryEndpoints(instance: WorkloadInstance, ports: readonly ServicePort[]): readonly Endpoint[] {
  return ports.map(({ name: portName, number, targetPort }) => {
    const shared = { ...endpointOf(instance), portName, servicePort: number };
    if (instance.address.startsWith('unix://')) return { ...shared, address: instance.address.slice('unix://'.length), port: 0 };
    return { ...shared, port: (instance.ports[portName] || targetPort || number) as number };
  });
}

interface Slice {
  readonly namespace: string;
  readonly ports: readonly Readonly<Record<string, unknown>>[];
  readonly endpoints: readonly Readonly<Record<string, unknown>>[];
}

function slicesByService(mesh: EntrySource): ReadonlyMap<string, readonly Slice[]> {
  const slices = new Map<string, Slice[]>();
  const sorted = [...mesh.all('EndpointSlice.discovery.k8s.io')].sort((a, b) => compareText(a.id.name, b.id.name));
  for (const entry of sorted) {
    const { resource: { metadata: { labels = {} }, endpoints, ports, addressType } } = entry;
    const service = labels['kubernetes.io/service-name'];
    if (service === undefined || addressType === 'FQDN') continue;
    const namespace = namespaceOf(entry);
    const slice = { namespace, ports: asList(ports).map(asObject), endpoints: asList(endpoints).map(asObject) };
    const key = `${namespace}/${service}`;
    const known = slices.get(key);
    if (known) known.push(slice);
    else slices.set(key, [slice]);
  }
  return slices;
}

function healthOf({ ready, terminating }: Readonly<Record<string, unknown>>): Endpoint['health'] {
  if (ready !== false) return 'HEALTHY';
  return terminating === false ? 'UNHEALTHY' : 'TERMINATING';
}
