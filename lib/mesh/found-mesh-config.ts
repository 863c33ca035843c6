import { compareText } from '../core/compare-text';
import type { Path } from '../core/finding';
import type { MeshConfigSpec } from './mesh-config';
import { type EntrySource, type MeshEntry, namespaceOf } from './mesh-entry';
import { type MeshConfigProblem, readMeshConfig } from './read-mesh-config';
import { asObject, asText } from './unchecked';

/** The MeshConfig that an object has: that of a ConfigMap `istio` in a text, that of an IstioOperator as it is. */
export interface WrittenMeshConfig {
  readonly value: unknown;
  /** Where it stands. */
  readonly path: Path;
  /** True where a text has it, inside of which nothing has a place of its own. */
  readonly isText: boolean;
}

/** What is wrong with the MeshConfig of an object of a mesh. */
export interface FoundProblem extends MeshConfigProblem {
  readonly on: MeshEntry;
  /** Where in the object. */
  readonly at: Path;
}

/** The MeshConfig among the objects of a mesh: of the ConfigMap `istio`, else of an IstioOperator; of several the first by name. */
export function foundMeshConfig(mesh: EntrySource): { readonly config: MeshConfigSpec; readonly problems: readonly FoundProblem[] } {
  for (const entry of [...inOrder(mesh.all('ConfigMap')), ...inOrder(mesh.all('IstioOperator.install.istio.io'))]) {
    const written = writtenMeshConfig(entry.resource);
    if (!written) continue;
    const { config, problems } = readMeshConfig(written.value);
    const at = (path: Path): Path => (written.isText ? written.path : [...written.path, ...path]);
    return { config, problems: problems.map((each) => ({ ...each, on: entry, at: at(each.path) })) };
  }
  return { config: {}, problems: [] };
}

/** The MeshConfig of a ConfigMap `istio` or of an IstioOperator; undefined for any other object. */
export function writtenMeshConfig(object: unknown): WrittenMeshConfig | undefined {
  const { kind, metadata, data, spec } = asObject(object);
  if (kind === 'IstioOperator') return { value: asObject(spec).meshConfig, path: ['spec', 'meshConfig'], isText: false };
  const text = kind === 'ConfigMap' && asObject(metadata).name === 'istio' ? asText(asObject(data).mesh) : undefined;
  return text === undefined ? undefined : { value: firstDocument(text)?.value, path: ['data', 'mesh'], isText: true };
}

function inOrder(entries: readonly MeshEntry[]): readonly MeshEntry[] {
  return [...entries].sort((a, b) => compareText(namespaceOf(a), namespaceOf(b)) || compareText(a.id.name, b.id.name));
}

/** The first document of a text. The reader of YAML loads with the first such text. */
export function firstDocument(text: string): import('../io/documents').TextDocument | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- see lib/kinds/index.ts
  const { readDocuments } = require('../io/documents') as typeof import('../io/documents');
  const { done, value } = readDocuments(text).next();
  return done ? undefined : value;
}
