import type { EntrySource } from './mesh-entry';

/** The labels of the namespaces of a mesh that have an object, with the one that the API server gives each. */
export function namespaceLabels(mesh: EntrySource): ReadonlyMap<string, Readonly<Record<string, string>>> {
  return new Map(mesh.all('Namespace').map(({ id: { name }, resource: { metadata: { labels = {} } } }) => (
    [name, { [NAME]: name, ...labels }]
  )));
}

/** The label of a namespace that has its name. */
export const NAME = 'kubernetes.io/metadata.name';
