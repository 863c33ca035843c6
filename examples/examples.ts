import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** The folders here that are an app of their own. */
export function examples(): string[] {
  return readdirSync(__dirname).filter((name) => existsSync(join(__dirname, name, 'main.ts'))).sort();
}

/** Runs an example as its own program, as `cdk8s synth` does, and returns what it wrote. */
export function synthesize(example: string, outdir: string): { yaml: string; resources: unknown[] } {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, example, 'main.ts')], {
    env: { ...process.env, CDK8S_OUTDIR: outdir, TSX_TSCONFIG_PATH: join(__dirname, '../tsconfig.dev.json') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return read(outdir);
}

/** The manifests of a folder: as text in the order of the files' names, and as objects. */
export function read(folder: string): { yaml: string; resources: unknown[] } {
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort();
  const yaml = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('---\n');
  return { yaml, resources: parseAllDocuments(yaml).map((document) => document.toJS() as unknown) };
}
