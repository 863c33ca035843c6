import { DEFAULT_RELEASE, type IstioRelease } from '../core/release';
import { qualifyHost } from '../values/host-name';
import type { Absence, Named, World } from './absence';
import type { DeclaredService } from './declared-service';
import type { HostRule } from './destination-rules';
import type { RoutedDestination } from './routed-destinations';
import type { Detour } from './detours';
import type { Endpoint } from './endpoint';
import { Entry, type MeshInput, meshInputs } from './entry';
import type { MeshGateway } from './gateways';
import type { MeshConfigInput } from './given-mesh-config';
import type { IstioctlView } from './istioctl/istioctl-view';
import type { EntryOf, EntrySource, MeshEntry } from './mesh-entry';
import type { MeshKind } from './mesh-kind';
import type { Parts } from './mesh-parts';
import type { Given, MeshSettings } from './mesh-settings';
import type { MutualTls } from './peer-authentication';
import type { PolicyKind } from './policies';
import type { Proxy, ProxyView } from './proxy-view';
import type { RegisteredService } from './service';
import type { MeshRoutes } from './virtual-services';
import type { Workload } from './workloads';

/** What a mesh of plain objects is made with. */
export interface MeshOfOptions {
  /**
   * The Istio release that runs it.
   *
   * @default '1.31'
   */
  readonly release?: IstioRelease;
  /**
   * Istio's MeshConfig: its fields, or a text of YAML. They win over those that the resources have in a ConfigMap `istio` or an
   * IstioOperator; what is wrong in it is left out, as Istio does with fields that it does not know.
   *
   * @default - what the resources have, and Istio's defaults
   */
  readonly meshConfig?: MeshConfigInput;
  /**
   * The DNS domain of the cluster, the end of every Service's full name.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * Whether the resources are all that the cluster has. In an open world others may exist that were not given.
   *
   * @default 'open'
   */
  readonly world?: World;
  /**
   * Resources that are there too, such as what a cluster has. A resource of the same kind, namespace and name replaces one of these.
   *
   * @default - none
   */
  readonly context?: readonly unknown[];
}

/** A proxy that a mesh is asked about. */
export interface ProxyOptions {
  /** The namespace of its pod. */
  readonly namespace: string;
  /**
   * The labels of its pod.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * A sidecar, or a gateway: those have other listeners, and no Sidecar resource holds for them.
   *
   * @default 'sidecar'
   */
  readonly type?: 'sidecar' | 'gateway';
  /**
   * Where it runs: `region/zone/subzone`.
   *
   * @default - unknown
   */
  readonly locality?: string;
  /**
   * The IP address of its pod: a sidecar does not open listeners for its own one.
   *
   * @default - unknown
   */
  readonly address?: string;
}

/**
 * Many resources seen together, of any kind: which host is which service, who sees whom, which rule a client follows, which pods a gateway
 * has. It is frozen, the order of the resources changes no answer, and whatever follows from them is worked out when it is first asked for.
 *
 * @example
 * const mesh = Mesh.of([
 *   { apiVersion: 'v1', kind: 'Service', metadata: { name: 'reviews', namespace: 'shop' }, spec: { ports: [{ name: 'http', port: 80 }] } },
 *   {
 *     apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'reviews', namespace: 'shop' },
 *     spec: { host: 'reviews', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
 *   },
 * ]);
 * mesh.service('reviews', 'shop')?.ports[0]?.protocol; // => 'HTTP'
 * mesh.proxy({ namespace: 'web' }).ruleOf('reviews.shop.svc.cluster.local')?.trafficPolicy; // => { loadBalancer: { simple: 'RANDOM' } }
 */
export class Mesh implements EntrySource {
  /**
   * The mesh of plain objects of any kind; of a `List` its items. What is no Kubernetes object is left out.
   *
   * @param resources objects as `JSON.parse` or a YAML reader gives them
   */
  public static of(
    resources: readonly unknown[], { release = DEFAULT_RELEASE, meshConfig, clusterDomain, world, context }: MeshOfOptions = {},
  ): Mesh {
    return new Mesh(meshInputs(resources, release, context), undefined, { written: meshConfig, clusterDomain, world });
  }

  readonly #entries: readonly Entry[];
  readonly #declare: () => readonly DeclaredService[];
  readonly #given: Given;
  #declared: readonly DeclaredService[] | undefined;
  #byKind: ReadonlyMap<string, readonly MeshEntry[]> | undefined;
  #unsound: readonly Entry[] | undefined;
  #made: Parts | undefined;

  /**
   * @param declaredServices asked for when they are needed
   * @internal
   */
  public constructor(
    inputs: readonly MeshInput[], declaredServices: () => readonly DeclaredService[] = () => NONE, given: Given = {},
  ) {
    const entries = Object.freeze(inputs.map((input, index) => new Entry(input, index)));
    this.#entries = entries;
    this.#declare = declaredServices;
    this.#given = given;
    Object.freeze(this);
  }

  /** Every object that says what it is, be its spec sound or not, in the order in which they came. */
  public get entries(): readonly MeshEntry[] {
    return this.#entries;
  }

  /** The objects of a kind; of Istio's kinds those with a sound spec. */
  public all<K extends MeshKind>(kind: K): readonly EntryOf<K>[] {
    this.#byKind ??= indexed(this.#entries);
    return (this.#byKind.get(kind) ?? NONE) as readonly EntryOf<K>[];
  }

  /**
   * The objects of one of Istio's kinds of which nothing is sound, though istiod decodes them: a DestinationRule without a host.
   *
   * @internal
   */
  public unsound(kind: MeshKind): readonly MeshEntry[] {
    this.#unsound ??= this.#entries.filter(({ decodes, kind: found }) => decodes === 'partly' && found === undefined);
    return this.#unsound.length === 0 ? NONE : this.#unsound.filter(({ id }) => id.kind === kind);
  }

  /** What is worked out of the objects; it loads when it is first asked for. */
  get #parts(): Parts {
    if (this.#made) return this.#made;
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- most checks ask for objects alone
    const { meshParts } = require('./mesh-parts') as typeof import('./mesh-parts');
    return this.#made = meshParts(this, this.#given);
  }

  /** What holds for the whole mesh: its MeshConfig, with Istio's defaults. */
  public get settings(): MeshSettings {
    return this.#parts.settings;
  }

  /** Whether its objects are all that the cluster has. */
  public get world(): World {
    return this.#given.world ?? 'open';
  }

  /**
   * Whether something that an object names, or selects, is missing: undefined when it is there, be it as context. What it may have been
   * meant for stands in `near`.
   *
   * @example
   * const metadata = { name: 'reviews', namespace: 'shop' };
   * const service = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } };
   * const mesh = Mesh.of([service]);
   * mesh.absenceOf({ kind: 'host', name: 'reveiws', namespace: 'shop' })?.certainty; // => 'likely'
   * mesh.absenceOf({ kind: 'host', name: 'reveiws', namespace: 'shop' })?.near; // => ['reviews']
   * mesh.absenceOf({ kind: 'host', name: 'payments', namespace: 'bank' })?.certainty; // => 'unknown'
   */
  public absenceOf(named: Named): Absence | undefined {
    return this.#parts.absences.of(named);
  }

  /** Services that a program declares without writing their objects. */
  public get declaredServices(): readonly DeclaredService[] {
    return this.#declared ??= Object.freeze([...this.#declare()]);
  }

  /** Every service: Kubernetes Services, and the hosts of ServiceEntries; the oldest first. */
  public get services(): readonly RegisteredService[] {
    return this.#parts.registry.all;
  }

  /** The endpoints of a service, for all of its ports: from EndpointSlices, from ServiceEntries and WorkloadEntries. */
  public endpointsOf(service: RegisteredService): readonly Endpoint[] {
    return this.#parts.registry.endpointsOf(service);
  }

  /**
   * The service that a client, or a resource, in a namespace means by a host: a short name is one of that namespace, a wildcard covers
   * what has no service of its own. Undefined when there is none that the namespace sees.
   */
  public service(host: string, namespace: string): RegisteredService | undefined {
    return this.#parts.registry.find(qualifyHost(host, namespace, this.settings.clusterDomain), namespace);
  }

  /** Every workload: what Deployments and the like make, pods of their own, WorkloadEntries. */
  public get workloads(): readonly Workload[] {
    return this.#parts.workloads;
  }

  /** The workloads behind a service. */
  public workloadsOf({ namespace, selector }: RegisteredService): readonly Workload[] {
    if (!selector || Object.keys(selector).length === 0) return NONE;
    return this.#parts.workloadsByLabel.select(selector).filter((workload) => workload.namespace === namespace);
  }

  /** The workloads that have all labels of a selector, in all namespaces; an empty one selects everything. */
  public workloadsWith(selector: Readonly<Record<string, string>>): readonly Workload[] {
    return this.#parts.workloadsByLabel.select(selector);
  }

  /** The workloads with a proxy that a policy holds for; undefined for a policy with targets. */
  public workloadsUnder(policy: MeshEntry): readonly Workload[] | undefined {
    return this.#parts.policyWorkloads.of(policy);
  }

  /** The policies of a kind that hold for a workload: of its namespace and of the root namespace. */
  public policiesOf<K extends PolicyKind>(kind: K, { namespace, labels }: Workload): readonly EntryOf<K>[] {
    return this.#parts.policies.for(kind, namespace, labels);
  }

  /** What a workload does with mutual TLS on a port, and with what is in the clear. */
  public mutualTlsOf({ namespace, labels }: Workload, port: number): MutualTls {
    return this.#parts.peerAuthentications.ofWorkload(namespace, labels, port);
  }

  /** What holds for a namespace by its own policy or that of the mesh; undefined where neither is given. */
  public mutualTlsIn(namespace: string): MutualTls | undefined {
    return this.#parts.peerAuthentications.ofNamespace(namespace);
  }

  /** The Kubernetes Services that have a workload behind them. */
  public servicesOf({ namespace, labels }: Workload): readonly RegisteredService[] {
    return this.#parts.servicesBySelector.selecting(labels).filter((service) => service.namespace === namespace);
  }

  /** Every Gateway, with the pods that it selects and the Services that open its ports; the oldest first. */
  public get gateways(): readonly MeshGateway[] {
    return this.#parts.gateways;
  }

  /** The Gateway that a VirtualService names, as `namespace/name`. */
  public gateway(key: string): MeshGateway | undefined {
    return this.#parts.gatewaysByKey.get(key);
  }

  /** Gateways in groups that serve the same pods. */
  public get gatewaysOfSamePods(): readonly (readonly MeshGateway[])[] {
    return this.#parts.gatewaysOfSamePods;
  }

  /** Every VirtualService with hosts, as proxies follow it; the oldest first. */
  public get routes(): readonly MeshRoutes[] {
    return this.#parts.virtualServices.all;
  }

  /** Every host that a route sends to. */
  public get destinations(): readonly RoutedDestination[] {
    return this.#parts.destinations;
  }

  /** The routes of sidecars to hosts through an egress gateway. */
  public get detours(): readonly Detour[] {
    return this.#parts.detours;
  }

  /** The rule that the clients of a namespace follow for a service, those that a rule chooses by their labels apart. */
  public ruleOf(namespace: string, service: Pick<RegisteredService, 'host' | 'namespace'>): HostRule | undefined {
    return this.#parts.destinationRules.of({ namespace, labels: {} }, service);
  }

  /** The rule that they would follow if their own namespace had none. */
  public inheritedRule(namespace: string, service: Pick<RegisteredService, 'host' | 'namespace'>): HostRule | undefined {
    return this.#parts.destinationRules.inherited(namespace, service);
  }

  /** The rules that istiod joins of several DestinationRules of one host and namespace. */
  public get joinedRules(): readonly HostRule[] {
    return this.#parts.destinationRules.joined;
  }

  /**
   * What clients in a namespace mean by a full name, be it given or not: the name of a Service of Kubernetes has its namespace in it.
   * Undefined for another name that nothing declares.
   */
  public namedService(host: string, namespace: string): Pick<RegisteredService, 'host' | 'namespace'> | undefined {
    const known = this.service(host, namespace);
    if (known) return known;
    const full = qualifyHost(host, namespace, this.settings.clusterDomain);
    const [name, home, ...rest] = full.split('.') as [string, string?, ...string[]];
    return home !== undefined && rest.join('.') === `svc.${this.settings.clusterDomain}` && name !== '*' ? { host: full, namespace: home } : undefined;
  }

  /** True when clients in a namespace see a VirtualService. */
  public seesRoutes(namespace: string, { entry }: MeshRoutes): boolean {
    return this.#parts.virtualServices.isSeen(entry, namespace);
  }

  /** The namespaces whose clients see a service. */
  public audienceOf(service: RegisteredService): ReadonlySet<string> | 'all' {
    return this.#parts.registry.audienceOf(service);
  }

  /** True when clients in a namespace see a service. */
  public seesService(namespace: string, service: RegisteredService): boolean {
    return this.#parts.registry.isVisible(service, namespace);
  }

  /**
   * What `istioctl analyze` knows of the mesh.
   *
   * @internal
   */
  public get istioctl(): IstioctlView {
    return this.#parts.istioctl;
  }

  /** What a proxy sees: the services, routes, rules and policies that hold for it. */
  public proxy({ namespace, labels = {}, type = 'sidecar', locality = '', address }: ProxyOptions): ProxyView {
    const known = { namespace, labels: this.#parts.labelsAt(locality, labels), type, locality };
    return this.view(address === undefined ? known : { ...known, address });
  }

  /**
   * The same, of a proxy whose labels have those of its place.
   *
   * @internal
   */
  public view(proxy: Proxy): ProxyView {
    return this.#parts.view(proxy);
  }
}

const NONE: readonly never[] = Object.freeze([]);

function indexed(entries: readonly Entry[]): ReadonlyMap<string, readonly MeshEntry[]> {
  const byKind = new Map<string, MeshEntry[]>();
  for (const entry of entries) {
    const { kind } = entry;
    if (kind === undefined) continue;
    const list = byKind.get(kind);
    if (list) list.push(entry);
    else byKind.set(kind, [entry]);
  }
  for (const list of byKind.values()) Object.freeze(list);
  return byKind;
}
