import type { Finding } from 'cdk8s-istio';
import { folderOf, GOOD, run } from '../../../support/command';

interface Output {
  readonly findings: readonly (Finding & { file?: string })[];
  readonly summary: Record<string, number>;
}

interface Checked {
  readonly code: number;
  /** `rule place: message`. */
  readonly found: readonly string[];
  readonly summary: Record<string, number>;
}

async function check(files: Record<string, string>, ...args: string[]): Promise<Checked> {
  const { code, stdout } = await run(folderOf(files), ['check', ...args, '-o', 'json']);
  const { findings, summary } = JSON.parse(stdout) as Output;
  const found = findings.map(({ rule, message, source, file }) => `${rule} ${source ? `${source.file}:${source.line}:${source.column}` : file}: ${message}`);
  return { code, found, summary };
}

const QUOTED = GOOD.replace('hosts: [reviews]', 'hosts: ["istiod-{{ .Values.revision }}.istio-system.svc"]');
const BRACES = GOOD.replace('hosts: [reviews]', 'hosts: {{ .Values.hosts }}');

describe('text that a template engine would replace', () => {
  test.each([
    ['in quotes', QUOTED, 'a.yaml:5:11'],
    ['as a key', GOOD.replace('{name: reviews', '{labels: {"{{ .Release.Name }}": x}, name: reviews'), 'a.yaml:3:21'],
    ['beside other mistakes', QUOTED.replace('hosts:', 'wrong: "{{ .x }}.com"\n  hosts:'), 'a.yaml:5:3'],
    ['without quotes', BRACES, 'a.yaml:5:11'],
  ])('%s is a template, and the only finding', async (_, text, place) => {
    expect(await check({ 'a.yaml': text }, '.')).toEqual({
      code: 2, found: [`file/template ${place}: Expected YAML, got a template`], summary: { resources: 0, unread: 1, errors: 1, warnings: 0, infos: 0, assumed: { hosts: 0 } },
    });
  });

  test.each([
    ['braces that no engine of charts evaluates', GOOD.replace('hosts: [reviews]', 'hosts: ["{{name}}"]'), ['virtual-service/host-name']],
    ['annotations', GOOD.replace('{name: reviews', '{annotations: {note: "{{ .app.name }}"}, name: reviews'), []],
    ['other kinds', 'apiVersion: v1\nkind: Service\nmetadata: {name: a, annotations: {x: "{{ .y }}"}}\nspec: {clusterIP: "{{ .z }}"}\n', []],
  ])('%s are not taken for a template', async (_, text, rules) => {
    const { found } = await check({ 'a.yaml': text }, '.');
    expect(found.map((one) => one.split(' ')[0])).toEqual(rules);
  });
});

describe('a folder of templates is one finding', () => {
  const chart = {
    'shop/Chart.yaml': 'name: shop\n',
    'shop/values.yaml': 'a: 1\n',
    'shop/templates/a.yaml': BRACES,
    'shop/templates/b.yaml': `${QUOTED}---\n${BRACES}`,
    'shop/templates/sub/c.yaml': `{{- if .x }}\na: 1\n---\nb: [\n`,
  };

  test('with Chart.yaml', async () => {
    const { code, found } = await check({ ...chart, 'good.yaml': GOOD, 'bad.yaml': 'a: [' }, '.');
    expect([code, found]).toEqual([2, [
      'file/syntax bad.yaml:1:4: Expected a closing "]", got none',
      'file/template shop: Expected YAML, got 3 files of templates',
    ]]);
  });

  test('with many files of templates in it', async () => {
    const files = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`templates/${name}.yaml`, BRACES]));
    expect((await check(files, '.')).found).toEqual(['file/template templates: Expected YAML, got 4 files of templates']);
    delete files['templates/d.yaml'];
    expect((await check(files, '.')).found).toHaveLength(3);
  });

  test('each chart has one, which says how to render it', async () => {
    const other = Object.fromEntries(Object.entries(chart).map(([file, text]) => [file.replace('shop/', 'charts/cart/'), text]));
    const { stdout } = await run(folderOf({ ...chart, ...other }), ['check', '.']);
    expect(stdout.match(/error file\/template/g)).toHaveLength(2);
    expect(stdout).toContain('fix: render them first: helm template charts/cart | cdk8s-istio check -');
    expect(stdout).toContain('fix: render them first: helm template shop | cdk8s-istio check -');
    expect(stdout).toContain('Checked 0 resources (6 more cannot be read) in 10 files: 2 errors');
  });

  test('a single file of a chart is named with its line', async () => {
    expect((await check({ 'shop/Chart.yaml': 'name: shop\n', 'shop/templates/a.yaml': QUOTED }, '.')).found).toEqual([
      'file/template shop/templates/a.yaml:5:11: Expected YAML, got a template',
    ]);
  });
});

test.each([
  ['that breaks off', `${GOOD}  more: [\n`, 'Checked 1 resource (1 in part) in 1 file: 1 error'],
  ['with a key twice', GOOD.replace('spec:', 'kind: VirtualService\nspec:'), 'Checked 1 resource in 1 file: 1 error'],
])('a resource %s is counted', async (_, text, summary) => {
  const { stdout, stderr } = await run(folderOf({ 'a.yaml': text }), ['check', 'a.yaml']);
  expect([stdout.includes(summary), stderr]).toEqual([true, '']);
});

test('the rest of a document with a key twice is checked', async () => {
  const { code, found } = await check({ 'a.yaml': GOOD.replace('spec:', 'kind: VirtualService\nspec:\n  wrong: 1') }, '.');
  expect([code, found.map((one) => one.split(':')[0])]).toEqual([2, ['file/duplicate-key a.yaml', 'field/unknown a.yaml']]);
});
