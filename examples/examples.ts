import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The folders here that are an app of their own. */
export function examples(): string[] {
  return readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'main.ts'))).sort();
}

/** What an example writes. */
export interface Output {
  /** All of it, in the order of the files. */
  readonly yaml: string;
  /** The manifests, those of each folder by themselves: a folder is what one cluster gets. */
  readonly clusters: readonly unknown[][];
}

/** Runs an example as its own program, as `cdk8s synth` does, and returns what it wrote. */
export function synthesize(example: string, outdir: string): Output {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, example, 'main.ts')], {
    env: { ...process.env, CDK8S_OUTDIR: outdir, TSX_TSCONFIG_PATH: join(__dirname, '../tsconfig.dev.json') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return read(outdir);
}

/** The manifests of a folder: as text in the order of the files' names, and as objects. */
export function read(folder: string): Output {
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.yaml')).sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
  const folders = [...new Set(files.map(dirname))];
  return {
    yaml: texts.join('---\n'),
    clusters: folders.map((of) => texts.filter((_, i) => dirname(files[i]!) === of)
      .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as unknown))),
  };
}
