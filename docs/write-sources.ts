import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allDocumentedRules, citationsOf, citedBy } from './citations';

// Writes the names of the upstream files that rules cite, so that a test can hold the citations to them. Only names are kept.
// npm run sources -- <checkout>…: folders of Go modules with a go.mod. Each may also be a folder of Go's module cache.

/** The list in the repository. */
export interface Sources {
  /** The release of each module that was read. */
  readonly modules: Readonly<Record<string, string>>;
  /** The names that each cited file declares, with spaces between; a file of another module than Istio's has the module in front. */
  readonly files: Readonly<Record<string, string>>;
}

const ISTIO = 'istio.io/istio';
const LIST = join(__dirname, 'sources.json');

interface Checkout {
  readonly module: string;
  readonly version: string;
  readonly folder: string;
}

function checkoutOf(folder: string): Checkout {
  const goMod = readFileSync(join(folder, 'go.mod'), 'utf8');
  const module = /^module (\S+)/m.exec(goMod)?.[1];
  if (module === undefined) throw new Error(`Expected a Go module in ${folder}, got a go.mod without a module line`);
  const tagged = /@(v\d+\.\d+\.\d+)$/.exec(basename(folder))?.[1];
  // Istio's own module has no tags that Go reads; it needs the API of its release.
  const version = tagged ?? /^\s*(?:require )?istio\.io\/api (v\d+\.\d+\.\d+)/m.exec(goMod)?.[1] ?? 'unknown';
  return { module, version, folder };
}

/** Functions, methods and variables of Go; messages of protocol buffers. */
function namesIn(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.proto')) return [...text.matchAll(/^\s*message (\w+)/gm)].map(([, name]) => name!);
  const functions = [...text.matchAll(/^func (?:\(\w+ \*?(\w+)(?:\[[^\]]*\])?\) )?(\w+)/gm)].map(([, type, name]) => (type ? `${type}.${name!}` : name!));
  return [...functions, ...[...text.matchAll(/^var (\w+)/gm)].map(([, name]) => name!)].filter((name) => name !== '_');
}

function write(folders: readonly string[]): void {
  const checkouts = folders.map(checkoutOf).sort((a, b) => b.module.length - a.module.length);
  const cited = allDocumentedRules.flatMap((rule) => citationsOf(rule).map(citedBy)).flatMap((one) => (one.kind === 'name' ? [one.file] : []));
  const files: Record<string, string> = {};
  const modules: Record<string, string> = {};
  for (const file of [...new Set(cited)].sort()) {
    const checkout = checkouts.find(({ module }) => file.startsWith(`${module}/`)) ?? checkouts.find(({ module }) => module === ISTIO);
    const path = checkout && join(checkout.folder, file.startsWith(`${checkout.module}/`) ? file.slice(checkout.module.length) : file);
    if (checkout === undefined || !existsSync(path!)) throw new Error(`Expected a checkout that has ${file}, got none`);
    modules[checkout.module] = checkout.version;
    files[file] = [...new Set(namesIn(path!))].sort().join(' ');
  }
  const sources: Sources = { modules: Object.fromEntries(Object.entries(modules).sort()), files };
  writeFileSync(LIST, `${JSON.stringify(sources, undefined, 1)}\n`);
}

if (require.main === module) write(process.argv.slice(2));
