import type { Finding } from 'cdk8s-istio';
import { folderOf, run } from '../../../support/command';

const head = (spec: string): string => `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a, namespace: shop}\nspec:\n${spec}`;

/** The findings as `rule line`, and the exit code. */
async function found(text: string, ...args: string[]): Promise<[number, string[]]> {
  const { code, stdout } = await run(folderOf({ 'a.yaml': text }), ['check', '-o', 'json', ...args]);
  const { findings } = JSON.parse(stdout) as { findings: Finding[] };
  return [code, findings.map(({ rule, source }) => `${rule} ${source!.line}`).sort()];
}

const BROKEN = '  http:\n    - timeout: bad\n      route: [{destination: {host: x}}]\n';

test.each([
  ['an indent between two others', head(`  hosts: [a]\n${BROKEN}     name: b\n    - timeout: worse\n`), ['file/syntax 9', 'value/duration 10', 'value/duration 7']],
  ['a bracket that is left open', head(`  hosts: [a\n${BROKEN}`), ['file/syntax 6', 'value/duration 7']],
  ['a quote that is left open', head(`  hosts: ["a]\n${BROKEN}`), ['file/syntax 8']],
  ['a tab', head(`  hosts: [a]\n\texportTo: [a]\n${BROKEN}`), ['file/syntax 6', 'value/duration 8']],
  ['two colons', head(`  hosts: a: b\n${BROKEN}`), ['file/syntax 5', 'value/duration 7']],
  ['a misspelt field behind it', head(`  hosts: a: b\n${BROKEN}  exportsTo: [a]\n`), ['field/unknown 9', 'file/syntax 5', 'value/duration 7']],
])('the rest of a document with %s is checked, field by field', async (_, text, findings) => {
  expect(await found(text)).toEqual([2, findings]);
});

test('what may stand on a line with an error is not missed', async () => {
  // Without hosts and routes the whole resource would be refused.
  expect(await found(head('  hosts: a: b\n  http:: [\n'))).toEqual([2, ['file/syntax 5']]);
  expect(await found(head('  http:\n    - match: [{method: {exact: POST}}]\n      fault: {abort: {httpStatus: 503, percentage: {value: 1}}}\n      timeout: 1s: 2s\n')))
    .toEqual([2, ['file/syntax 8']]);
});

test('a document that is read in part is counted as one, and none of its fixes is an edit', async () => {
  const cwd = folderOf({ 'a.yaml': head(`  hosts: a: b\n${BROKEN}  exportsTo: [a]\n`) });
  const { stdout } = await run(cwd, ['check']);
  expect(stdout).toContain('Checked 1 resource (1 in part) in 1 file: 3 errors');
  const { stdout: json } = await run(cwd, ['check', '-o', 'json']);
  expect((JSON.parse(json) as { findings: Finding[] }).findings.filter(({ edits }) => edits)).toEqual([]);
});

test('the other documents of a file see it', async () => {
  const twice = `${head(`  hosts: a: b\n${BROKEN}`)}---\n${head(`  hosts: [a]\n${BROKEN.replace('bad', '1s')}`)}`;
  expect((await found(twice))[1]).toEqual(['file/syntax 5', 'identity/duplicate-resource 12', 'value/duration 7']);
});

test('a text with errors on many lines is read as far as it was before', async () => {
  expect(await found(head('  a: [\n'.repeat(20)))).toEqual([2, ['file/syntax 24']]);
});

test.each(['\0', '\x01', '\x7f'])('a document with the control character %j ends, whatever else is wrong in it', async (character) => {
  expect(await found(`${head('  hosts: [a]\n')}  "${character}a": *b/\n`)).toEqual([2, ['file/syntax 6']]);
}, 20_000);
