import { type EntryOf, type EntrySource, type MeshEntry, namespaceOf } from '../mesh-entry';
import type { MeshKind } from '../mesh-kind';

/** Namespaces that `istioctl analyze` does not look into, as nothing in them is injected. */
const IGNORED: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage']);

/** True for a namespace that `istioctl analyze` does not look into. */
export function isIgnored(namespace: string): boolean {
  return IGNORED.has(namespace);
}

/** What has the objects: those with a sound spec, and those that istiod alone would decode. */
export interface ListedSource extends EntrySource {
  unsound(kind: MeshKind): readonly MeshEntry[];
}

/** Kinds whose objects are in no namespace, whatever is written. */
const OF_CLUSTER: ReadonlySet<MeshKind> = new Set<MeshKind>([
  'Namespace', 'Node', 'CustomResourceDefinition.apiextensions.k8s.io',
  'MutatingWebhookConfiguration.admissionregistration.k8s.io', 'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
]);

/**
 * The objects of a mesh as `istioctl analyze` takes them: none of the namespaces that Kubernetes itself uses, and of several with one name
 * only the last one, which is the one that kubectl leaves in the cluster.
 */
export class Listed implements EntrySource {
  readonly #mesh: ListedSource;
  readonly #byKind = new Map<MeshKind, readonly MeshEntry[]>();
  readonly #byName = new Map<MeshKind, ReadonlyMap<string, MeshEntry>>();
  readonly #byNamespace = new Map<MeshKind, ReadonlyMap<string, readonly MeshEntry[]>>();

  public constructor(mesh: ListedSource) {
    this.#mesh = mesh;
    Object.freeze(this);
  }

  public all<K extends MeshKind>(kind: K): readonly EntryOf<K>[] {
    const known = this.#byKind.get(kind);
    if (known) return known as readonly EntryOf<K>[];
    const sound: readonly MeshEntry[] = this.#mesh.all(kind);
    const unsound = this.#mesh.unsound(kind);
    const entries = (unsound.length === 0 ? sound : [...sound, ...unsound].sort((a, b) => a.index - b.index)).filter(({ decodes }) => decodes !== 'no');
    const placed = OF_CLUSTER.has(kind) ? entries.map(withoutNamespace) : entries;
    const last = new Map(placed.map((entry) => [keyOf(entry), asDecoded(entry)]));
    const isListed = kind === 'Namespace' ? ({ id }: MeshEntry) => !isIgnored(id.name) : (entry: MeshEntry) => !isIgnored(namespaceOf(entry));
    const listed = Object.freeze([...last.values()].filter(isListed));
    this.#byKind.set(kind, listed);
    this.#byName.set(kind, last);
    return listed as readonly EntryOf<K>[];
  }

  /** The object of that name; undefined when it is not among those given. Objects of a cluster have the namespace `default`. */
  public named<K extends MeshKind>(kind: K, namespace: string, name: string): EntryOf<K> | undefined {
    this.all(kind);
    return this.#byName.get(kind)!.get(`${namespace}/${name}`) as EntryOf<K> | undefined;
  }

  /** The objects of a kind by their namespaces. */
  public byNamespace<K extends MeshKind>(kind: K): ReadonlyMap<string, readonly EntryOf<K>[]> {
    const known = this.#byNamespace.get(kind);
    if (known) return known as ReadonlyMap<string, readonly EntryOf<K>[]>;
    const index = new Map<string, MeshEntry[]>();
    for (const entry of this.all(kind) as readonly MeshEntry[]) {
      const list = index.get(namespaceOf(entry));
      if (list) list.push(entry);
      else index.set(namespaceOf(entry), [entry]);
    }
    this.#byNamespace.set(kind, index);
    return index as ReadonlyMap<string, readonly MeshEntry[]> as ReadonlyMap<string, readonly EntryOf<K>[]>;
  }
}

/** The entry with what istiod decodes of it. */
function asDecoded(entry: MeshEntry): MeshEntry {
  return entry.decodes === 'partly' ? new ReadEntry(entry, { resource: entry.decoded }) : entry;
}

/** The entry of an object of the cluster as the API server names it. */
function withoutNamespace(entry: MeshEntry): MeshEntry {
  const { namespace, ...id } = entry.id;
  return namespace === undefined ? entry : new ReadEntry(entry, { id });
}

/** An entry that is read otherwise than it is written. */
class ReadEntry implements MeshEntry {
  readonly #entry: MeshEntry;
  public readonly id: MeshEntry['id'];
  public readonly resource: MeshEntry['resource'];

  public constructor(entry: MeshEntry, { id = entry.id, resource = entry.resource }: Partial<Pick<MeshEntry, 'id' | 'resource'>>) {
    this.#entry = entry;
    this.id = id;
    this.resource = resource;
  }

  public get index(): number {
    return this.#entry.index;
  }

  public get release(): MeshEntry['release'] {
    return this.#entry.release;
  }

  public get subject(): number {
    return this.#entry.subject;
  }

  public get isContext(): boolean {
    return this.#entry.isContext;
  }

  public get file(): string | undefined {
    return this.#entry.file;
  }

  public get created(): number | undefined {
    return this.#entry.created;
  }

  public get controller(): MeshEntry['controller'] {
    return this.#entry.controller;
  }

  public get decodes(): MeshEntry['decodes'] {
    return this.#entry.decodes;
  }

  public get decoded(): MeshEntry['resource'] {
    return this.resource;
  }
}

function keyOf(entry: MeshEntry): string {
  return `${namespaceOf(entry)}/${entry.id.name}`;
}
