import { choices, quote } from '../../../lib/core/quote';

class Empty {}

test.each<[unknown, string]>([
  ['a', '"a"'],
  ['', '""'],
  ['two\nlines "quoted"', '"two\\nlines \\"quoted\\""'],
  ['x'.repeat(78), `"${'x'.repeat(78)}"`],
  ['x'.repeat(79), `"${'x'.repeat(59)}… (81 characters)`],
  [80, '80'],
  [-0, '-0'],
  [Number.NaN, 'NaN'],
  [true, 'true'],
  [undefined, 'undefined'],
  [null, 'null'],
  [10n, '10n'],
  [Symbol('x'), 'a symbol'],
  [function named() { /* nothing */ }, 'function named'],
  [(() => () => 1)(), 'a function'],
  [[], '[]'],
  [[1, 2], 'a list of 2'],
  [{}, '{}'],
  [Object.create(null), '{}'],
  [{ b: 1, a: 2 }, 'an object with a, b'],
  [{ e: 1, d: 1, c: 1, b: 1, a: 1 }, 'an object with a, b, c, d, …'],
  [{ ['k'.repeat(200)]: 1 }, `an object with ${'k'.repeat(45)}… (215 characters)`],
  [new Date(0), 'an instance of Date'],
  [new Empty(), 'an instance of Empty'],
  [new (class {})(), 'an instance of a class'],
  [Object.create(Object.create(null)), 'an instance of a class'],
])('%p reads %s', (value, text) => {
  expect(quote(value)).toBe(text);
});

test.each([
  [[], ''],
  [['a'], '"a"'],
  [['a', 'b'], '"a" or "b"'],
  [['a', 1, 'c'], '"a", 1 or "c"'],
])('the choices of %j read %s', (values, text) => {
  expect(choices(values)).toBe(text);
});

test('an object that throws when it is read is quoted without being read', () => {
  const boom = (): never => { throw new Error('boom'); };
  expect(quote(new Proxy({}, { ownKeys: boom }))).toBe('an object that cannot be read');
  expect(quote(new Proxy({}, { getPrototypeOf: boom }))).toBe('an object that cannot be read');
});
