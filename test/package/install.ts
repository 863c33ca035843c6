import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const repository = join(__dirname, '../..');

/** A file in a package that this repository depends on. */
export const dependency = (path: string): string => join(repository, 'node_modules', path);

/** Gives a project the compiled package and what it needs: as a copy of what is published, or as a link to the repository. */
export function install(project: string, how: 'installed' | 'linked'): void {
  mkdirSync(join(project, 'node_modules'), { recursive: true });
  for (const name of ['cdk8s', 'constructs', 'zod', 're2js', 'yaml', 'tinyglobby', 'picocolors', 'commander', 'fast-json-patch', 'follow-redirects']) {
    symlinkSync(dependency(name), join(project, 'node_modules', name));
  }
  const own = join(project, 'node_modules/cdk8s-istio');
  if (how === 'linked') return symlinkSync(repository, own);
  for (const part of ['package.json', 'validation.js', 'dist/lib', 'dist/constructs', 'lib', 'constructs']) {
    mkdirSync(dirname(join(own, part)), { recursive: true });
    cpSync(join(repository, part), join(own, part), { recursive: true });
  }
}
