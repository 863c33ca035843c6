import fc from 'fast-check';
import type { ValueRule } from '../../../lib/core/value-rule';
import { valueRules } from '../../../lib/values';
import { PROPERTIES_MS } from '../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

const ofText = valueRules.filter((rule): rule is ValueRule => typeof rule.good[0] === 'string');
const ofNumber = valueRules.filter((rule): rule is ValueRule<number> => typeof rule.good[0] === 'number');
const examples = (part: 'good' | 'bad') =>
  valueRules.flatMap((rule) => rule[part].map((value) => ({ id: rule.id, rule: rule as ValueRule<unknown>, value })));

test('ids are unique, in order and of this topic', () => {
  const ids = valueRules.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.filter((id) => !/^value\/[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
});

test.each(examples('good'))('$id takes $value', ({ rule, value }) => {
  expect(rule.test(value)).toBeUndefined();
});

test.each(examples('bad'))('$id refuses $value, with a reason', ({ rule, value }) => {
  expect(rule.test(value)).toMatch(/^.{5,200}$/);
});

/** Text near what the rules know, text of any kind, and half surrogate pairs. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aZ09.-_/*:%@~,()[]{}"\\ \n', 'é', '\uD800', '\uDC00', 'ns', '://', 'unix://', 'outbound_') }),
  fc.string({ unit: 'binary' }),
  fc.mixedCase(fc.constantFrom(...ofText.flatMap(({ good, bad }) => [...good, ...bad]))),
);

test.each(ofText)('$id has an answer for every text, and always the same', (rule) => {
  fc.assert(fc.property(text, (value) => {
    const reason = rule.test(value);
    expect(reason ?? 'no reason').toMatch(/\S/);
    expect(rule.test(value)).toBe(reason);
  }));
});

test.each(ofNumber)('$id has an answer for every number', (rule) => {
  fc.assert(fc.property(fc.oneof(fc.double(), fc.integer()), (value) => {
    expect(rule.test(value) ?? 'no reason').toMatch(/\S/);
  }));
});

const LENGTH = 2 ** 16;
const parts = [
  'a', '1', '0.', '.5', '0ns', ':', '::', '/', '%', '%A(["a",', '\\', '*', '(', '[', ',', '5xx,', ' ', '\n', 'a.', 'a-', '_', '\uD800',
];
const long = parts.flatMap((part) => ['', '!', 's'].map((end) => ({ part, end, value: part.repeat(LENGTH / part.length) + end })));

function milliseconds(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

test.each(long)('very much of $part and then "$end" takes linear time and few words', ({ value }) => {
  let length = 0;
  const yardstick = Math.max(1, milliseconds(() => {
    for (const character of value) length += character.length;
  }));
  expect(length).toBe(value.length);
  for (const rule of ofText) {
    let reason: string | undefined;
    // Quadratic time would be 2 ** 16 times the yardstick.
    expect(milliseconds(() => (reason = rule.test(value))) / yardstick).toBeLessThan(1000);
    expect((reason ?? '').length).toBeLessThan(400);
  }
});
