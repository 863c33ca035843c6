import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

// A declaration that no entry point of the package leads to is read by nobody, and those of schemas and rules repeat whole specs:
// they are taken out of dist/.
const ENTRIES = ['dist/constructs/index.d.ts', 'dist/lib/cli/plugin/validation.d.ts'];

const reached = new Set();
const queue = ENTRIES.map((file) => resolve(file));
for (const file of queue) {
  if (reached.has(file)) continue;
  reached.add(file);
  for (const [, specifier] of readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*["'](\.[^"']+)["']/g)) {
    const path = resolve(dirname(file), specifier);
    const found = [`${path}.d.ts`, join(path, 'index.d.ts')].find((candidate) => existsSync(candidate));
    if (found === undefined) throw new Error(`Expected ${specifier} of ${file} to have a declaration`);
    queue.push(found);
  }
}
for (const folder of ['dist/lib', 'dist/constructs']) {
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = resolve(folder, name);
    if (name.endsWith('.d.ts') && !reached.has(file)) rmSync(file);
  }
}
