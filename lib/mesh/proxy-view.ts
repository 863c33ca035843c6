import type { DestinationSpec } from '../kinds/_shared/destination/api';
import type { DestinationRules, HostRule } from './destination-rules';
import type { OutboundMode } from './mesh-config';
import type { EntryOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';
import type { PeerAuthentications } from './peer-authentication';
import type { Policies, PolicyKind } from './policies';
import { selects } from './endpoint';
import { addService, type EgressListener, egressListeners, importedServices } from './proxy-services';
import type { RegisteredService } from './service';
import type { ServiceRegistry } from './service-registry';
import type { ServiceTarget } from './service-targets';
import type { Sidecars } from './sidecars';
import type { MeshRoutes, VirtualServices } from './virtual-services';

/** A proxy: the sidecar of a workload, or a gateway. */
export interface Proxy {
  /** The namespace of its pod. */
  readonly namespace: string;
  /** The labels of its pod. */
  readonly labels: Readonly<Record<string, string>>;
  /** Whether it stands beside a workload, or is one by itself. */
  readonly type: 'sidecar' | 'gateway';
  /** Where it runs: `region/zone/subzone`. */
  readonly locality: string;
  /** The IP address of its pod, where it is known. */
  readonly address?: string;
}

/** What views of proxies are made of. */
export interface MeshParts {
  readonly settings: MeshSettings;
  readonly registry: ServiceRegistry;
  readonly virtualServices: VirtualServices;
  readonly destinationRules: DestinationRules;
  readonly sidecars: Sidecars;
  readonly peerAuthentications: PeerAuthentications;
  readonly policies: Policies;
  readonly gatewayEntries: readonly EntryOf<'Gateway'>[];
  readonly targetsOf: (proxy: Proxy) => readonly ServiceTarget[];
}

/** What becomes of traffic for hosts that a proxy does not know. */
export interface OutboundPolicy {
  /** Whether such traffic passes. */
  readonly mode: OutboundMode;
  /** Where a Sidecar sends such traffic instead of its own destination. */
  readonly egressProxy?: DestinationSpec;
}

/** What one proxy sees of a mesh: the services, routes and rules that istiod sends it config for. */
export class ProxyView {
  /** The proxy itself. */
  public readonly proxy: Proxy;
  /** The Sidecar that holds for it; a gateway has none. */
  public readonly sidecar: EntryOf<'Sidecar'> | undefined;
  /** What becomes of its traffic for hosts that it does not know. */
  public readonly outbound: OutboundPolicy;
  readonly #parts: MeshParts;
  #listeners: readonly EgressListener[] | undefined;
  #targets: readonly ServiceTarget[] | undefined;
  #services: ReadonlyMap<string, RegisteredService> | undefined;
  readonly #rules = new Map<string, HostRule | undefined>();

  /** What one proxy sees of a mesh; `mesh.proxy(…)` makes it. @internal */
  public constructor(parts: MeshParts, proxy: Proxy) {
    this.#parts = parts;
    this.proxy = Object.freeze({ ...proxy });
    const sidecar = proxy.type === 'sidecar' ? parts.sidecars.of(proxy.namespace, proxy.labels) : undefined;
    this.sidecar = sidecar;
    const policy = sidecar?.resource.spec.outboundTrafficPolicy;
    this.outbound = policy
      ? { mode: policy.mode ?? 'REGISTRY_ONLY', ...(policy.egressProxy ? { egressProxy: policy.egressProxy } : {}) }
      : parts.settings.outboundTrafficPolicy;
  }

  /** The settings of the mesh that it is in. */
  public get settings(): MeshSettings {
    return this.#parts.settings;
  }

  /** All services of the mesh, with their endpoints. @internal */
  public get registry(): ServiceRegistry {
    return this.#parts.registry;
  }

  /** What servers do with mutual TLS. @internal */
  public get peerAuthentications(): PeerAuthentications {
    return this.#parts.peerAuthentications;
  }

  /** Its listeners for outgoing traffic; a gateway has none of these. */
  public get listeners(): readonly EgressListener[] {
    if (this.proxy.type === 'gateway') return [];
    if (this.#listeners) return this.#listeners;
    const { registry, virtualServices } = this.#parts;
    const { egress = [] } = this.sidecar?.resource.spec ?? {};
    const specs = egress.length > 0 ? egress.filter(({ hosts }) => hosts !== undefined) : [{ hosts: ['*/*'] }];
    return this.#listeners = egressListeners(specs, this.proxy.namespace, registry, virtualServices);
  }

  /** The services that it knows, by their hosts. */
  public get services(): ReadonlyMap<string, RegisteredService> {
    return this.#services ??= this.#find();
  }

  #find(): ReadonlyMap<string, RegisteredService> {
    const { registry } = this.#parts;
    const { namespace, type } = this.proxy;
    if (type === 'sidecar') return importedServices(this.listeners, namespace, registry);
    const known = new Map<string, RegisteredService>();
    for (const service of registry.visibleFrom(namespace)) addService(known, service);
    return known;
  }

  /** The service that it means by a full name; undefined for what it does not know. */
  public service(host: string): RegisteredService | undefined {
    return this.services.get(host);
  }

  /** The VirtualServices that it follows; a gateway those for a Gateway that it serves, `namespace/name`. */
  public routesOf(gateway: string): readonly MeshRoutes[] {
    return this.#parts.virtualServices.for(this.proxy.namespace, gateway);
  }

  /** The Gateways whose servers it opens, the oldest first; a sidecar opens none. */
  public get gateways(): readonly EntryOf<'Gateway'>[] {
    if (this.proxy.type !== 'gateway') return [];
    return this.#parts.gatewayEntries.filter(({ resource: { spec } }) => selects(spec.selector ?? {}, this.proxy.labels));
  }

  /** The ports of services that its own workload serves, the oldest service first. */
  public get targets(): readonly ServiceTarget[] {
    return this.#targets ??= this.#parts.targetsOf(this.proxy);
  }

  /** The policies of a kind that hold for its own workload, of its namespace and of the root namespace; each the oldest first. */
  public policies<K extends PolicyKind>(kind: K): readonly EntryOf<K>[] {
    return this.#parts.policies.for(kind, this.proxy.namespace, this.proxy.labels);
  }

  /** The rule that it follows for a host that it knows. */
  public ruleOf(host: string): HostRule | undefined {
    const service = this.services.get(host);
    if (!service) return undefined;
    if (!this.#rules.has(host)) this.#rules.set(host, this.#parts.destinationRules.of(this.proxy, service));
    return this.#rules.get(host);
  }
}
