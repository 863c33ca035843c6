import { type RouteDestination, routeDestinations } from '../destinations';
import type { KindName } from '../../kinds/kind-name';
import { type EntryOf, type MeshEntry, namespaceOf } from '../mesh-entry';
import { labelsKey } from '../../values/labels';
import { LabelIndex, SelectorIndex } from '../label-index';
import type { MeshKind } from '../mesh-kind';
import type { MeshSettings } from '../mesh-settings';
import { asLabels, asObject } from '../unchecked';
import { isIgnored, Listed, type ListedSource } from './listed';
import { type ListedHost, ListedHosts } from './listed-hosts';
import { ListedSubsets } from './listed-subsets';
import { GatewayPorts, type OpenPorts } from './gateway-ports';
import { type ListedPod, ListedPods } from './listed-pods';
import { ISTIO_NAMESPACE, presumedHost, presumedPod } from './presumed-gateway';

type Labels = Readonly<Record<string, string>>;

/** The RequestAuthentications of a namespace: those that select by labels, and those that select everything. */
interface Authentications {
  readonly ofAll: readonly MeshEntry[];
  readonly bySelector: SelectorIndex<MeshEntry>;
}

/** A destination, and the host that it is found to be. */
export interface ListedDestination extends RouteDestination {
  readonly listed: ListedHost | undefined;
}

/** What `istioctl analyze` knows of a mesh, where that differs from what istiod does: its verdict on files rests on this. */
export class IstioctlView {
  readonly #listed: Listed;
  readonly #settings: () => MeshSettings;
  #pods: ListedPods | undefined;
  #hosts: ListedHosts | undefined;
  readonly #authentications = new Map<string, Authentications>();
  readonly #selected = new Map<string, readonly ListedPod[]>();
  #placed: LabelIndex<ListedPod> | undefined;
  #openPorts: GatewayPorts | undefined;
  #subsets: ListedSubsets | undefined;
  #destinations: readonly ListedDestination[] | undefined;

  public constructor(mesh: ListedSource, settings: () => MeshSettings) {
    this.#listed = new Listed(mesh);
    this.#settings = settings;
  }

  /** The objects of a kind: of several with one name the last. */
  public all<K extends MeshKind>(kind: K): readonly EntryOf<K>[] {
    return this.#listed.all(kind);
  }

  /**
   * True for an object of Istio's that istioctl does not look at: another one of its name comes later, or it is in a namespace
   * without a mesh.
   */
  public isLeftOut(entry: MeshEntry): boolean {
    const namespace = namespaceOf(entry);
    return isIgnored(namespace) || this.named(entry.id.kind as KindName, namespace, entry.id.name)?.index !== entry.index;
  }

  /** The objects of a kind by their namespaces. */
  public byNamespace<K extends MeshKind>(kind: K): ReadonlyMap<string, readonly EntryOf<K>[]> {
    return this.#listed.byNamespace(kind);
  }

  /** The object of that name, if it is given; for an object of a cluster the namespace is `default`. */
  public named<K extends MeshKind>(kind: K, namespace: string, name: string): EntryOf<K> | undefined {
    return this.#listed.named(kind, namespace, name);
  }

  /** The pods that are written, and the one of the ingress gateway. */
  public get pods(): ListedPods {
    return this.#pods ??= new ListedPods(this.#listed, [presumedPod(this.#settings())]);
  }

  /** The pods with all labels of a selector, in all namespaces. */
  public podsSelected(selector: Labels): readonly ListedPod[] {
    const key = labelsKey(selector);
    const known = this.#selected.get(key);
    if (known) return known;
    const pods = this.pods.byLabel.select(selector);
    this.#selected.set(key, pods);
    return pods;
  }

  /** True when a pod has all labels of a selector, those of its node among them. */
  public hasPlacedPod(selector: Labels): boolean {
    if (!this.#placed) {
      const nodes = new Map(this.#listed.all('Node').map(({ id, resource }) => [id.name, placeOf(resource.metadata.labels ?? {})]));
      this.#placed = new LabelIndex(this.pods.all, ({ labels, nodeName }) => (
        nodeName === undefined ? labels : { ...labels, ...nodes.get(nodeName), 'kubernetes.io/hostname': nodeName }
      ));
    }
    return this.#placed.select(selector).length > 0;
  }

  /** The ports on which a gateway that selects these pods can be reached; undefined without such a pod. */
  public openPorts(selector: Labels): OpenPorts | undefined {
    this.#openPorts ??= new GatewayPorts(this.#listed, this.#settings());
    const pods = this.podsSelected(selector);
    return pods.length === 0 ? undefined : this.#openPorts.of(labelsKey(selector), pods);
  }

  /** The hosts that are written, and the one of the ingress gateway. */
  public get hosts(): ListedHosts {
    return this.#hosts ??= new ListedHosts(this.#listed, [[this.#settings().ingressService, presumedHost()]]);
  }

  /** The RequestAuthentications that `istioctl analyze` takes to hold for a pod: those of its namespace and of Istio's that select it. */
  public requestAuthenticationsFor(namespace: string, labels: Labels): readonly MeshEntry[] {
    return [...new Set([ISTIO_NAMESPACE, namespace])].flatMap((home) => {
      const known = this.#authentications.get(home) ?? this.#authenticationsOf(home);
      return [...known.ofAll, ...known.bySelector.selecting(labels)];
    });
  }

  #authenticationsOf(namespace: string): Authentications {
    const entries: readonly MeshEntry[] = this.byNamespace('RequestAuthentication').get(namespace) ?? [];
    const selectorOfPolicy = ({ resource: { spec } }: MeshEntry): Labels => asLabels(asObject(asObject(spec).selector).matchLabels);
    const made = {
      ofAll: entries.filter((entry) => Object.keys(selectorOfPolicy(entry)).length === 0),
      bySelector: new SelectorIndex(entries, selectorOfPolicy),
    };
    this.#authentications.set(namespace, made);
    return made;
  }

  /** The subsets of all DestinationRules. */
  public get subsets(): ListedSubsets {
    return this.#subsets ??= new ListedSubsets(this.#listed);
  }

  /** The destinations of all VirtualServices, each with the host that it is found to be. */
  public get destinations(): readonly ListedDestination[] {
    return this.#destinations ??= routeDestinations(this.#listed).map((destination) => {
      const { exportTo = [] } = destination.entry.resource.spec;
      return { ...destination, listed: this.hosts.find(destination.namespace, exportTo, destination.host) };
    });
  }

}

/** The labels that pods of a node get: a part of a zone counts in a zone alone. */
function placeOf(node: Labels): Labels {
  const labels: Record<string, string> = {};
  const region = node['topology.kubernetes.io/region'] ?? '';
  const zone = node['topology.kubernetes.io/zone'] ?? '';
  const subzone = node['topology.istio.io/subzone'] ?? '';
  if (region !== '') labels['topology.kubernetes.io/region'] = region;
  if (zone !== '') labels['topology.kubernetes.io/zone'] = zone;
  if (zone !== '' && subzone !== '') labels['topology.istio.io/subzone'] = subzone;
  return labels;
}
