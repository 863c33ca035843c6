import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BAD, folderOf, GOOD, type Ran, run, virtualService, WARNED } from '../../../support/command';

// A pipeline fails on what is new: what a baseline has is known, wherever its file goes and whatever is written above it.

const BASELINE = 'findings.json';

/** A folder whose findings are in a baseline. */
async function known(files: Record<string, string>): Promise<string> {
  const folder = folderOf(files);
  const { code, stderr } = await run(folder, ['check', '.', '--write-baseline', BASELINE]);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^Wrote \d+ findings? to findings\.json\n$/)]);
  return folder;
}

const compare = (folder: string, ...args: string[]): Promise<Ran> => run(folder, ['check', '.', '--baseline', BASELINE, ...args]);
async function newFindings(folder: string): Promise<string[]> {
  const { findings } = JSON.parse((await compare(folder, '-o', 'json')).stdout) as { findings: { rule: string; source: { file: string; line: number } }[] };
  return findings.map(({ rule, source: { file, line } }) => `${rule} ${file}:${line}`);
}
const written = (folder: string): { version: number; findings: object[] } => JSON.parse(readFileSync(join(folder, BASELINE), 'utf8'));

/** A VirtualService with so many wrong timeouts. */
const wrong = (count: number, name = 'reviews'): string => virtualService(Array.from({ length: count }, (_, i) => (
  `${i === count - 1 ? 'name: rest' : `match: [{uri: {prefix: /${i}}}]`}\n      route: [{destination: {host: reviews}}]\n      timeout: "3"`
)).join('\n    - '), name);

test('what it has fails nothing, and is counted', async () => {
  const folder = await known({ 'a.yaml': `${BAD}---\n${WARNED}` });
  expect(await compare(folder)).toEqual({ code: 0, stdout: 'Checked 2 resources in 1 file: no findings, 2 in the baseline\n', stderr: '' });
  const { findings, summary } = JSON.parse((await compare(folder, '-o', 'json', '--fail-on', 'info')).stdout);
  expect(findings).toEqual([]);
  expect(summary).toEqual({ resources: 2, errors: 0, warnings: 0, infos: 0, assumed: { hosts: 0 }, known: 2 });
});

test('it lists findings by rule, resource and field, with how many are alike, the same each time it is written', async () => {
  const folder = await known({ 'b.yaml': wrong(2), 'a.yaml': WARNED });
  expect(written(folder)).toEqual({
    version: 1,
    findings: [
      { rule: 'service-entry/selector-selects-all', kind: 'ServiceEntry.networking.istio.io', namespace: 'shop', name: 'partner', path: 'spec.workloadSelector', count: 1 },
      { rule: 'value/duration', kind: 'VirtualService.networking.istio.io', namespace: 'shop', name: 'reviews', path: 'spec.http[].timeout', count: 2 },
    ],
  });
  const before = readFileSync(join(folder, BASELINE), 'utf8');
  renameSync(join(folder, 'b.yaml'), join(folder, '0.yaml'));
  await run(folder, ['check', '.', '--write-baseline', BASELINE]);
  expect(readFileSync(join(folder, BASELINE), 'utf8')).toBe(before);
});

test.each<[string, (folder: string) => void]>([
  ['a file that is renamed', (folder) => renameSync(join(folder, 'a.yaml'), join(folder, 'other.yaml'))],
  ['a file that is moved', (folder) => {
    mkdirSync(join(folder, 'deep'));
    renameSync(join(folder, 'a.yaml'), join(folder, 'deep/a.yaml'));
  }],
  ['lines above it', (folder) => writeFileSync(join(folder, 'a.yaml'), `# one\n# two\n${BAD}`)],
  ['an entry before it', (folder) => writeFileSync(join(folder, 'a.yaml'), BAD.replace('    - route', '    - match: [{uri: {prefix: /a}}]\n      route: [{destination: {host: a}}]\n    - route'))],
  ['a resource before it', (folder) => writeFileSync(join(folder, 'a.yaml'), `${virtualService('route: [{destination: {host: a}}]', 'first')}---\n${BAD}`)],
  ['another version of its group', (folder) => writeFileSync(join(folder, 'a.yaml'), BAD.replace('istio.io/v1', 'istio.io/v1beta1'))],
])('%s makes no old finding new', async (_, change) => {
  const folder = await known({ 'a.yaml': BAD });
  change(folder);
  expect(await newFindings(folder)).toEqual([]);
  expect((await compare(folder)).code).toBe(0);
});

test.each<[string, Record<string, string>, string[]]>([
  ['the same in another resource', { 'b.yaml': wrong(1, 'ratings') }, ['value/duration b.yaml:9']],
  ['the same twice more', { 'a.yaml': wrong(3) }, ['value/duration a.yaml:12', 'value/duration a.yaml:15']],
  ['another rule at the same field', { 'a.yaml': wrong(1).replace('"3"', '3') }, ['field/wrong-type a.yaml:9']],
  ['the same in another field', { 'a.yaml': `${wrong(1)}      retries: {attempts: 1, perTryTimeout: "3"}\n` }, ['value/duration a.yaml:10']],
  ['the same in another namespace', { 'b.yaml': wrong(1).replace('namespace: shop', 'namespace: web') }, ['value/duration b.yaml:9']],
])('new is %s', async (_, files, expected) => {
  const folder = await known({ 'a.yaml': wrong(1) });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  expect(await newFindings(folder)).toEqual(expected);
  expect((await compare(folder)).code).toBe(1);
});

describe('an entry that matches nothing', () => {
  test('is reported as stale, and fails nothing', async () => {
    const folder = await known({ 'a.yaml': wrong(3), 'b.yaml': WARNED });
    writeFileSync(join(folder, 'a.yaml'), wrong(1));
    rmSync(join(folder, 'b.yaml'));
    for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
      const { code, stderr } = await compare(folder, '-o', format, '--fail-on', 'info');
      expect([format, code, stderr]).toEqual([format, 0, expect.stringContaining(
        'Stale in findings.json, as it is no longer found:\n'
        + '  service-entry/selector-selects-all ServiceEntry.networking.istio.io shop/partner spec.workloadSelector\n'
        + '  value/duration VirtualService.networking.istio.io shop/reviews spec.http[].timeout (2 times)\n',
      )]);
    }
    await run(folder, ['check', '.', '--write-baseline', BASELINE]);
    expect((await compare(folder)).stderr).toBe('');
  });

  test('is not stale where its rule was not asked', async () => {
    const folder = await known({ 'a.yaml': `${GOOD}---\n${GOOD}` });
    expect(await compare(folder, '--scope', 'admission')).toMatchObject({ code: 0, stderr: '' });
  });
});

test('what could not be read is never known', async () => {
  const folder = folderOf({ 'a.yaml': `${BAD}---\na: [` });
  expect((await run(folder, ['check', '.', '--write-baseline', BASELINE])).code).toBe(2);
  expect(written(folder).findings).toHaveLength(1);
  expect((await compare(folder)).code).toBe(2);
});

test('nothing checked writes no baseline', async () => {
  const folder = folderOf({});
  expect((await run(folder, ['check', '.', '--write-baseline', BASELINE])).code).toBe(2);
  expect(() => written(folder)).toThrow(/ENOENT/);
});

test('the baseline is no file to check, whatever fields it names', async () => {
  const folder = await known({ 'a.yaml': GOOD.replace('kind: VirtualService', 'kind: VirtualService\nstatus: {a: 1}'), 'b.yaml': BAD });
  writeFileSync(join(folder, BASELINE), readFileSync(join(folder, BASELINE), 'utf8').replace('"spec.http[].timeout"', '"apiVersion"'));
  expect((await compare(folder)).stdout).toContain('in 2 files');
});

test('rules that have another id today are still known', async () => {
  const folder = await known({ 'a.yaml': virtualService('redirect: {uri: /a, redirectCode: 200}') });
  const text = readFileSync(join(folder, BASELINE), 'utf8');
  expect(text).toContain('virtual-service/redirect-response');
  writeFileSync(join(folder, BASELINE), text.replace('virtual-service/redirect-response', 'virtual-service/redirect-answer'));
  expect(await compare(folder)).toMatchObject({ code: 0, stderr: '' });
});

test.each<[string, string | undefined, string]>([
  ['none', undefined, 'got nothing at this path'],
  ['no JSON', 'version: 1', 'got another file'],
  ['other JSON', '{"findings": []}', 'got another file'],
  ['a list', '[]', 'got another file'],
  ['an entry without a count', '{"version": 1, "findings": [{"rule": "a/b", "path": ""}]}', 'got an object with path, rule as entry 0'],
  ['an entry of text', '{"version": 1, "findings": ["a"]}', 'got "a" as entry 0'],
])('a baseline that is %s is refused in a sentence', async (_, text, got) => {
  const folder = folderOf({ 'a.yaml': GOOD, ...(text === undefined ? {} : { [BASELINE]: text }) });
  expect(await compare(folder)).toEqual({
    code: 2, stdout: '', stderr: `error: Expected a baseline in findings.json, ${got}: --write-baseline findings.json writes one\n`,
  });
});
