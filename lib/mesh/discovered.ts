import type { World } from './absence';
import { labelTest } from './label-selector';
import { type EntrySource, namespaceOf } from './mesh-entry';
import type { MeshKind } from './mesh-kind';
import type { MeshSettings } from './mesh-settings';
import { NAME, namespaceLabels } from './namespace-labels';

const OF_CLUSTER: ReadonlySet<MeshKind> = new Set<MeshKind>(['Namespace', 'Node']);

/**
 * The objects that istiod looks at: those of the namespaces that the discovery selectors of the mesh choose. In an open world a namespace
 * without an object may have any labels, so it is looked at.
 */
export function discovered(mesh: EntrySource, { discoverySelectors = [] }: MeshSettings, world: World): EntrySource {
  if (discoverySelectors.length === 0) return mesh;
  const tests = discoverySelectors.map(labelTest);
  const labelsOf = namespaceLabels(mesh);
  const isChosen = (namespace: string): boolean => {
    const labels = labelsOf.get(namespace);
    if (!labels && world === 'open') return true;
    return tests.some((test) => test(labels ?? { [NAME]: namespace }));
  };
  const chosen = new Map<string, boolean>();
  return {
    all: (kind) => mesh.all(kind).filter((entry) => {
      if (OF_CLUSTER.has(kind)) return true;
      const namespace = namespaceOf(entry);
      if (!chosen.has(namespace)) chosen.set(namespace, isChosen(namespace));
      return chosen.get(namespace)!;
    }),
  };
}
