import { dirname, relative, resolve } from 'node:path';
import { findConfig, type MeshConfig } from '../../config/mesh-config';
import type { Input } from './inputs';
import type { Terminal } from '../terminal';

/**
 * What the configuration file says: the one named, or else the one of the working folder.
 *
 * @throws ConfigError when it cannot be read, or is wrong
 */
export async function configurationOf(named: string | undefined, { cwd }: Terminal): Promise<MeshConfig | undefined> {
  const file = named === undefined ? findConfig(cwd) : resolve(cwd, named);
  if (file === undefined) return undefined;
  const { readConfig } = await import('../../config/read-config');
  return readConfig(relative(process.cwd(), file) || '.'); // as people would write it in a finding
}

/** The inputs without those that the configuration skips, and without itself. */
export async function withoutSkipped(inputs: readonly Input[], config: MeshConfig | undefined, cwd: string): Promise<readonly Input[]> {
  if (!config) return inputs;
  const skipped = new Set([resolve(config.file)]);
  if (config.skip.length > 0) {
    const { glob } = await import('tinyglobby');
    const found = await glob([...config.skip], { cwd: resolve(dirname(config.file)), absolute: true, dot: true });
    for (const file of found) skipped.add(resolve(file));
  }
  return inputs.filter(({ file }) => !skipped.has(resolve(cwd, file)));
}
