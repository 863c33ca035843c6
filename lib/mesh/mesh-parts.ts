import type { DeclaredService } from './declared-service';
import { Absences, type World } from './absence';
import { DestinationRules } from './destination-rules';
import { destinationsOf, type RoutedDestination } from './routed-destinations';
import { type Detour, detoursOf } from './detours';
import { discovered } from './discovered';
import { foundMeshConfig } from './found-mesh-config';
import { meshConfigOf } from './given-mesh-config';
import { gateways, gatewaysOfSamePods, type MeshGateway } from './gateways';
import { IstioctlView } from './istioctl/istioctl-view';
import type { ListedSource } from './istioctl/listed';
import { LabelIndex, SelectorIndex } from './label-index';
import { topologyLabels } from './locality';
import { byAge, type EntrySource, type MeshEntry } from './mesh-entry';
import { type Given, meshSettings, type MeshSettings } from './mesh-settings';
import { PeerAuthentications } from './peer-authentication';
import { Policies } from './policies';
import { PolicyWorkloads } from './policy-workloads';
import { type MeshParts, type Proxy, ProxyView } from './proxy-view';
import type { RegisteredService } from './service';
import { ServiceRegistry } from './service-registry';
import { serviceTargets } from './service-targets';
import { Sidecars } from './sidecars';
import { VirtualServices } from './virtual-services';
import { type Workload, workloads } from './workloads';

/** The parts of a mesh, each of which is made when it is first asked for. */
export interface Parts extends MeshParts {
  /** The objects that istiod looks at. */
  readonly discovered: EntrySource;
  readonly workloads: readonly Workload[];
  readonly policyWorkloads: PolicyWorkloads;
  readonly workloadsByLabel: LabelIndex<Workload>;
  readonly servicesBySelector: SelectorIndex<RegisteredService>;
  readonly gateways: readonly MeshGateway[];
  readonly absences: Absences;
  readonly destinations: readonly RoutedDestination[];
  readonly detours: readonly Detour[];
  readonly gatewaysByKey: ReadonlyMap<string, MeshGateway>;
  readonly gatewaysOfSamePods: readonly (readonly MeshGateway[])[];
  /** What `istioctl analyze` knows of the mesh. */
  readonly istioctl: IstioctlView;
  /** The labels of a proxy, with those of its place. */
  readonly labelsAt: (locality: string, labels: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  readonly view: (proxy: Proxy) => ProxyView;
}

/** What parts are made from. */
interface PartSource extends ListedSource {
  readonly entries: readonly MeshEntry[];
  readonly world: World;
  readonly declaredServices: readonly DeclaredService[];
}

/** The parts of a mesh. */
export function meshParts(mesh: PartSource, given: Given): Parts {
  const parts: Parts = lazily<Parts>({
    settings: () => settingsOf(mesh, given),
    discovered: () => discovered(mesh, parts.settings, mesh.world),
    registry: () => new ServiceRegistry(parts.discovered, parts.settings, mesh.declaredServices),
    virtualServices: () => new VirtualServices(parts.discovered, parts.settings),
    destinationRules: () => new DestinationRules(parts.discovered, parts.settings),
    sidecars: () => new Sidecars(parts.discovered, parts.settings),
    peerAuthentications: () => new PeerAuthentications(parts.discovered, parts.settings),
    policies: () => new Policies(parts.discovered, parts.settings),
    gatewayEntries: () => [...parts.discovered.all('Gateway')].sort(byAge),
    targetsOf: () => (proxy) => serviceTargets(proxy, parts.servicesBySelector, parts.workloadsByLabel),
    workloads: () => workloads(parts.discovered),
    policyWorkloads: () => new PolicyWorkloads(parts.workloads, parts.workloadsByLabel, parts.settings.rootNamespace),
    workloadsByLabel: () => new LabelIndex(parts.workloads, ({ labels }) => labels),
    servicesBySelector: () => new SelectorIndex(parts.registry.all, ({ registry, selector = {} }) => (registry === 'Kubernetes' ? selector : {})),
    gateways: () => gateways(parts.discovered, parts.workloadsByLabel, parts.servicesBySelector),
    absences: () => {
      const { settings, registry: { all: services }, workloads, workloadsByLabel } = parts;
      return new Absences({ entries: mesh.entries, settings, services, workloads, workloadsByLabel }, mesh.world);
    },
    destinations: () => parts.virtualServices.all.flatMap(destinationsOf),
    detours: () => detoursOf({ destinations: parts.destinations, service: (host, namespace) => parts.registry.find(host, namespace) }),
    gatewaysByKey: () => uniqueByKey(parts.gateways),
    gatewaysOfSamePods: () => gatewaysOfSamePods(parts.gateways),
    istioctl: () => new IstioctlView(mesh, () => parts.settings),
    labelsAt: () => (locality, labels) => (locality === '' ? labels : { ...topologyLabels(locality), ...labels }),
    view: () => (proxy) => new ProxyView(parts, proxy),
  });
  return parts;
}

/** What is given wins, field by field, over what the objects of the mesh have. */
function settingsOf(mesh: EntrySource, { config, written, clusterDomain }: Given): MeshSettings {
  const ofText = written === undefined ? {} : meshConfigOf(written);
  return meshSettings({ ...foundMeshConfig(mesh).config, ...ofText, ...config }, clusterDomain);
}

/** An object whose fields are worked out when they are first asked for. */
function lazily<T extends object>(make: { readonly [K in keyof T]: () => T[K] }): T {
  const made = {} as Partial<T>;
  const parts = {};
  for (const key of Object.keys(make) as (keyof T)[]) {
    Object.defineProperty(parts, key, { get: () => made[key] ??= make[key](), enumerable: true });
  }
  return Object.freeze(parts) as T;
}

/** The Gateways by their names. Of several with one name a cluster has one, and the resources do not say which. */
function uniqueByKey(gateways: readonly MeshGateway[]): ReadonlyMap<string, MeshGateway> {
  const byKey = new Map(gateways.map((gateway) => [gateway.key, gateway]));
  for (const gateway of gateways) if (byKey.get(gateway.key) !== gateway) byKey.delete(gateway.key);
  return byKey;
}
