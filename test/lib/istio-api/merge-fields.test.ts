import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { crdFields } from './crd-fields';
import { FIELD_LIST, type FieldList } from './fields';
import { mergeFields } from './merge-fields';
import { renderFields, summary } from './write-fields';

/** A kind of ours in two versions; what is written below is in the spec of both. */
function crd(spec: string, versions = ['v1', 'v1beta1']): string {
  const version = (name: string, i: number): string => (
    `  - {name: ${name}, served: true, storage: ${i === 0}, schema: {openAPIV3Schema: {type: object, required: [spec], properties: {spec: ${spec.replace(/\n */g, ' ')}}}}}`
  );
  return [
    '# a comment before the first document', '---',
    'apiVersion: apiextensions.k8s.io/v1', 'kind: CustomResourceDefinition', 'metadata: {name: teapots.example.com}',
    'spec:', '  group: example.com', '  scope: Namespaced',
    '  names: {kind: Teapot, listKind: TeapotList, plural: teapots, singular: teapot, shortNames: [tp]}',
    '  versions:', ...versions.map(version), '---', '',
  ].join('\n');
}

const SPEC = `{
  type: object, required: [name],
  oneOf: [{not: {anyOf: [{required: [lid]}, {required: [cork]}]}}, {required: [lid]}, {required: [cork]}],
  x-kubernetes-validations: [{rule: "self.name != ''", message: no}],
  properties: {
    name: {type: string, maxLength: 9, pattern: "^t", description: "Deprecated: use lid."},
    lid: {type: object, properties: {color: {type: string, enum: [RED, BLUE]}}},
    cork: {type: boolean, nullable: true},
    spouts: {type: array, minItems: 1, maxItems: 2, items: {type: integer, format: int32, minimum: 0, maximum: 7}},
    labels: {type: object, maxProperties: 3, additionalProperties: {type: string}},
    extra: {type: object, x-kubernetes-preserve-unknown-fields: true},
    legs: {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [side], items: {type: object, required: [side], properties: {side: {type: string}}}}
  }}`;

const FIELDS = {
  '.': { type: 'object', required: ['name'], oneOf: [{ exclusive: ['lid', 'cork'], required: false }], cel: ["self.name != ''"] },
  'cork': { type: 'boolean', nullable: true },
  'extra': { type: 'object', open: true },
  'labels': { type: 'object', maxProperties: 3 },
  'labels{}': { type: 'string' },
  'legs': { type: 'array', listType: 'map', listKeys: ['side'] },
  'legs[]': { type: 'object', required: ['side'] },
  'legs[].side': { type: 'string' },
  'lid': { type: 'object' },
  'lid.color': { type: 'string', enum: ['RED', 'BLUE'] },
  'name': { type: 'string', maxLength: 9, pattern: '^t', mentionsDeprecated: true },
  'spouts': { type: 'array', minItems: 1, maxItems: 2 },
  'spouts[]': { type: 'integer', format: 'int32', minimum: 0, maximum: 7 },
};

const EMPTY: FieldList = { source: 'a test', baseline: '1.30', removed: [], removedEnumValues: [], kinds: {} };

/** The list after releases of that kind, one after another. */
function after(...releases: readonly (readonly [release: string, spec: string])[]): FieldList {
  return releases.reduce((list, [release, spec]) => mergeFields(list, crdFields(crd(spec)), release).list, EMPTY);
}

test('a definition becomes a list of fields, each with all that the API server holds it to', () => {
  expect(crdFields(crd(SPEC))).toEqual({
    Teapot: {
      meta: {
        group: 'example.com', scope: 'Namespaced', plural: 'teapots', shortNames: ['tp'], specRequired: true,
        versions: [{ name: 'v1', served: true, storage: true }, { name: 'v1beta1', served: true, storage: false }],
      },
      fields: FIELDS,
    },
  });
});

test('alternatives inside allOf are as good as others', () => {
  const spec = '{type: object, allOf: [{oneOf: [{not: {}}, {required: [a]}]}, {oneOf: [{required: [b]}, {required: [c]}]}]}';
  expect(crdFields(crd(spec)).Teapot!.fields['.']!.oneOf).toEqual([{ exclusive: ['a'], required: false }, { exclusive: ['b', 'c'], required: false }]);
});

test('the first release of a kind has all its fields from its own time on', () => {
  const { list, added, gone, changed } = mergeFields(EMPTY, crdFields(crd(SPEC)), '1.30');
  expect(list.kinds.Teapot!.fields).toEqual(FIELDS);
  expect(list.kinds.Teapot!.meta.versions).toEqual([
    { name: 'v1', served: true, storage: true, since: '1.30' }, { name: 'v1beta1', served: true, storage: false, since: '1.30' },
  ]);
  expect({ added, gone, changed }).toEqual({ added: ['Teapot'], gone: [], changed: [] });
});

const GROWN = SPEC
  .replace('{required: [cork]}]}},', '{required: [cork]}, {required: [plug]}]}},').replace('{required: [cork]}],', '{required: [cork]}, {required: [plug]}],')
  .replace('cork: {', 'plug: {type: object, properties: {size: {type: integer}}}, cork: {').replace('[RED, BLUE]', '[RED, BLUE, GREEN]').replace('maxItems: 2', 'maxItems: 4');

test('what a release brings gets that release, what was known keeps its own', () => {
  const list = after(['1.30', SPEC], ['1.31', GROWN], ['1.32', GROWN]);
  expect(list.kinds.Teapot!.fields).toEqual({
    ...FIELDS,
    '.': { ...FIELDS['.'], oneOf: [{ exclusive: ['lid', 'cork', 'plug'], required: false }] },
    'lid.color': { type: 'string', enum: ['RED', 'BLUE', 'GREEN'], enumSince: { GREEN: '1.31' } },
    'plug': { type: 'object', since: '1.31' },
    'plug.size': { type: 'integer', since: '1.31' },
    'spouts': { type: 'array', minItems: 1, maxItems: 4 },
  });
});

test('the summary says what comes, what goes and what changes', () => {
  const lines = summary(mergeFields(after(['1.30', GROWN]), crdFields(crd(SPEC.replace('name: {', 'title: {'), ['v1', 'v2'])), '1.31'), '1.31');
  expect(lines).toEqual([
    'Istio 1.31 brings (2):', '  Teapot v2', '  Teapot title',
    'Istio 1.31 no longer has; taken off the list (5):', '  Teapot v1beta1', '  Teapot lid.color = GREEN', '  Teapot name', '  Teapot plug', '  Teapot plug.size',
    'Istio 1.31 changes (2):',
    '  Teapot .: oneOf [{"exclusive":["lid","cork","plug"],"required":false}] -> [{"exclusive":["lid","cork"],"required":false}]',
    '  Teapot spouts: maxItems 4 -> 2',
  ]);
});

test('what a release no longer has is kept apart from what there is', () => {
  const list = after(['1.30', SPEC], ['1.31', GROWN], ['1.32', SPEC]);
  expect(list.kinds.Teapot!.fields).toEqual(FIELDS);
  expect(list.removed).toEqual([
    { kind: 'Teapot', path: 'plug', since: '1.31', release: '1.32' }, { kind: 'Teapot', path: 'plug.size', since: '1.31', release: '1.32' },
  ]);
  expect(list.removedEnumValues).toEqual([{ kind: 'Teapot', path: 'lid.color', value: 'GREEN', release: '1.32' }]);
});

test('an earlier release takes nothing away that came after it', () => {
  const list = after(['1.30', SPEC], ['1.31', GROWN]);
  const again = mergeFields(list, crdFields(crd(SPEC.replace('spouts: {type: array, minItems: 1, maxItems: 2', 'spouts: {type: array, minItems: 1, maxItems: 4'))), '1.30');
  expect(renderFields(again.list)).toBe(renderFields(list));
  expect(summary(again, '1.30')).toEqual(['Nothing changes with Istio 1.30']);
});

test('what the development branch promised is of its release as soon as that is out', () => {
  const promised = mergeFields(after(['1.30', SPEC]), crdFields(crd(GROWN)), '1.31-dev').list;
  expect(promised.kinds.Teapot!.fields.plug!.since).toBe('1.31-dev');
  const { list, added, gone, changed } = mergeFields(promised, crdFields(crd(GROWN)), '1.31');
  expect(list.kinds.Teapot!.fields.plug!.since).toBe('1.31');
  expect(list.kinds.Teapot!.fields['lid.color']!.enumSince).toEqual({ GREEN: '1.31' });
  expect({ added, gone, changed }).toEqual({ added: [], gone: [], changed: [] });
});

test('the list of this repository is as the command writes it', () => {
  expect(readFileSync(join(__dirname, 'fields.json'), 'utf8')).toBe(renderFields(FIELD_LIST));
});

describe('the command', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fields-'));
    writeFileSync(join(folder, 'fields.json'), renderFields(EMPTY));
    writeFileSync(join(folder, 'crds.yaml.gz'), gzipSync(crd(SPEC)));
    writeFileSync(join(folder, 'grown.yaml'), crd(GROWN));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const root = join(__dirname, '../../..');
    const command = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(__dirname, 'write-fields.ts'), ...args, '--list', 'fields.json'];
    return spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json') } });
  }

  test('reads definitions, packed or not, and changes nothing the second time', () => {
    expect(run('crds.yaml.gz', '--release', '1.30')).toMatchObject({ status: 0, stdout: 'Istio 1.30 brings (1):\n  Teapot\n' });
    expect(run('grown.yaml', '--release', '1.31').stdout).toContain('Istio 1.31 brings (3):\n  Teapot lid.color = GREEN\n  Teapot plug\n  Teapot plug.size\n');
    const written = readFileSync(join(folder, 'fields.json'), 'utf8');
    expect(written).toBe(renderFields(after(['1.30', SPEC], ['1.31', GROWN])));
    expect(run('grown.yaml', '--release', '1.31').stdout).toBe('Nothing changes with Istio 1.31\n');
    expect(readFileSync(join(folder, 'fields.json'), 'utf8')).toBe(written);
  });

  test('wants a release', () => {
    expect(run('grown.yaml', '--release', 'latest')).toMatchObject({ status: 1, stderr: expect.stringContaining('Expected a release such as 1.32.') });
  });
});
