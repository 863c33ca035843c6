import * as fc from 'fast-check';
import { inputRules, toJson } from '../../lib/core/input';
import { type Path, renderPath } from '../../lib/core/finding';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// What a program puts into a spec comes out as the same JSON, or is reported where it stands: never lost, never thrown.

const keys = fc.oneof(fc.string({ unit: 'binary', maxLength: 6 }), fc.constantFrom('__proto__', 'constructor', 'toString', 'resolve', ''));

/** An object with the keys as its own, `__proto__` too. */
function objectOf(entries: readonly (readonly [string, unknown])[]): object {
  const object = {};
  for (const [key, value] of entries) Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  return object;
}

function trees<T>(leaf: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.array(fc.tuple(keys, tie('tree')), { maxLength: 4 }).map(objectOf),
    ),
  })).tree;
}

const jsonLeaves = fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const oddLeaves = fc.constantFrom<unknown>(
  null, undefined, NaN, Infinity, -Infinity, 1n, Symbol('x'), () => 1, new Date(0), new Map(), /x/, new (class Thing {})(),
);

/** What has to be said about a value, in the order in which people read. */
function expected(value: unknown, path: Path): string[] {
  const say = ({ id }: { id: string }): string[] => [`${id} @ ${renderPath(path)}`];
  if (value === undefined) return typeof path.at(-1) === 'number' ? say(inputRules.undefinedInList) : [];
  if (value === null) return say(inputRules.null);
  if (typeof value === 'number') return Number.isFinite(value) ? [] : say(inputRules.notFinite);
  if (typeof value === 'string' || typeof value === 'boolean') return [];
  if (Array.isArray(value)) return value.flatMap((entry, i) => expected(entry, [...path, i]));
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.keys(value).flatMap((key) => expected((value as Record<string, unknown>)[key], [...path, key]));
  }
  return say(inputRules.notJson);
}

function convert(input: unknown, sortKeys = false): { json: unknown; reports: string[] } {
  const reports: string[] = [];
  const json = toJson(input, { sortKeys, report: ({ id }, path) => reports.push(`${id} @ ${renderPath(path)}`) });
  return { json, reports };
}

test('JSON without nulls comes out as it was, whether keys are sorted or not', () => {
  fc.assert(fc.property(trees(jsonLeaves), fc.boolean(), (input, sortKeys) => {
    const { json, reports } = convert(input, sortKeys);
    expect(json).toEqual(input);
    expect(reports).toEqual([]);
    if (!sortKeys) expect(JSON.stringify(json)).toBe(JSON.stringify(input));
  }), { numRuns: 5_000 });
});

test('each leaf that is no JSON is reported once, where it stands', () => {
  fc.assert(fc.property(trees(fc.oneof(jsonLeaves, oddLeaves)), (input) => {
    expect(convert(input).reports).toEqual(expected(input, []));
  }), { numRuns: 5_000 });
});

test('the input is copied, not changed', () => {
  fc.assert(fc.property(trees(jsonLeaves), (input) => {
    const before = JSON.stringify(input);
    const { json } = convert(input, true);
    expect(JSON.stringify(input)).toBe(before);
    if (typeof input === 'object') expect(json).not.toBe(input);
  }), { numRuns: 1_000 });
});

const anything = fc.anything({
  withBigInt: true, withBoxedValues: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withSet: true,
  withSparseArray: true, withTypedArray: true,
});

function isJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' || typeof value === 'boolean';
  return (Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) && Object.values(value).every(isJson);
}

test('whatever comes in, nothing is thrown, and what comes out in silence is JSON', () => {
  fc.assert(fc.property(anything, fc.boolean(), (input, sortKeys) => {
    const { json, reports } = convert(input, sortKeys);
    if (reports.length === 0) expect(isJson(json)).toBe(input !== undefined);
  }), { numRuns: 5_000 });
});
