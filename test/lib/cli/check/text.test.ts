import { ASSUMED, BAD, folderOf, GOOD, type Outside, run, virtualService, WARNED } from '../../../support/command';
import { PROPERTIES_MS } from '../../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

async function text(files: Record<string, string>, outside?: Outside, args: readonly string[] = ['.']): Promise<string> {
  return (await run(folderOf(files), ['check', ...args], outside)).stdout;
}

const ESCAPE = '\x1b';
const plain = (colored: string): string => colored.replace(new RegExp(`${ESCAPE}(?:\\[[0-9;]*m|\\]8;;[^${ESCAPE}]*${ESCAPE}\\\\)`, 'g'), '');

test('a finding says what, where, and what to write instead', async () => {
  expect(await text({ 'mesh/reviews.yaml': BAD })).toBe(`\
mesh/reviews.yaml

error value/duration  mesh/reviews.yaml:8:7
  Expected a duration of at least 1ms, such as 5s or 1h30m, got "3": the unit is missing, write 3s
  VirtualService shop/reviews spec.http[0].timeout

    7 |     - route: [{destination: {host: reviews}}]
  > 8 |       timeout: "3"
      |       ^^^^^^^^^^^^

  fix: write 3s
  more: cdk8s-istio explain value/duration

Checked 1 resource in 1 file: 1 error
`);
});

test('findings are grouped by file, in the order of their lines; the other side is shown too', async () => {
  const said = await text({ 'b.yaml': GOOD, 'a.yaml': `${GOOD}      timeout: 5\n      retris: {}\n`, 'c.yaml': WARNED });
  expect(said.split('\n').filter((line) => /^\S|^ {2}see|^ {2}>/.test(line))).toEqual([
    'a.yaml',
    'error field/wrong-type  a.yaml:8:7',
    '  > 8 |       timeout: 5',
    'error field/unknown  a.yaml:9:7',
    '  > 9 |       retris: {}',
    'b.yaml',
    'warning identity/duplicate-resource  b.yaml:3:12',
    '  > 3 | metadata: {name: reviews, namespace: shop}',
    '  see also VirtualService shop/reviews  a.yaml:3:12',
    '  > 3 | metadata: {name: reviews, namespace: shop}',
    'c.yaml',
    'warning service-entry/selector-selects-all  c.yaml:4:54',
    '  > 4 | spec: {hosts: [partner.example], resolution: STATIC, workloadSelector: {}}',
    'Checked 3 resources in 3 files: 2 errors, 2 warnings',
    ASSUMED,
  ]);
});

test.each([
  [{ 'a.yaml': GOOD }, `Checked 1 resource in 1 file: no findings\n${ASSUMED}\n`],
  [{ 'a.yaml': WARNED.replace('namespace: shop', 'annotations: {cdk8s-istio/acknowledge: "service-entry/selector-selects-all: known"}') },
    'Checked 1 resource in 1 file: no findings, 1 acknowledged\n'],
  [{}, 'Checked 0 resources in 0 files: no findings\n'],
])('without findings there is a summary: %#', async (files, expected) => {
  expect(await text(files as Record<string, string>)).toBe(expected);
});

test('a file that is not there has no frame', async () => {
  expect(await text({}, {}, ['gone.yaml'])).toBe(`\
gone.yaml

error file/unreadable
  Expected a file or a folder, got nothing at "gone.yaml"
  fix: correct the path, or the permissions of the file
  more: cdk8s-istio explain file/unreadable

Checked 0 resources in 1 file: 1 error
`);
});

describe('colour', () => {
  test.each<[boolean, Outside]>([
    [false, {}],
    [true, { isTTY: true }],
    [false, { isTTY: true, env: { NO_COLOR: '1' } }],
    [false, { isTTY: true, env: { TERM: 'dumb' } }],
    [true, { env: { FORCE_COLOR: '1' } }],
    [false, { isTTY: true, env: { FORCE_COLOR: '0' } }],
    [false, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }],
  ])('is %p for %j', async (expected, outside) => {
    const said = await text({ 'a.yaml': BAD }, outside);
    expect(said.includes(ESCAPE)).toBe(expected);
    if (!outside.isTTY) expect(plain(said)).toBe(await text({ 'a.yaml': BAD }));
  });

  test('on a terminal the page of the rule is a link, in a pipeline it is not', async () => {
    expect(await text({ 'a.yaml': BAD }, { isTTY: true })).toMatch(/\]8;;file:\/\/\S+\/docs\/rules\/value\.md#duration/);
    expect(await text({ 'a.yaml': BAD }, { isTTY: true, env: { CI: 'true' } })).not.toContain(']8;;');
  });
});

describe('width', () => {
  const long = virtualService(`match: [{uri: {prefix: /${'long/'.repeat(30)}}}]\n      timeout: "3"\n    - route: [{destination: {host: reviews}}]`);

  test.each([50, 80, 100])('no line is wider than a terminal of %i', async (columns) => {
    const said = plain(await text({ 'a.yaml': long }, { isTTY: true, columns }));
    // A command to copy stays whole.
    expect(said.split('\n').filter((line) => line.length > columns && !line.startsWith('  more: '))).toEqual([]);
    expect(said).toContain('timeout: "3"');
  });

  test('the mark stays on the screen in a long line', async () => {
    const wide = `{"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"${'a'.repeat(60)}"},"spec":{"hosts":["a"],"http":[{"timeout":3}]}}`;
    const said = plain(await text({ 'a.json': wide }, { isTTY: true, columns: 60 })).split('\n');
    const at = said.findIndex((line) => line.startsWith('  > 1 |') && line.includes('"timeout":3'));
    expect(said[at + 1]!.indexOf('^')).toBe(said[at]!.indexOf('"timeout":3'));
    expect(said[at]!.length).toBeLessThanOrEqual(60);
  });

  test('on a pipe nothing is wrapped', async () => {
    expect(await text({ 'a.yaml': long })).toContain(`7 |     - match: [{uri: {prefix: /${'long/'.repeat(30)}}}]`);
  });
});

test('tabs are aligned, and what a terminal would obey is not shown', async () => {
  const json = '{\n\t"apiVersion": "networking.istio.io/v1", "kind": "Sidecar", "metadata": {"name": "a"},\n\t"spec": {\n\t\t"\u202eegres": 1\n\t}\n}';
  const lines = (await text({ 'a.json': json })).split('\n');
  const at = lines.findIndex((line) => line.startsWith('  > 4 |'));
  expect(lines.slice(at, at + 2)).toEqual(['  > 4 |     "\uFFFDegres": 1', '      |     ^^^^^^^^^^^']);
});

test('the mark stands below what is wide', async () => {
  const said = (await text({ 'a.json': '{"apiVersion": "networking.istio.io/v1", "kind": "Sidecar", "metadata": {"name": "a"}, "spec": {"egress": [{"hosts": ["./*"]}]}, "東京😀é": 1}' })).split('\n');
  const at = said.findIndex((line) => line.startsWith('  > 1 |'));
  const before = said[at]!.indexOf('"東京');
  expect(said[at + 1]).toBe(`      |${' '.repeat(before - 7)}${'^'.repeat('"....  .": 1'.length)}`);
});

describe('progress', () => {
  const many = (count: number): string => Array.from({ length: count }, (_, i) => virtualService('route: [{destination: {host: a}}]', `a-${i}`)).join('---\n');

  test('of 10,000 documents is shown on a terminal, and gone at the end', async () => {
    const { stderr, stdout } = await run(folderOf({ 'a.yaml': many(10_000) }), ['check', '.'], { isTTY: true });
    expect(plain(stderr)).toMatch(/^(?:\r━{30} {1,3}\d+ % {2}\d+ documents)+\r\x1b\[2K$/);
    expect(plain(stdout)).toBe(`Checked 10000 resources in 1 file: no findings\n${ASSUMED}\n`);
  });

  test.each<[string, number, Outside]>([['a pipe', 3000, {}], ['CI', 3000, { isTTY: true, env: { CI: '1' } }], ['a terminal, when it is quick', 3, { isTTY: true }]])(
    'is not shown on %s', async (_, count, outside) => {
      expect((await run(folderOf({ 'a.yaml': many(count) }), ['check', '.'], outside)).stderr).toBe('');
    },
  );
});
