import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, DEFAULT_RELEASE, type Finding } from 'cdk8s-istio';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { kinds } from '../../lib/kinds';
import { apiVersionOf } from '../../lib/kinds/kind';
import upstream from '../lib/istio-api/fields.json';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// Whatever JSON there is, check answers, quickly, the same again, and in the same words whatever the order of keys.

const RUNS = 40_000;
/** The mesh of a single document costs much more than its own check, so one document in twenty has it. */
let tried = 0;
const scope = () => ({ scope: tried++ % 20 === 0 ? 'mesh' : 'admission' } as const);
const seeds = readdirSync(join(__dirname, '../gallery/seeds')).map((file) => readFileSync(join(__dirname, '../gallery/seeds', file), 'utf8'));
const valid = seeds.map((text) => JSON.stringify(parse(text)));
const crds = upstream.kinds as unknown as Record<string, { fields: Record<string, unknown> }>;
const keys = [...new Set(Object.keys(kinds).flatMap((kind) => Object.keys(crds[kind]!.fields).flatMap((path) => path.split(/[.[\]{}]+/))))].filter(Boolean);

const texts = fc.oneof(
  fc.constantFrom('', '*', 'a', 'a.com', '*.com', './*', '10.0.0.1', '1s', '-1s', '(?=a)', 'STATIC', 'HTTP', 'unix:///x', '%A%', '\ud800', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const names = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...keys) }, fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', ''), texts);
/** An object as JSON has it: of keys that are there twice the last one counts, and `__proto__` is a key like others. */
const objectOf = (entries: readonly (readonly [string, unknown])[]): unknown => (
  JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`)
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), texts),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.array(fc.tuple(names, tie('tree')), { maxLength: 4 }).map(objectOf),
  ),
}));
const document = fc.record({
  apiVersion: fc.constant(''), kind: fc.constantFrom(...Object.values(kinds)), metadata: fc.oneof(fc.constant({ name: 'a' }), tree), spec: tree,
}).map(({ kind, ...rest }) => ({ ...rest, apiVersion: apiVersionOf(kind, DEFAULT_RELEASE), kind: kind.kind }));

test('check answers on any document', () => {
  fc.assert(fc.property(document, (resource) => {
    for (const { rule, message, path } of check([resource], scope())) {
      if (!rule || !message || !Array.isArray(path)) throw new Error(`Expected a whole finding, got ${rule}`);
    }
  }), { numRuns: RUNS });
});

test('check answers on any change of bytes in a valid one', () => {
  const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 32, max: 126 })), { minLength: 1, maxLength: 3 });
  const change = fc.tuple(fc.constantFrom(...valid), changes);
  let parsed = 0;
  fc.assert(fc.property(change, ([text, edits]) => {
    const bytes = [...text];
    for (const [at, code] of edits) bytes[at % bytes.length] = String.fromCharCode(code);
    let resource: unknown;
    try {
      resource = JSON.parse(bytes.join(''));
    } catch {
      return;
    }
    parsed++;
    check([resource], scope());
  }), { numRuns: RUNS });
  expect(parsed).toBeGreaterThan(RUNS / 10);
});

const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, shuffled(inner)]));
};
const asSet = (findings: readonly Finding[]): string[] => findings.map(({ rule, path, message }) => `${rule} ${JSON.stringify(path)} ${message}`).sort();

test('the order of keys changes nothing, and checking changes nothing in the input', () => {
  fc.assert(fc.property(document, (resource) => {
    const before = JSON.stringify(resource);
    const findings = check([resource]);
    expect(JSON.stringify(resource)).toBe(before);
    expect(asSet(check([shuffled(resource)]))).toEqual(asSet(findings));
    expect(check([resource])).toEqual(findings);
  }), { numRuns: 1_000 });
});

const deep = (levels: number): unknown => {
  let value: unknown = {};
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? { match: value } : [value];
  return value;
};
const cycle: Record<string, unknown> = { hosts: ['a.com'] };
cycle.http = [cycle];

const odd: readonly { readonly what: string; readonly resource: unknown }[] = [
  { what: 'no object', resource: undefined },
  { what: 'null', resource: null },
  { what: 'a list', resource: [] },
  { what: 'text', resource: 'Sidecar' },
  ...Object.values(kinds).flatMap((kind) => {
    const given = (what: string, spec: unknown) => (
      { what: `${kind.kind} ${what}`, resource: { apiVersion: apiVersionOf(kind, DEFAULT_RELEASE), kind: kind.kind, metadata: { name: 'a' }, spec } }
    );
    return [
      given('of depth 10,000', deep(10_000)),
      given('with a cycle', cycle),
      given('with a megabyte of text', { hosts: ['a'.repeat(1e6)], host: '*.'.repeat(5e5), ['k'.repeat(1e6)]: 1 }),
      given('with functions', { hosts: () => 1, host: Symbol('x'), http: [{ route: 1n }] }),
    ];
  }),
];

test.each(odd)('check answers on $what', ({ resource }) => {
  const before = process.cpuUsage();
  expect(Array.isArray(check([resource]))).toBe(true);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(2); // seconds of this process, whatever others do
});
