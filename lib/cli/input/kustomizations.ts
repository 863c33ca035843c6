import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isObject } from '../../core/is-object';
import { decode } from '../../io/decode';
import { readDocuments } from '../../io/documents';
import { readBytes } from '../../io/read-file';
import type { Input } from './inputs';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** The folders with inputs that kustomize builds, and the files that are patches of one. */
export class Kustomizations {
  private readonly folders = new Set<string>();
  private readonly patches = new Map<string, string>();

  public constructor(inputs: readonly Input[], private readonly cwd: string) {
    for (const folder of new Set(inputs.map(({ file }) => dirname(file)))) {
      const file = NAMES.map((name) => resolve(cwd, folder, name)).find((path) => existsSync(path));
      if (file === undefined) continue;
      this.folders.add(folder);
      for (const patch of patchesIn(file)) this.patches.set(resolve(cwd, folder, patch), folder);
    }
  }

  /** The folder whose kustomization lists a file as a patch. */
  public patched(file: string): string | undefined {
    return this.patches.get(resolve(this.cwd, file));
  }

  /** The folder of a file, when kustomize builds it. */
  public built(file: string): string | undefined {
    const folder = dirname(file);
    return this.folders.has(folder) ? folder : undefined;
  }
}

/** The files that a kustomization lists as patches; of what is no kustomization none. */
function patchesIn(file: string): string[] {
  const bytes = readBytes(file);
  const text = 'rule' in bytes ? bytes : decode(bytes);
  if (typeof text !== 'string') return []; // reported when it is checked
  return [...readDocuments(text)].flatMap(({ value }) => {
    if (!isObject(value)) return [];
    const lists = [value.patches, value.patchesStrategicMerge, value.patchesJson6902];
    const listed = lists.flatMap((list) => (Array.isArray(list) ? list as unknown[] : []));
    return listed.flatMap((entry) => (isObject(entry) ? [entry.path] : [entry]))
      .filter((path): path is string => typeof path === 'string' && !path.includes('\n'))
      .map((path) => join(path));
  });
}
