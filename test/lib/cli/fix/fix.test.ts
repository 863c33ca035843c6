import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, run, virtualService } from '../../../support/command';

const policy = (mode: string): string => (
  `# who may talk\r\napiVersion: security.istio.io/v1\r\nkind: PeerAuthentication\r\nmetadata: {name: default, namespace: shop}\r\nspec:\r\n  # strictly\r\n${mode}`
);
const WRONG = virtualService('route:\n        - destination:\n            host: reviews\n            port: 80 # http\n          wieght: 100');
const RIGHT = virtualService('route:\n        - destination:\n            host: reviews\n            port: {number: 80} # http\n          weight: 100');

test('corrects files in place, says what it did, and reports what remains', async () => {
  const folder = folderOf({ 'mesh/a.yaml': `${WRONG}---\n${virtualService('route: [{destination: {host: b}}]\n      timeout: "3"', 'b')}`, 'mesh/b.yaml': policy('  mode: STRICT\r\n') });
  const { code, stdout, stderr } = await run(folder, ['check', 'mesh', '--fix']);
  expect(readFileSync(join(folder, 'mesh/a.yaml'), 'utf8')).toBe(`${RIGHT}---\n${virtualService('route: [{destination: {host: b}}]\n      timeout: "3"', 'b')}`);
  expect(readFileSync(join(folder, 'mesh/b.yaml'), 'utf8')).toBe(policy('  mtls:\r\n    mode: STRICT\r\n'));
  expect(stderr.split('\n')).toEqual([
    'Fixed mesh/a.yaml:10:13 field/wrong-type: write { number: 80 }',
    'Fixed mesh/a.yaml:11:11 field/unknown: write weight',
    'Fixed mesh/b.yaml:7:3 field/unknown: move it to spec.mtls.mode',
    'Fixed 3 findings in 2 files',
    '',
  ]);
  expect(stdout).toMatch(/error value\/duration {2}mesh\/a\.yaml:20:7[^]*Checked 3 resources in 2 files: 1 error\n1 host outside of what was given [^\n]*\n$/);
  expect(code).toBe(1);
});

test('nothing is written where nothing can be corrected', async () => {
  const folder = folderOf({ 'a.yaml': RIGHT });
  expect(await run(folder, ['check', 'a.yaml', '--fix', '--quiet'])).toEqual({ code: 0, stdout: '', stderr: 'Fixed nothing\n' });
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(RIGHT);
});

test('--dry-run writes a diff and changes no file', async () => {
  const folder = folderOf({ 'a.yaml': WRONG, 'b.yaml': policy('  mode: STRICT') });
  const { code, stdout, stderr } = await run(folder, ['check', 'a.yaml', 'b.yaml', '--fix', '--dry-run']);
  expect(stdout).toBe([
    '--- a/a.yaml', '+++ b/a.yaml', '@@ -7,5 +7,5 @@', '     - route:', '         - destination:', '             host: reviews',
    '-            port: 80 # http', '-          wieght: 100', '+            port: {number: 80} # http', '+          weight: 100',
    '--- a/b.yaml', '+++ b/b.yaml', '@@ -4,4 +4,5 @@', ' metadata: {name: default, namespace: shop}\r', ' spec:\r', '   # strictly\r',
    '-  mode: STRICT', '\\ No newline at end of file', '+  mtls:\r', '+    mode: STRICT', '\\ No newline at end of file', '',
  ].join('\n'));
  expect(stderr).toContain('Would fix 3 findings in 2 files\n');
  expect(stderr).toContain('Checked 2 resources in 2 files: 3 errors');
  expect(code).toBe(1);
  expect([readFileSync(join(folder, 'a.yaml'), 'utf8'), readFileSync(join(folder, 'b.yaml'), 'utf8')]).toEqual([WRONG, policy('  mode: STRICT')]);
});

test('standard input is written corrected to standard output, and the findings to standard error', async () => {
  const folder = folderOf({});
  const fixed = await run(folder, ['check', '-', '--fix'], { stdin: WRONG });
  expect(fixed).toMatchObject({ code: 0, stdout: RIGHT });
  expect(fixed.stderr).toContain('Checked 1 resource in 1 file: no findings');
  expect((await run(folder, ['check', '-', '--fix'], { stdin: RIGHT })).stdout).toBe(RIGHT);
  expect((await run(folder, ['check', '-', '--fix', '--dry-run'], { stdin: WRONG })).stdout).toMatch(/^--- a\/<stdin>\n\+\+\+ b\/<stdin>\n@@ -7,5 \+7,5 @@\n/);
});

test.each([
  ['JSON', '{"apiVersion": "networking.istio.io/v1", "kind": "DestinationRule",\n "metadata": {"name": "a"}, "spec": {"Host": "a"}}', '"Host"', '"host"'],
  ['a List', `apiVersion: v1\nkind: List\nitems:\n- apiVersion: networking.istio.io/v1\n  kind: DestinationRule\n  metadata: {name: a}\n  spec: {Host: a} # it\n`, 'Host', 'host'],
  ['a label that YAML reads as a number', 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a}\nspec:\n  host: a\n  subsets: [{name: v, labels: {version: 1.10}}]\n', '1.10', '"1.10"'],
  ['a label that YAML reads as false', 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a, labels: {a: off}}\nspec: {host: a}\n', 'off', '"off"'],
])('%s', async (_, text, before, after) => {
  const folder = folderOf({ 'a.yaml': text });
  expect(await run(folder, ['check', 'a.yaml', '--fix', '-o', 'json'])).toMatchObject({ code: 0 });
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(text.replace(before, after));
});

test.each(['010', '0x1F', '1e3', '1_000', 'yes', 'off', '1.10', 'True', '0o17'])('the fix for %s quotes what was written', async (text) => {
  const rule = `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a}\nspec: {host: a, subsets: [{name: v, labels: {version: ${text}}}]}\n`;
  const folder = folderOf({ 'a.yaml': rule });
  await run(folder, ['check', 'a.yaml', '--fix']);
  expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(rule.replace(`version: ${text}`, `version: "${text}"`));
});

test('a label that its source text cannot be is left to people', async () => {
  const folder = folderOf({ 'a.yaml': 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a, labels: {a: .5}}\nspec: {host: a}\n' });
  const { code, stdout, stderr } = await run(folder, ['check', 'a.yaml', '--fix']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: 'Fixed nothing\n' });
  expect(stdout).toContain('Expected a string, got 0.5, as YAML reads .5');
});

test('what cannot be edited safely stays, and the output says why', async () => {
  const text = 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a, annotations: {x: &version "1"}}\nspec:\n  host: a\n'
    + '  subsets:\n  - &one {name: v1, labels: &labels {version: 1}}\n  - {name: v2, labels: *labels}\n';
  const folder = folderOf({ 'a.yaml': text, 'rendered.yaml': `# Source: shop/templates/a.yaml\n${WRONG}` });
  const { stderr } = await run(folder, ['check', 'a.yaml', 'rendered.yaml', '--fix']);
  expect(stderr).toContain('Not fixed a.yaml:7:38 field/wrong-type: it is inside of an anchor, and aliases bring it to other places too\n');
  expect(stderr).toContain('field/unknown: it was rendered from shop/templates/a.yaml: correct that template\n');
  expect(readFileSync(join(folder, 'rendered.yaml'), 'utf8')).toBe(`# Source: shop/templates/a.yaml\n${WRONG}`);
});

test('--dry-run needs --fix', async () => {
  expect(await run(folderOf({ 'a.yaml': RIGHT }), ['check', '--dry-run'])).toEqual({
    code: 2, stdout: '', stderr: 'error: Expected --fix beside --dry-run, got --dry-run alone: write check --fix --dry-run\n',
  });
});

test('SARIF has the regions that a program replaces', async () => {
  const { stdout } = await run(folderOf({ 'a.yaml': WRONG }), ['check', 'a.yaml', '-o', 'sarif']);
  const { runs: [{ results }] } = JSON.parse(stdout) as { runs: [{ results: { fixes: unknown }[] }] };
  expect(results.map(({ fixes }) => fixes)).toEqual([
    [{
      description: { text: 'write { number: 80 }' },
      artifactChanges: [{
        artifactLocation: { uri: 'a.yaml' },
        replacements: [{ deletedRegion: { startLine: 10, startColumn: 19, endLine: 10, endColumn: 21 }, insertedContent: { text: '{number: 80}' } }],
      }],
    }],
    [{
      description: { text: 'write weight' },
      artifactChanges: [{
        artifactLocation: { uri: 'a.yaml' },
        replacements: [{ deletedRegion: { startLine: 11, startColumn: 11, endLine: 11, endColumn: 17 }, insertedContent: { text: 'weight' } }],
      }],
    }],
  ]);
});

test('JSON has the edits', async () => {
  const { stdout } = await run(folderOf({ 'a.yaml': WRONG }), ['check', 'a.yaml', '-o', 'json']);
  const { findings } = JSON.parse(stdout) as { findings: { edits: unknown }[] };
  expect(findings.map(({ edits }) => edits)).toEqual([
    [{ path: ['spec', 'http', 0, 'route', 0, 'destination', 'port'], op: 'set', value: { number: 80 } }],
    [{ path: ['spec', 'http', 0, 'route', 0, 'wieght'], op: 'rename', to: 'weight' }],
  ]);
});
