import { selects } from './endpoint';
import { byAge, type EntryOf, type EntrySource, type MeshEntry, namespaceOf } from './mesh-entry';

/** Kinds that hold for workloads: by a selector, for a namespace, or for the whole mesh. */
export type PolicyKind = 'AuthorizationPolicy' | 'PeerAuthentication' | 'RequestAuthentication' | 'Telemetry';

/** The policies of a kind that hold for a workload: those of its namespace and of the root namespace that select it, the oldest first. */
export class Policies {
  readonly #mesh: EntrySource;
  readonly #root: string;
  readonly #byNamespace = new Map<PolicyKind, ReadonlyMap<string, readonly EntryOf<PolicyKind>[]>>();

  public constructor(mesh: EntrySource, { rootNamespace }: { readonly rootNamespace: string }) {
    this.#mesh = mesh;
    this.#root = rootNamespace;
    Object.freeze(this);
  }

  /** The policies of a kind for a workload with these labels. */
  public for<K extends PolicyKind>(kind: K, namespace: string, labels: Readonly<Record<string, string>>): readonly EntryOf<K>[] {
    const all = this.#byNamespace.get(kind) ?? this.#index(kind);
    const entries = [...new Set([this.#root, namespace])].flatMap((home) => all.get(home) ?? []);
    return entries.filter((entry) => holdsFor(entry, labels)) as readonly MeshEntry[] as readonly EntryOf<K>[];
  }

  #index(kind: PolicyKind): ReadonlyMap<string, readonly EntryOf<PolicyKind>[]> {
    const index = new Map<string, EntryOf<PolicyKind>[]>();
    for (const entry of [...this.#mesh.all(kind) as readonly EntryOf<PolicyKind>[]].sort(byAge)) {
      const list = index.get(namespaceOf(entry));
      if (list) list.push(entry);
      else index.set(namespaceOf(entry), [entry]);
    }
    this.#byNamespace.set(kind, index);
    return index;
  }
}

/** How policies say what they are for. */
interface Targets {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: object;
  readonly targetRefs?: readonly object[];
}

/** One with targets is for gateways of the Gateway API and for waypoints, which no labels tell. */
function holdsFor({ resource: { spec } }: EntryOf<PolicyKind>, labels: Readonly<Record<string, string>>): boolean {
  const { selector, targetRef, targetRefs = [] } = spec as Targets;
  return targetRef === undefined && targetRefs.length === 0 && selects(selector?.matchLabels ?? {}, labels);
}
