import { injectionOf } from './in-mesh';
import { LabelIndex } from '../label-index';
import { type MeshEntry, namespaceOf } from '../mesh-entry';
import { asList, asObject, asText } from '../unchecked';
import type { Listed } from './listed';

/** A container of a pod, as far as analyzers ask about it. */
export interface ListedContainer {
  readonly name: string;
  readonly image: string;
}

/** A pod that is written, or that `istioctl analyze` presumes. */
export interface ListedPod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly nodeName: string | undefined;
  readonly usesHostNetwork: boolean;
  /** Its containers, and behind them those that run first. */
  readonly containers: readonly ListedContainer[];
  /** True when it has a sidecar or ambient redirection. */
  readonly isInMesh: boolean;
  readonly isAmbient: boolean;
  /** Unset for the pod of the ingress gateway that Istio installs. */
  readonly entry: MeshEntry | undefined;
}

/** The pods of a mesh, which `istioctl analyze` knows by their own objects alone: not by those that Deployments make. */
export class ListedPods {
  public readonly all: readonly ListedPod[];
  /** By their labels, in all namespaces. */
  public readonly byLabel: LabelIndex<ListedPod>;
  readonly #byNamespace = new Map<string, ListedPod[]>();
  readonly #labelsIn = new Map<string, LabelIndex<ListedPod>>();

  public constructor(listed: Listed, presumed: readonly ListedPod[]) {
    const injecting = injectionOf(listed);
    this.all = Object.freeze([...listed.all('Pod').map((entry) => podOf(entry, injecting.get(namespaceOf(entry)))), ...presumed]);
    this.byLabel = new LabelIndex(this.all, ({ labels }) => labels);
    for (const pod of this.all) {
      const list = this.#byNamespace.get(pod.namespace);
      if (list) list.push(pod);
      else this.#byNamespace.set(pod.namespace, [pod]);
    }
    Object.freeze(this);
  }

  /** The pods of a namespace that have all labels of a selector; an empty one selects all of them. */
  public select(namespace: string, selector: Readonly<Record<string, string>>): readonly ListedPod[] {
    const known = this.#labelsIn.get(namespace);
    if (known) return known.select(selector);
    const index = new LabelIndex(this.in(namespace), ({ labels }) => labels);
    this.#labelsIn.set(namespace, index);
    return index.select(selector);
  }

  /** The pods of a namespace. */
  public in(namespace: string): readonly ListedPod[] {
    return this.#byNamespace.get(namespace) ?? NONE;
  }
}

const NONE: readonly never[] = [];

function podOf(entry: MeshEntry, byNamespace: boolean | undefined): ListedPod {
  const { id: { name }, resource: { metadata: { labels = {}, annotations = {} }, spec } } = entry;
  const { containers, initContainers, nodeName, hostNetwork } = asObject(spec);
  const all = [...asList(containers), ...asList(initContainers)].map(containerOf);
  const isAmbient = annotations['ambient.istio.io/redirection'] === 'enabled';
  return {
    name,
    namespace: namespaceOf(entry),
    labels,
    annotations,
    nodeName: asText(nodeName),
    usesHostNetwork: hostNetwork === true,
    containers: all,
    isAmbient,
    isInMesh: isAmbient || isInMesh({ labels, annotations, containers: all }, byNamespace),
    entry,
  };
}

/** A container as written. */
export function containerOf(value: unknown): ListedContainer {
  const { name, image } = asObject(value);
  return { name: asText(name) ?? '', image: asText(image) ?? '' };
}

/** Whether pods have a sidecar, as `istioctl analyze` decides it: by a container, by their own label or annotation, by their namespace. */
export function isInMesh(
  { labels, annotations, containers }: Pick<ListedPod, 'labels' | 'annotations' | 'containers'>, byNamespace: boolean | undefined,
): boolean {
  if (proxyImage(containers) !== '') return true;
  const own = labels['sidecar.istio.io/inject'] ?? annotations['sidecar.istio.io/inject'];
  return own === undefined ? byNamespace === true : own === 'true';
}

/** The image of the sidecar; empty when there is none. */
export function proxyImage(containers: readonly ListedContainer[]): string {
  return containers.find(({ name }) => name === 'istio-proxy')?.image ?? '';
}
