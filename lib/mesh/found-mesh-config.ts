import { compareText } from '../core/compare-text';
import type { MeshConfigSpec } from './mesh-config';
import { type EntrySource, type MeshEntry, namespaceOf } from './mesh-entry';
import { readMeshConfig } from './read-mesh-config';
import { asObject, asText } from './unchecked';

/** The MeshConfig among the objects of a mesh: of the ConfigMap `istio`, else of an IstioOperator; of several the first by name. */
export function foundMeshConfig(mesh: EntrySource): MeshConfigSpec {
  const maps = inOrder(mesh.all('ConfigMap').filter(({ id }) => id.name === 'istio'));
  const texts = maps.flatMap(({ resource }) => asText(asObject(resource.data).mesh) ?? []);
  if (texts.length > 0) return readMeshConfig(parsed(texts[0]!)).config;
  const [operator] = inOrder(mesh.all('IstioOperator.install.istio.io'));
  return readMeshConfig(operator && asObject(operator.resource.spec).meshConfig).config;
}

function inOrder(entries: readonly MeshEntry[]): readonly MeshEntry[] {
  return [...entries].sort((a, b) => compareText(namespaceOf(a), namespaceOf(b)) || compareText(a.id.name, b.id.name));
}

/** The first document of a text; undefined for what is no YAML. The reader of YAML loads with the first such text. */
function parsed(text: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see lib/kinds/index.ts
  const { readDocuments } = require('../io/documents') as typeof import('../io/documents');
  const { done, value } = readDocuments(text).next();
  return done ? undefined : value.value;
}
