import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from 'cdk8s-istio';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { fileRules } from '../../../../lib/core/file-rules';
import type { RuleDoc } from '../../../../lib/core/rule';
import { BAD, folderOf, GOOD, NOTED, type Outside, run, virtualService, WARNED } from '../../../support/command';
import { PROPERTIES_MS } from '../../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

interface Output {
  readonly findings: readonly Finding[];
  readonly suppressed?: readonly (Finding & { suppressed: object })[];
  readonly summary: Record<string, number>;
}

async function json(cwd: string, args: readonly string[], outside?: Outside): Promise<Output & { code: number; stderr: string }> {
  const { code, stdout, stderr } = await run(cwd, ['check', ...args, '-o', 'json'], outside);
  return { ...JSON.parse(stdout) as Output, code, stderr };
}

/** `rule file:line:column`. */
const short = ({ findings }: Output): string[] => findings.map(({ rule, source }) => (
  `${rule} ${source ? `${source.file}:${source.line}:${source.column}` : ''}`.trimEnd()
));

describe('the exit code', () => {
  test.each<[string, string, number, string]>([
    ['nothing', 'error', 0, GOOD],
    ['nothing', 'info', 0, GOOD],
    ['an error', 'error', 1, BAD],
    ['an error', 'warning', 1, BAD],
    ['an error', 'info', 1, BAD],
    ['an error', 'never', 0, BAD],
    ['a warning', 'error', 0, WARNED],
    ['a warning', 'warning', 1, WARNED],
    ['a warning', 'info', 1, WARNED],
    ['a warning', 'never', 0, WARNED],
    ['an info', 'warning', 0, NOTED],
    ['an info', 'info', 1, NOTED],
    ['what does not parse', 'error', 2, 'a: ['],
    ['what does not parse', 'never', 2, 'a: ['],
    ['a duplicate key', 'error', 2, `${GOOD}kind: Other\n`],
    ['no resource', 'info', 2, 'a: 1'],
    ['no document', 'info', 2, ''],
  ])('of %s with --fail-on %s is %i', async (_, failOn, code, text) => {
    expect((await run(folderOf({ 'a.yaml': text }), ['check', 'a.yaml', '--fail-on', failOn])).code).toBe(code);
  });

  test('is 2 for a path with nothing there, and the others are checked', async () => {
    const result = await json(folderOf({ 'a.yaml': BAD }), ['nope.yaml', 'a.yaml', '*.nope']);
    expect([result.code, short(result)]).toEqual([2, ['file/unreadable', 'value/duration a.yaml:8:7', 'file/unreadable']]);
    expect(result.findings.map(({ message }) => message)).toEqual([
      'Expected a file or a folder, got nothing at "nope.yaml"', expect.stringContaining('Expected a duration'), 'Expected files that match "*.nope", got none',
    ]);
  });

  test('says on stderr when there was nothing to look at', async () => {
    expect(await run(folderOf({ 'notes.txt': 'x' }), ['check', '.', '-o', 'json', '--allow-empty'])).toMatchObject({ code: 0, stderr: 'No Kubernetes resource in .\n' });
  });
});

describe('JSON', () => {
  test('has the findings and a summary', async () => {
    const { code, stdout, stderr } = await run(folderOf({ 'mesh/a.yaml': `${BAD}---\n${WARNED}` }), ['check', 'mesh', '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        {
          rule: 'value/duration',
          severity: 'error',
          authority: 'api-server',
          message: 'Expected a duration of at least 1ms, such as 5s or 1h30m, got "3": the unit is missing, write 3s',
          fix: 'write 3s',
          resource: { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', namespace: 'shop', name: 'reviews' },
          path: ['spec', 'http', 0, 'timeout'],
          source: { file: 'mesh/a.yaml', line: 8, column: 7 },
        },
        expect.objectContaining({ rule: 'service-entry/selector-selects-all', severity: 'warning', source: { file: 'mesh/a.yaml', line: 13, column: 54 } }),
      ],
      summary: { resources: 2, errors: 1, warnings: 1, infos: 0, assumed: { hosts: 0 } },
    });
    expect([code, stderr]).toEqual([1, '']);
  });

  test('lists what was acknowledged', async () => {
    const acknowledged = WARNED.replace('namespace: shop', 'annotations: {cdk8s-istio/acknowledge: "service-entry/selector-selects-all: nothing else there"}');
    const result = await json(folderOf({ 'a.yaml': acknowledged }), ['.', '--fail-on', 'info']);
    expect(result).toMatchObject({
      code: 0,
      findings: [],
      suppressed: [{ rule: 'service-entry/selector-selects-all', source: { file: 'a.yaml', line: 4 }, suppressed: { by: 'annotation', reason: 'nothing else there' } }],
      summary: { resources: 1, errors: 0, warnings: 0, infos: 0, assumed: { hosts: 0 }, suppressed: 1 },
    });
  });

  test('says where the other side is', async () => {
    const result = await json(folderOf({ 'a.yaml': GOOD, 'b.yaml': `# second\n${GOOD}` }), ['.']);
    expect(result.findings).toMatchObject([{
      rule: 'identity/duplicate-resource',
      source: { file: 'b.yaml', line: 4, column: 12 },
      related: [{ resource: { name: 'reviews' }, source: { file: 'a.yaml', line: 3, column: 12 } }],
    }]);
    expect(short(await json(folderOf({ 'a.yaml': `${GOOD}---\n${GOOD}` }), ['.', '--scope', 'admission']))).toEqual([]);
  });
});

describe('inputs', () => {
  const files = {
    'a.yaml': virtualService('timeout: 1', 'a'),
    'b.yml': virtualService('timeout: 1', 'b'),
    'deep/er/c.json': JSON.stringify(parse(virtualService('timeout: 1', 'c')), undefined, 2),
    'deep/d.YAML': virtualService('timeout: 1', 'd'),
    'node_modules/x/e.yaml': BAD,
    '.hidden/f.yaml': BAD,
    'deep/tsconfig.json': '{\n  // comments\n  "compilerOptions": {}\n}\n',
    'deep/package.json': '{"name": "x"}',
    'notes.txt': BAD,
  };
  const names = async (...args: string[]): Promise<string[]> => {
    const { findings } = await json(folderOf(files), args);
    return [...new Set(findings.map(({ source }) => source!.file))];
  };

  test.each<[string[], string[]]>([
    [['.'], ['a.yaml', 'b.yml', 'deep/d.YAML', 'deep/er/c.json']],
    [[], ['a.yaml', 'b.yml', 'deep/d.YAML', 'deep/er/c.json']],
    [['deep'], ['deep/d.YAML', 'deep/er/c.json']],
    [['deep/', './a.yaml'], ['deep/d.YAML', 'deep/er/c.json', 'a.yaml']],
    [['**/*.json', '*.y*ml'], ['deep/er/c.json', 'a.yaml', 'b.yml']],
    [['a.yaml', '.', './a.yaml'], ['a.yaml', 'b.yml', 'deep/d.YAML', 'deep/er/c.json']],
    [['notes.txt'], ['notes.txt']],
    [['.hidden'], ['.hidden/f.yaml']],
  ])('%j are %j', async (args, expected) => {
    // The pattern also meets package.json and tsconfig.json: those who name a file want it read.
    expect((await names(...args)).filter((name) => !name.endsWith('config.json'))).toEqual(expected);
  });

  test('folders may contain themselves', async () => {
    const folder = folderOf({ 'in/a.yaml': BAD });
    symlinkSync('..', join(folder, 'in/up'));
    expect((await json(folder, ['.'])).findings.length).toBeGreaterThan(0);
  });

  test('what is piped in', async () => {
    const helm = `---\n# Source: shop/templates/empty.yaml\n---\n# Source: shop/templates/vs.yaml\n${BAD}---\n`;
    const result = await json(folderOf({}), ['-'], { stdin: helm });
    expect([short(result), result.summary.resources]).toEqual([['value/duration <stdin>:12:7'], 1]);
    expect((await run(folderOf({}), ['check', '-'], { stdin: helm })).stdout).toContain('rendered from shop/templates/vs.yaml\n');
  });

  test('a terminal is not something piped in', async () => {
    expect(await run(folderOf({}), ['check', '-'], { isTTY: true })).toEqual({
      code: 2, stdout: '', stderr: 'error: Expected YAML on standard input, got a terminal: pipe something in, such as kustomize build . | cdk8s-istio check -\n',
    });
  });

  test.each<[string, string | Buffer, string[], number]>([
    ['Windows line ends', BAD.replaceAll('\n', '\r\n'), ['value/duration a.yaml:8:7'], 1],
    ['a byte order mark', `\uFEFF${BAD}`, ['value/duration a.yaml:8:7'], 1],
    ['comments', BAD.replace('spec:', '# why\nspec: # here'), ['value/duration a.yaml:9:7'], 1],
    ['an anchor', BAD.replace('hosts: [reviews]', 'hosts: [&host reviews]').replace('host: reviews', 'host: *host'), ['value/duration a.yaml:8:7'], 1],
    ['a List', `apiVersion: v1\nkind: List\nitems:\n- ${GOOD.trimEnd().replaceAll('\n', '\n  ')}\n- ${BAD.trimEnd().replaceAll('\n', '\n  ').replace('name: reviews', 'name: other').replace('hosts: [reviews]', 'hosts: [ratings]')}\n`, ['value/duration a.yaml:18:9'], 1],
    ['a broken document between others', `${GOOD}---\na: [\n---\n${BAD.replace('name: reviews', 'name: other').replace('hosts: [reviews]', 'hosts: [ratings]')}`, ['file/syntax a.yaml:10:1', 'value/duration a.yaml:18:7'], 2],
    ['a template', '{{- if .Values.mesh }}\na: 1\n', ['file/template a.yaml:1:3'], 2],
    ['Latin 1', Buffer.from('name: caf\xe9\n', 'latin1'), ['file/encoding a.yaml:1:10'], 2],
    ['UTF-16', Buffer.from(`\uFEFF${GOOD}`, 'utf16le'), ['file/encoding a.yaml:1:1'], 2],
    ['50 MB', Buffer.alloc(50_000_000, 'a: 1\n---\n'), ['file/too-large'], 2],
    ['an alias bomb', ['a0: &a0 [x]', ...Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(20)}]`)].join('\n'), ['file/too-many-aliases a.yaml:4:22'], 2],
    ['brackets without end', '['.repeat(100_000), ['file/too-deep a.yaml:1:201'], 2],
    ['no kind', BAD.replace('kind: VirtualService\n', ''), ['file/not-a-resource a.yaml:1:1'], 1],
    ['keys of a prototype', `${BAD}  __proto__: {polluted: true}\n  constructor: {}\n`, ['value/duration a.yaml:8:7', 'field/unknown a.yaml:9:3', 'field/unknown a.yaml:10:3'], 1],
  ])('with %s', async (_, content, expected, code) => {
    const result = await json(folderOf({ 'a.yaml': content }), ['a.yaml']);
    expect([short(result).sort(), result.code]).toEqual([expected.sort(), code]);
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
  });

  test('a link to nowhere', async () => {
    const folder = folderOf({});
    mkdirSync(join(folder, 'b.yaml')); // a folder, whatever its name
    symlinkSync('gone', join(folder, 'c.yaml'));
    const result = await json(folder, ['c.yaml', 'b.yaml']);
    expect([short(result), result.code]).toEqual([['file/unreadable'], 2]);
  });
});

describe('the examples of the rules for files', () => {
  const examples = Object.values<RuleDoc & { good?: readonly string[]; bad?: readonly string[] }>(fileRules)
    .flatMap(({ id, good = [], bad = [] }) => [
      ...good.map((yaml) => ({ id, yaml, said: [] })),
      ...bad.map((yaml) => ({ id, yaml, said: [id] })),
    ]);

  test.each(examples)('$id of $yaml is $said', async ({ yaml, said }) => {
    const { findings } = await json(folderOf({ 'a.yaml': yaml }), ['.']);
    expect(findings.map(({ rule }) => rule)).toEqual(said);
  });
});

describe('the configuration file', () => {
  const config = [
    'release: "1.26"',
    'skip: [vendor, "**/*.skip.yaml"]',
    'severities: {identity/duplicate-resource: warning, service-entry/selector-selects-all: error}',
    'acknowledge:',
    '  - {rule: service-entry/selector-selects-all, reason: known, resource: ServiceEntry shop/*}',
  ].join('\n');

  test('of the working folder holds', async () => {
    const folder = folderOf({ 'cdk8s-istio.yaml': config, 'a.yaml': WARNED, 'vendor/b.yaml': BAD, 'c.skip.yaml': BAD, 'd.yaml': WARNED.replace('shop', 'other') });
    const result = await json(folder, ['.']);
    expect(short(result)).toEqual(['service-entry/selector-selects-all d.yaml:4:54']);
    expect(result.findings[0]!.severity).toBe('error');
    expect(result).toMatchObject({ code: 1, suppressed: [{ suppressed: { by: 'config', reason: 'known' } }], summary: { resources: 2, errors: 1, suppressed: 1 } });
  });

  test('is another one with --config', async () => {
    const folder = folderOf({ 'cdk8s-istio.yaml': config, 'other.yaml': 'severities: {service-entry/selector-selects-all: info}\n', 'a.yaml': WARNED });
    const result = await json(folder, ['a.yaml', '--config', 'other.yaml']);
    expect(result.findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual(['service-entry/selector-selects-all info']);
  });

  test('gives way to --release', async () => {
    // TrafficExtension came with 1.30.
    const extension = 'apiVersion: extensions.istio.io/v1alpha1\nkind: TrafficExtension\nmetadata: {name: a}\nspec: {lua: {inlineCode: "x"}}\n';
    const folder = folderOf({ 'cdk8s-istio.yaml': 'release: "1.26"\n', 'a.yaml': extension });
    expect((await json(folder, ['a.yaml'])).findings.length).toBeGreaterThan(0);
    expect(short(await json(folder, ['a.yaml', '--release', '1.31']))).toEqual([]);
  });

  test.each([
    ['sevrities: {}', 'config/unknown-key'],
    ['release: "1.5"', 'config/wrong-value'],
    ['a: [', 'config/syntax'],
  ])('%s is said on stderr, exit 2', async (text, rule) => {
    const { code, stdout, stderr } = await run(folderOf({ 'cdk8s-istio.yaml': text, 'a.yaml': BAD }), ['check', '.', '-o', 'json']);
    expect([code, stdout, stderr.split('\n')[0]]).toEqual([2, '', `error ${rule}`]);
  });
});

test('the order of findings is that of the input, and every place is in its file', async () => {
  const fields = fc.constantFrom('timeout: 1', 'timeout: "3"', 'retris: {}', 'name: ok', 'route: []', 'match: 5', 'redirect: {uri: /a}');
  const document = fc.tuple(fc.constantFrom('a', 'b', 'c'), fields, fc.boolean()).map(([name, field, crlf]) => (
    crlf ? virtualService(field, name).replaceAll('\n', '\r\n') : virtualService(field, name)
  ));
  const anyFiles = fc.array(fc.array(document, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 });
  await fc.assert(fc.asyncProperty(anyFiles, async (texts) => {
    const files = Object.fromEntries(texts.map((documents, i) => [`${i}.yaml`, documents.join('---\n')]));
    const folder = folderOf(files);
    const [first, second] = [await json(folder, ['.']), await json(folder, ['.'])];
    expect(first).toEqual(second);
    const order = first.findings.map(({ source }) => source!.file);
    expect(order).toEqual([...order].sort());
    for (const { source, path } of first.findings) {
      const line = files[source!.file]!.split(/\r?\n/)[source!.line - 1]!;
      const last = path[path.length - 1]!;
      // The item of a list, or the field, or of what is not there its owner.
      if (typeof last === 'number') expect(line.slice(0, source!.column - 1)).toMatch(/- $/);
      else expect(path.map(String)).toContain(/^[A-Za-z]+/.exec(line.slice(source!.column - 1))![0]);
    }
  }), { numRuns: 60 });
});
