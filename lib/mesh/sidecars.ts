import { selects } from './endpoint';
import { byAge, type EntryOf, type EntrySource, namespaceOf } from './mesh-entry';
import type { MeshSettings } from './mesh-settings';

/** Which Sidecar holds for which workload. */
export class Sidecars {
  readonly #byNamespace = new Map<string, EntryOf<'Sidecar'>[]>();
  readonly #ofMesh: EntryOf<'Sidecar'> | undefined;

  public constructor(mesh: EntrySource, { rootNamespace }: MeshSettings) {
    for (const entry of [...mesh.all('Sidecar')].sort(bySelectorAndAge)) {
      const namespace = namespaceOf(entry);
      const known = this.#byNamespace.get(namespace);
      if (known) known.push(entry);
      else this.#byNamespace.set(namespace, [entry]);
    }
    this.#ofMesh = this.#byNamespace.get(rootNamespace)?.find(({ resource: { spec } }) => !spec.workloadSelector);
    Object.freeze(this);
  }

  /** The one of a workload: of its namespace the first that selects it, or one without a selector; else that of the whole mesh. */
  public of(namespace: string, labels: Readonly<Record<string, string>>): EntryOf<'Sidecar'> | undefined {
    const own = this.#byNamespace.get(namespace)
      ?.find(({ resource: { spec: { workloadSelector } } }) => !workloadSelector || selects(workloadSelector.labels ?? {}, labels));
    return own ?? this.#ofMesh;
  }
}

function bySelectorAndAge(a: EntryOf<'Sidecar'>, b: EntryOf<'Sidecar'>): number {
  return Number(!a.resource.spec.workloadSelector) - Number(!b.resource.spec.workloadSelector) || byAge(a, b);
}
