import * as fc from 'fast-check';
import type { ValueGrammar } from '../grammar';
import { TRICKY } from '../mutate';

/** An object as JSON has it: `__proto__` is a key like others. */
export function objectOf(entries: readonly (readonly [string, unknown])[]): unknown {
  return JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`);
}

const leaf = fc.oneof(fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e300, '', 'a', '1s', 'a.com'), fc.constantFrom(...TRICKY));
const key = fc.constantFrom('a', 'exact', 'prefix', 'regex', 'name', 'number', 'host', 'mode', 'values', '@type', 'typed_config', '__proto__', 'constructor', 'toString', '', '\ud800');

/** Any small JSON. */
export const anyJson: fc.Arbitrary<unknown> = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.array(fc.tuple(key, tie('tree')), { maxLength: 3 }).map(objectOf),
  ),
})).tree;

/** A value with so many lists and objects around it. */
export function nested(levels: number, value: unknown = 'a'): unknown {
  let outer = value;
  for (let i = 0; i < levels; i++) outer = i % 2 === 0 ? { a: outer } : [outer];
  return outer;
}

export const json: ValueGrammar = {
  name: 'any JSON',
  takes: () => true,
  values: fc.oneof(
    { weight: 20, arbitrary: anyJson },
    { weight: 1, arbitrary: fc.constantFrom(50, 101, 1_000).map((levels) => nested(levels)) },
  ),
};
