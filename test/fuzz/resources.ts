import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { fieldsOf } from '../lib/istio-api/fields';
import { expectFindings, findingsOf } from './findings';
import { expectChecked } from './alone';
import type { Fuzzer } from './fuzzer';
import { inProportion } from './cost';
import { grammars } from './values';

const SEEDS = join(__dirname, '../gallery/seeds');

/** Real resources, as text. */
export const seeds: readonly string[] = readdirSync(SEEDS).sort().map((file) => readFileSync(join(SEEDS, file), 'utf8'));

interface Resource {
  readonly kind: string;
}
const resources = seeds.map((text) => parse(text) as Resource);
const values = fc.oneof(...grammars.map((grammar) => grammar.values));

type Step = string | number;
/** The paths of all values in a resource. */
function pathsIn(value: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  if (value === null || typeof value !== 'object') return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([step, inner]) => pathsIn(inner, [...path, step as Step]))];
}
const places = resources.map((resource) => pathsIn(resource).filter(([first, second]) => first === 'spec' || second !== undefined));

type Change = readonly [place: number, how: 'replace' | 'remove' | 'add' | 'double' | 'move', value: unknown, name: string];

const names = [...new Set(resources.flatMap(({ kind }) => Object.keys(fieldsOf(kind)).flatMap((path) => path.split(/[.[\]{}]+/))))].filter(Boolean);
const change: fc.Arbitrary<Change> = fc.tuple(
  fc.nat(10_000), fc.constantFrom('replace', 'replace', 'remove', 'add', 'double', 'move'), values, fc.constantFrom(...names, '__proto__', 'toString', ''),
);

const changedResource = fc.tuple(fc.nat(resources.length - 1), fc.array(change, { minLength: 1, maxLength: 3 })).map(([i, changes]) => {
  const resource = copyOf(resources[i]!);
  for (const [place, how, value, name] of changes) apply(resource, places[i]![place % places[i]!.length]!, how, value, name);
  return resource;
});

/** A copy of what is JSON, but for undefined. */
function copyOf<T>(value: T): T {
  return value === undefined ? value : JSON.parse(JSON.stringify(value)) as T;
}

function apply(root: object, path: readonly Step[], how: Change[1], value: unknown, name: string): void {
  let owner: unknown = root;
  for (const step of path.slice(0, -1)) owner = (owner as Record<Step, unknown> | null | undefined)?.[step];
  if (owner === null || typeof owner !== 'object') return; // an earlier change took it away
  const holder = owner as Record<Step, unknown>;
  const last = path[path.length - 1]!;
  switch (how) {
    case 'remove':
      if (Array.isArray(holder)) holder.splice(last as number, 1);
      else delete holder[last];
      return;
    case 'double':
      if (Array.isArray(holder)) holder.push(copyOf(holder[last as number]));
      return;
    case 'move':
      if (!Array.isArray(holder)) set(holder, name, holder[last]);
      return;
    case 'add':
      return set(Array.isArray(holder) ? holder[last as number] : holder, name, value);
    case 'replace':
      return set(holder, last, value);
  }
}

function set(holder: unknown, key: Step, value: unknown): void {
  if (holder === null || typeof holder !== 'object') return;
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

/** A real resource with up to three changes. */
export const resourceFuzzer: Fuzzer<object> = {
  name: 'resources',
  share: 20,
  inputs: changedResource,
  check(resource) {
    if (isOfKnownKind(resource)) expectChecked(resource);
    else expectFindings(findingsOf([resource]), [resource]);
  },
};

/** True for what the laws of one known kind are about. */
function isOfKnownKind(resource: object): boolean {
  const { kind, apiVersion } = resource as { kind?: unknown; apiVersion?: unknown };
  return resources.some((seed) => seed.kind === kind) && typeof apiVersion === 'string' && apiVersion.includes('istio.io/');
}

/** Several changed resources as one mesh. */
export const meshFuzzer: Fuzzer<object[]> = {
  name: 'meshes',
  share: 10,
  inputs: fc.array(changedResource, { minLength: 2, maxLength: 6 }),
  check(mesh) {
    const findings = inProportion(JSON.stringify(mesh).length, () => findingsOf(mesh));
    expectFindings(findings, mesh);
  },
};
