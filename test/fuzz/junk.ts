import { Duration, Lazy, Size } from 'cdk8s';
import * as fc from 'fast-check';

/** What junk throws that runs code when it is read: an error of the program's own, which may reach the program as it is. */
export class Boom extends Error {}

/** What a program without types can pass by mistake; each made anew, as some of it changes when it is read. */
const JUNK: Readonly<Record<string, () => unknown>> = {
  'undefined': () => undefined,
  'null': () => null,
  'NaN': () => Number.NaN,
  'Infinity': () => Infinity,
  '-1': () => -1,
  '0.5': () => 0.5,
  'a bigint': () => 10n,
  'a symbol': () => Symbol('junk'),
  'a function': () => () => 1,
  'an arrow that throws': () => () => { throw new Boom(); },
  'a class': () => class Thing {},
  'an instance': () => new (class Thing { public readonly host = 'a'; })(),
  'true': () => true,
  '""': () => '',
  'a huge text': () => 'x'.repeat(200_000),
  'text of a terminal': () => '\x1b[2J\n::error::pwned\u202e',
  '"__proto__"': () => '__proto__',
  '"constructor"': () => 'constructor',
  'a lone surrogate': () => '\ud800',
  '[]': () => [],
  '[null]': () => [null],
  'a sparse list': () => { const list: unknown[] = []; list[5] = 'a'; return list; },
  'a list with a property': () => Object.assign(['a'], { extra: 1 }),
  'a list of lists': () => [[[]]],
  '{}': () => ({}),
  'an object without prototype': () => Object.assign(Object.create(null) as object, { a: 1 }),
  'an object with a symbol': () => ({ [Symbol('key')]: 1 }),
  'an own __proto__': () => JSON.parse('{"__proto__": {"a": 1}}') as unknown,
  'a getter that throws': () => Object.defineProperty({}, 'host', { enumerable: true, get() { throw new Boom(); } }),
  'a cycle': () => { const cycle: Record<string, unknown> = {}; cycle.again = cycle; return cycle; },
  'a list with itself in it': () => { const list: unknown[] = []; list.push(list); return list; },
  'a deep object': () => { let deep: unknown = 1; for (let i = 0; i < 5_000; i++) deep = { deep }; return deep; },
  'a frozen object': () => Object.freeze({ a: Object.freeze(['b']) }),
  'a Map': () => new Map([['a', 1]]),
  'a Set': () => new Set([1]),
  'a Date': () => new Date(0),
  'an invalid Date': () => new Date(Number.NaN),
  'a RegExp': () => /a/,
  'an Error': () => new Error('x'),
  'a Promise': () => Promise.resolve(1),
  'a boxed string': () => Object('a') as unknown,
  'a Buffer': () => Buffer.from('a'),
  'a Proxy': () => new Proxy({}, {}),
  'a Proxy that throws': () => new Proxy({}, {
    get() { throw new Boom(); }, ownKeys() { throw new Boom(); }, has() { throw new Boom(); }, getPrototypeOf() { throw new Boom(); },
  }),
  'a Lazy': () => Lazy.any({ produce: () => 'a' }),
  'a Lazy that throws': () => Lazy.any({ produce: () => { throw new Boom(); } }),
  'a Lazy of itself': () => { const lazy: unknown = Lazy.any({ produce: () => lazy }); return lazy; },
  'a token': () => ({ resolve: () => ({ a: 1 }) }),
  'a Duration': () => Duration.millis(1),
  'a Size': () => Size.mebibytes(1),
  'toString that throws': () => ({ toString() { throw new Boom(); } }),
  'toJSON that throws': () => ({ toJSON() { throw new Boom(); } }),
};

/** The name of some junk. */
export const junkNames: fc.Arbitrary<string> = fc.constantFrom(...Object.keys(JUNK));

/** The junk of that name. */
export function junk(name: string): unknown {
  return JUNK[name]!();
}
