import { type ReplaceInstance, toJson } from '../../../lib/core/input';
import { renderPath } from '../../../lib/core/finding';

class Token {
  public constructor(public readonly produce: () => unknown) {}
}
const replace: ReplaceInstance = (value) => {
  if (value instanceof Token) return { value: value.produce() };
  const { resolve } = value as { resolve?: unknown };
  return typeof resolve === 'function' ? { value: (resolve as () => unknown).call(value) } : undefined;
};
const token = (produce: () => unknown): Token => new Token(produce);
const fails = (): never => {
  throw new Error('not yet known');
};
const cycle: { inner: unknown[] } = { inner: [] };
cycle.inner.push(cycle);
const shared = { a: 1 };
const deep = (levels: number): unknown => (levels === 0 ? 'end' : { a: deep(levels - 1) });
const endless = (): Token => token(endless);
const again: Token = token(() => again);

function converted(input: unknown): { json: unknown; reports: string[] } {
  const reports: string[] = [];
  const json = toJson(input, { replace, report: ({ id }, path) => reports.push(`${id} @ ${renderPath(path)}`) });
  return { json, reports };
}

test.each<[string, unknown, unknown]>([
  ['undefined keys are left out', { a: undefined, b: { c: undefined } }, { b: {} }],
  ['empty objects and lists stay', { a: {}, b: [] }, { a: {}, b: [] }],
  ['a token stands for its value', { a: token(() => [token(() => 1)]) }, { a: [1] }],
  ['a token of undefined is an undefined key', { a: token(() => undefined), b: 1 }, { b: 1 }],
  ['a plain object that resolves is a token', { a: { resolve: () => 'x' } }, { a: 'x' }],
  ['a key named resolve is a key', { a: { resolve: 'DNS' } }, { a: { resolve: 'DNS' } }],
  ['one object in two places is no cycle', [shared, shared], [{ a: 1 }, { a: 1 }]],
  ['100 levels below the first', deep(101), deep(101)],
])('%s', (_, input, json) => {
  expect(converted(input)).toEqual({ json, reports: [] });
});

test.each<[string, unknown, string]>([
  ['null', { a: null }, 'input/null @ a'],
  ['undefined in a list', { a: ['x', undefined] }, 'input/undefined-in-list @ a[1]'],
  ['a hole in a list', { a: new Array(1) }, 'input/undefined-in-list @ a[0]'],
  ['a token of undefined in a list', [token(() => undefined)], 'input/undefined-in-list @ [0]'],
  ['NaN', { a: NaN }, 'input/not-finite @ a'],
  ['a function', { a: () => 1 }, 'input/not-json @ a'],
  ['a class instance that no one knows', { a: new Map() }, 'input/not-json @ a'],
  ['a cycle', cycle, 'input/cycle @ inner[0]'],
  ['101 levels below the first', deep(102), `input/too-deep @ ${'a.'.repeat(100)}a`],
  ['a token that fails', { a: token(fails) }, 'input/token-failed @ a'],
  ['a plain token that fails', { a: { resolve: fails } }, 'input/token-failed @ a'],
  ['a token that stands for itself', { a: again }, 'input/cycle @ a'],
  ['a token that stands for the next, and so on', { a: endless() }, 'input/too-deep @ a'],
])('%s is reported', (_, input, report) => {
  expect(converted(input).reports).toEqual([report]);
});

test('what is reported leaves a hole, so that the other entries keep their places', () => {
  expect(converted(['a', undefined, 'b', null, 'c']).json).toEqual(['a', undefined, 'b', undefined, 'c']);
});

test.each([[true, '{"a":{"c":2,"d":3},"b":1}'], [false, '{"b":1,"a":{"d":3,"c":2}}']])('sorted keys: %s', (sortKeys, text) => {
  expect(JSON.stringify(toJson({ b: 1, a: { d: 3, c: 2 } }, { report: fails, sortKeys }))).toBe(text);
});

