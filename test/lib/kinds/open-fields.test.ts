import { check } from 'cdk8s-istio';
import { containers } from '../../support/containers';
import { fieldsOf, type Field } from '../istio-api/fields';

// What Istio hands on to others holds any JSON: its depth is bounded, so that whatever reads it may call itself.

const open = containers.filter(({ name }) => {
  const [kind, path] = name.split(' ') as [string, string];
  return (fieldsOf(kind)[path] as Field).open;
});

/** An entry with so many objects inside each other. */
function nested(levels: number): unknown {
  let value: unknown = 'text';
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? { deeper: value } : [value];
  return value;
}

test('the open fields are those of modules and patches', () => {
  expect(open.map(({ name }) => name)).toEqual([
    'EnvoyFilter configPatches[].patch.value', 'TrafficExtension wasm.pluginConfig', 'WasmPlugin pluginConfig',
  ]);
});

describe.each(open)('$name', ({ holding, path }) => {
  const tooDeep = (value: unknown): unknown[] => check([holding({ a: value, b: null })], { scope: 'admission' })
    .filter(({ rule }) => rule === 'input/too-deep').map(({ path: at }) => at);

  test.each([0, 1, 100])('takes %d levels', (levels) => {
    expect(tooDeep(nested(levels))).toEqual([]);
  });

  test.each([101, 2_000, 100_000])('reports %d levels at the entry that has them', (levels) => {
    expect(tooDeep(nested(levels))).toEqual([[...path, 'a']]);
  });

  test('reports the place of what JSON has no word for', () => {
    expect(check([holding({ a: { b: [1, Infinity] } })], { scope: 'admission' })).toContainEqual(
      expect.objectContaining({ rule: 'field/wrong-type', path: [...path, 'a', 'b', 1], message: 'Expected a JSON value, got Infinity' }),
    );
  });
});
