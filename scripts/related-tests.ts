import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A test file, and over how many imports it reaches what changed. */
export interface RelatedTest {
  readonly file: string;
  readonly distance: number;
}

interface Import {
  readonly from: string;
  /** The values that are imported; `undefined` for all of them. */
  readonly names: readonly string[] | undefined;
  /** True for what is loaded when it is first needed, as a kind is. */
  readonly lazy: boolean;
}

const FOLDERS = ['lib', 'constructs', 'test', 'examples', 'bench', 'docs', 'scripts'];
const PACKAGE = 'cdk8s-istio';
const ENTRY = 'constructs/index.ts';

/**
 * The test files that a change concerns, the nearest first: those that import it, those whose path is like its own, and those
 * whose text has its path. An import from a door of the package counts for the files of the imported names, not for all behind the door.
 */
export function relatedTests(root: string, changed: readonly string[]): RelatedTest[] {
  const sources = new Map(FOLDERS.flatMap((folder) => filesIn(root, folder)).map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const tests = [...sources.keys()].filter((file) => file.endsWith('.test.ts'));
  const distances = new Map<string, number>();
  const reach = (file: string, distance: number): void => {
    if (distance < (distances.get(file) ?? Infinity)) distances.set(file, distance);
  };
  const importers = importersOf(root, sources);
  for (const file of changed) {
    for (const test of tests) {
      if (test === file) reach(test, 0);
      else if (isNamesake(test, file) || sources.get(test)!.includes(file)) reach(test, 1);
    }
    if (!sources.has(file)) testsAround(file, tests).forEach((test) => reach(test, 1));
    walk(file, importers, reach);
  }
  return tests.filter((test) => distances.has(test))
    .map((file) => ({ file, distance: distances.get(file)! }))
    .sort((a, b) => a.distance - b.distance || (a.file < b.file ? -1 : 1));
}

function filesIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** Breadth first to whoever imports a file. Behind a lazy import only the direct importers count: anything may load a kind. */
function walk(start: string, importers: ReadonlyMap<string, readonly Importer[]>, reach: (file: string, distance: number) => void): void {
  const queue: { file: string; distance: number; isLast: boolean }[] = [{ file: start, distance: 0, isLast: false }];
  const seen = new Set([start]);
  for (const { file, distance, isLast } of queue) {
    reach(file, distance);
    if (isLast) continue;
    for (const { by, lazy } of importers.get(file) ?? []) {
      if (seen.has(by)) continue;
      seen.add(by);
      queue.push({ file: by, distance: distance + 1, isLast: false });
      if (lazy) for (const next of importers.get(by) ?? []) reach(next.by, distance + 2);
      if (lazy) queue[queue.length - 1] = { file: by, distance: distance + 1, isLast: true };
    }
  }
}

interface Importer {
  readonly by: string;
  readonly lazy: boolean;
}

function importersOf(root: string, sources: ReadonlyMap<string, string>): Map<string, Importer[]> {
  const imports = new Map([...sources].map(([file, text]) => [file, importsOf(root, file, text, sources)]));
  const isDoor = (file: string): boolean => file === ENTRY || file === 'lib/index.ts';
  const importers = new Map<string, Importer[]>();
  for (const [by, all] of imports) {
    if (isDoor(by)) continue; // who imports a door is an importer of what it takes from it
    for (const one of all) {
      for (const file of isDoor(one.from) ? behindDoor(one, imports, isDoor) : [one.from]) {
        if (!importers.has(file)) importers.set(file, []);
        importers.get(file)!.push({ by, lazy: one.lazy });
      }
    }
  }
  return importers;
}

/** The files that have the names which are imported from a door. */
function behindDoor({ from, names }: Import, imports: ReadonlyMap<string, readonly Import[]>, isDoor: (file: string) => boolean): string[] {
  return (imports.get(from) ?? []).flatMap((exported) => {
    const taken = names?.filter((name) => exported.names?.includes(name)) ?? exported.names;
    if (taken?.length === 0) return [];
    return isDoor(exported.from) ? behindDoor({ ...exported, names: taken }, imports, isDoor) : [exported.from];
  });
}

const STATEMENT = /(?:import|export)\s+(?!type\b)((?:\*(?:\s+as\s+\w+)?|\w+|\{[^}]*\})(?:\s*,\s*\{[^}]*\})?)\s+from\s+'([^']+)'/g;
const CALL = /\b(?:import|require)\('([^']+)'\)(?!\.)/g;

function importsOf(root: string, file: string, text: string, sources: ReadonlyMap<string, string>): Import[] {
  const fileOf = (specifier: string): string | undefined => {
    if (specifier === PACKAGE) return ENTRY;
    if (!specifier.startsWith('.')) return undefined;
    const path = relative(root, resolve(root, dirname(file), specifier));
    return [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => sources.has(candidate));
  };
  const found = [
    ...[...text.matchAll(STATEMENT)].map(([, clause, specifier]) => ({ specifier: specifier!, names: namesIn(clause!), lazy: false })),
    ...[...text.replace(/typeof import\('[^']+'\)/g, '').matchAll(CALL)].map(([, specifier]) => ({ specifier: specifier!, names: undefined, lazy: true })),
  ];
  return found.flatMap(({ specifier, ...rest }) => {
    const from = fileOf(specifier);
    return from === undefined || rest.names?.length === 0 ? [] : [{ from, ...rest }];
  });
}

/** The values of `{ a, b as c, type D }`; all of a module for `*` and for a default. */
function namesIn(clause: string): string[] | undefined {
  if (!clause.startsWith('{')) return undefined;
  return clause.slice(1, -1).split(',').map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => name.split(/\s+as\s+/)[0]!);
}

/** `test/types/gateway.test.ts` is one of `constructs/gateway/gateway.ts`, `test/lib/cli/check/…` of `lib/cli/check/…`. */
function isNamesake(test: string, file: string): boolean {
  if (dirname(test) === `test/${dirname(file)}`) return true;
  const name = test.split('/').pop()!.replace('.test.ts', '');
  return file.split('/').some((part) => part.replace(/\.ts$/, '') === name);
}

/** For what is no program, such as a recorded case: the tests of the nearest folder that has any. */
function testsAround(file: string, tests: readonly string[]): readonly string[] {
  for (let folder = dirname(file); folder !== '.' && folder !== 'test'; folder = dirname(folder)) {
    const around = tests.filter((test) => test.startsWith(`${folder}/`));
    if (around.length > 0) return around;
  }
  return [];
}
