import { dirname, relative, resolve } from 'node:path';
import { findConfig, type MeshConfig } from '../../config/mesh-config';
import type { Input } from './inputs';
import type { Terminal } from '../terminal';

/**
 * What the configuration file says: the one named, or else the nearest at or above the working folder; `false` is for none.
 *
 * @throws ConfigError when it cannot be read, or is wrong
 */
export async function configurationOf(named: string | false | undefined, { cwd }: Terminal): Promise<MeshConfig | undefined> {
  if (named === false) return undefined;
  const file = named === undefined ? findConfig(cwd) : resolve(cwd, named);
  if (file === undefined) return undefined;
  const { readConfig } = await import('../../config/read-config');
  return readConfig(relative(process.cwd(), file) || '.'); // as people would write it in a finding
}

/** The inputs without those that the configuration skips, or globs of the working folder, and without the configuration itself. */
export async function withoutSkipped(
  inputs: readonly Input[], config: MeshConfig | undefined, cwd: string, ignored: readonly string[] = [],
): Promise<readonly Input[]> {
  const skipped = new Set([
    ...config ? [resolve(config.file), ...await filesOf(config.skip, dirname(config.file))] : [],
    ...await filesOf(ignored, cwd),
  ]);
  return skipped.size === 0 ? inputs : inputs.filter(({ file }) => !skipped.has(resolve(cwd, file)));
}

/** The inputs with the clusters that the configuration names for them: the first glob counts, and `--separate` counts more. */
export async function inClusters<I extends Pick<Input, 'file' | 'cluster'>>(
  inputs: readonly I[], config: MeshConfig | undefined, cwd: string,
): Promise<readonly I[]> {
  if (!config?.clusters) return inputs;
  const folder = dirname(config.file);
  const clusters = await Promise.all(config.clusters.map(async ({ glob, cluster }) => ({ cluster, files: await filesOf([glob], folder) })));
  return inputs.map((input) => {
    const found = input.cluster === undefined ? clusters.find(({ files }) => files.has(resolve(cwd, input.file))) : undefined;
    return found ? { ...input, cluster: found.cluster } : input;
  });
}

/** The files below a folder that globs name, by their full paths. */
async function filesOf(globs: readonly string[], folder: string): Promise<ReadonlySet<string>> {
  if (globs.length === 0) return new Set();
  const { glob } = await import('tinyglobby');
  return new Set((await glob([...globs], { cwd: resolve(folder), absolute: true, dot: true })).map((file) => resolve(file)));
}
