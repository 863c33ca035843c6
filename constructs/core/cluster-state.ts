import type { IConstruct } from 'constructs';
import { meshOptionsOf } from './mesh-options';
import { treeState } from './tree-state';

/**
 * State that the constructs of a tree share that are for one cluster, as `configureMesh` names it: the constructs of another cluster
 * have their own.
 *
 * @param name what the state is, for debuggers
 * @internal
 */
export function clusterState<T>(name: string, create: () => T): (construct: IConstruct) => T {
  const clustersOf = treeState<Map<string | undefined, T>>(name, () => new Map());
  return (construct) => {
    const clusters = clustersOf(construct);
    const { cluster } = meshOptionsOf(construct);
    if (!clusters.has(cluster)) clusters.set(cluster, create());
    return clusters.get(cluster)!;
  };
}
