import { type ApiObject, type Chart, DependencyGraph } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { compareText } from '../../lib/core/compare-text';

/** Kinds that others need when they are applied. */
const FIRST = [
  'Namespace', 'CustomResourceDefinition', 'PriorityClass', 'StorageClass', 'ServiceAccount', 'Secret', 'ConfigMap', 'PersistentVolume',
  'PersistentVolumeClaim', 'ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding', 'Service',
];

/** Kinds that need others: routes stand behind the subsets and the hosts that they lead to. */
const LAST = ['ServiceEntry', 'DestinationRule', 'Gateway', 'VirtualService'];

const RANKS: ReadonlyMap<string, number> = new Map([
  ...FIRST.map((kind, i): [string, number] => [kind, i - FIRST.length]), ...LAST.map((kind, i): [string, number] => [kind, i + 1]),
]);

/**
 * Objects in the order of their documents, which does not depend on the order in which the program makes them: by kind, so that what others
 * need is applied first, then by the path of the construct; an object that depends on others stands behind them.
 */
export function documentOrder(objects: readonly ApiObject[]): ApiObject[] {
  return behindDependencies(sorted(objects, rankOf));
}

/** The charts of an app in the order of their documents: as their first ones, and behind the charts that they depend on. */
export function chartOrder(charts: readonly Chart[], objects: readonly ApiObject[], chartOf: (object: ApiObject) => Chart): Chart[] {
  const ranks = new Map<Chart, number>();
  for (const object of objects) {
    const chart = chartOf(object);
    ranks.set(chart, Math.min(rankOf(object), ranks.get(chart) ?? Infinity));
  }
  return behindDependencies(sorted(charts, (chart) => ranks.get(chart) ?? Number.MAX_VALUE));
}

function rankOf({ kind }: ApiObject): number {
  return RANKS.get(kind) ?? 0;
}

function sorted<T extends IConstruct>(constructs: readonly T[], rank: (construct: T) => number): T[] {
  const placed = constructs.map((construct) => ({ construct, rank: rank(construct), path: pathOf(construct) }));
  return placed.sort((a, b) => a.rank - b.rank || compareText(a.path, b.path)).map(({ construct }) => construct);
}

/** The path, in which the one resource of a construct stands for the construct. */
function pathOf({ node: { path } }: IConstruct): string {
  return path.replace(/\/Resource$/, '');
}

/** The same order, in which each construct stands behind what it depends on. */
function behindDependencies<T extends IConstruct>(constructs: T[]): T[] {
  if (!constructs.some(({ node }) => node.dependencies.length > 0)) return constructs;
  // cdk8s refuses dependencies in a circle when it makes its graph.
  new DependencyGraph(constructs[0]!.node.root.node);
  const places = new Map<IConstruct, number>(constructs.map((construct, i) => [construct, i]));
  const found = new Set<IConstruct>();
  const ordered: T[] = [];
  const visit = (construct: IConstruct): void => {
    if (found.has(construct)) return;
    found.add(construct);
    for (const dependency of sorted(construct.node.dependencies, (other) => places.get(other) ?? Number.MAX_VALUE)) visit(dependency);
    const i = places.get(construct);
    if (i !== undefined) ordered.push(constructs[i]!);
  };
  constructs.forEach(visit);
  return ordered;
}
