import { check } from 'cdk8s-istio';
import { containers } from '../../support/containers';

// The API server counts the entries of a list or map and looks at each of them; one fault does not hide the other.

const bounded = containers.filter(({ max }) => max !== undefined);

test('there are bounded lists, and maps too', () => {
  expect(new Set(bounded.map(({ type }) => type))).toEqual(new Set(['list', 'map']));
});

describe.each(bounded)('$name', ({ holding, filled, max, path, entry, type }) => {
  const step = (i: number): string | number => (type === 'list' ? i : `k${i}`);
  const found = (value: unknown): unknown[] => check([holding(value)], { scope: 'admission' })
    .filter(({ rule }) => rule.startsWith('field/')).map(({ rule, path: at }) => [rule, at]);

  test.each([
    { what: 'one bad entry at the end', badAt: (i: number) => i === max },
    { what: 'one bad entry at the start', badAt: (i: number) => i === 0 },
  ])('too long, with $what', ({ badAt }) => {
    const good = Object.values(filled(max! + 1) as object) as unknown[];
    const bad = entry === 'string' ? 1 : 'text';
    expect(found(filled(max! + 1, (i) => (badAt(i) ? bad : good[i])))).toEqual(expect.arrayContaining([
      ['field/wrong-size', path],
      ['field/wrong-type', [...path, step(badAt(0) ? 0 : max!)]],
    ]));
  });

  test('too long, and every entry bad', () => {
    const rules = found(filled(max! + 1, () => (entry === 'string' ? 1 : 'text'))).map((row) => (row as [string])[0]);
    expect(rules.filter((rule) => rule === 'field/wrong-type')).toHaveLength(max! + 1);
    expect(rules.filter((rule) => rule === 'field/wrong-size')).toHaveLength(1);
  });

  test('too long, with nulls: a list keeps them, a map drops them and their keys', () => {
    const rules = found(filled(max! + 1, () => null));
    expect(rules.slice(0, 2)).toEqual(type === 'list'
      ? [['field/wrong-type', [...path, 0]], ['field/wrong-type', [...path, 1]]]
      : [['field/empty', [...path, 'k0']], ['field/empty', [...path, 'k1']]]);
    expect(rules.some((row) => (row as [string])[0] === 'field/wrong-size')).toBe(type === 'list');
  });
});
