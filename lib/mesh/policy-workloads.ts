import type { LabelIndex } from './label-index';
import { type MeshEntry, namespaceOf } from './mesh-entry';
import type { Workload } from './workloads';

/** How a policy says what it is for. */
interface Targeting {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly targetRef?: object;
  readonly targetRefs?: readonly object[];
}

/** The workloads that policies are for. */
export class PolicyWorkloads {
  readonly #all: readonly Workload[];
  readonly #byLabel: LabelIndex<Workload>;
  readonly #root: string;
  #byNamespace: ReadonlyMap<string, readonly Workload[]> | undefined;

  public constructor(all: readonly Workload[], byLabel: LabelIndex<Workload>, root: string) {
    this.#all = all;
    this.#byLabel = byLabel;
    this.#root = root;
  }

  /** The workloads with a proxy that a policy holds for; undefined for one with targets, which labels do not decide. */
  public of(entry: MeshEntry): readonly Workload[] | undefined {
    const { selector, targetRef, targetRefs = [] } = entry.resource.spec as Targeting;
    if (targetRef !== undefined || targetRefs.length > 0) return undefined;
    const labels = selector?.matchLabels ?? {};
    const home = namespaceOf(entry);
    if (Object.keys(labels).length === 0) return home === this.#root ? this.#all.filter(({ hasProxy }) => hasProxy) : this.#in(home);
    return this.#byLabel.select(labels).filter(({ namespace, hasProxy }) => hasProxy && (home === this.#root || namespace === home));
  }

  #in(namespace: string): readonly Workload[] {
    if (!this.#byNamespace) {
      const byNamespace = new Map<string, Workload[]>();
      for (const workload of this.#all) {
        if (!workload.hasProxy) continue;
        const list = byNamespace.get(workload.namespace);
        if (list) list.push(workload);
        else byNamespace.set(workload.namespace, [workload]);
      }
      this.#byNamespace = byNamespace;
    }
    return this.#byNamespace.get(namespace) ?? [];
  }
}
