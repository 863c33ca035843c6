import type { KindName } from '../kinds/kind-name';
import type { Mesh } from '../mesh/mesh';
import { type EntryOf, namespaceOf } from '../mesh/mesh-entry';

type Labels = Readonly<Record<string, string>>;

/** Something that runs, as far as selectors go. */
export interface Selected {
  readonly name: string;
  readonly namespace: string;
  readonly isAmbient: boolean;
}

/** Objects that select the same workload. */
export interface Overlap<K extends KindName> {
  readonly workload: Selected;
  readonly entries: readonly EntryOf<K>[];
}

/** How objects of a kind select workloads, of those that select by labels. */
export interface Selection<K extends KindName> {
  readonly entry: EntryOf<K>;
  readonly selector: Labels;
  readonly selected: readonly Selected[];
}

/**
 * The objects of a kind that choose workloads of their namespace by labels, and what they choose: pods alone in a closed
 * world, as istioctl does,
 * and also what Deployments and the like make in an open one.
 */
export function selections<K extends KindName>(mesh: Mesh, kind: K, selectorOf: (entry: EntryOf<K>) => Labels | undefined): readonly Selection<K>[] { // eslint-disable-line max-len -- one sentence
  return mesh.istioctl.all(kind).flatMap((entry): readonly Selection<K>[] => {
    const selector = selectorOf(entry) ?? {};
    if (Object.keys(selector).length === 0) return [];
    const namespace = namespaceOf(entry);
    const selected = mesh.world === 'closed'
      ? mesh.istioctl.pods.select(namespace, selector)
      : mesh.workloadsWith(selector).filter((workload) => workload.namespace === namespace).map(({ name }) => ({ name, namespace, isAmbient: false })); // eslint-disable-line max-len -- one sentence
    return [{ entry, selector, selected }];
  });
}

/** Each workload with those that select it. */
export function overlaps<K extends KindName>(all: readonly Selection<K>[]): readonly Overlap<K>[] {
  const byWorkload = new Map<string, { readonly workload: Selected; readonly entries: EntryOf<K>[] }>();
  for (const { entry, selected } of all) {
    for (const workload of selected) {
      const key = `${workload.namespace}/${workload.name}`;
      const known = byWorkload.get(key);
      if (known) known.entries.push(entry);
      else byWorkload.set(key, { workload, entries: [entry] });
    }
  }
  return [...byWorkload.values()];
}
