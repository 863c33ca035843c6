import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { version } from '../../../package.json';
import { ASSUMED, BAD, folderOf, GOOD, virtualService } from '../../support/command';
import { PROCESSES_MS } from '../../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// The command as a process of its own, from the sources.

const root = join(__dirname, '../../..');
const command = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(root, 'lib/cli/bin.ts')];
const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json') };

const run = (cwd: string, args: readonly string[], input?: string) => spawnSync(process.execPath, [...command, ...args], {
  cwd, input, env, encoding: 'utf8', maxBuffer: 1 << 28,
});

test('stdout is for findings, stderr for the rest, the exit code for the gate', () => {
  const folder = folderOf({ 'bad.yaml': BAD, 'good.yaml': GOOD, 'broken.yaml': 'a: [' });
  const bad = run(folder, ['check', 'bad.yaml', '-o', 'json']);
  expect([bad.status, JSON.parse(bad.stdout).summary, bad.stderr]).toEqual([1, { resources: 1, errors: 1, warnings: 0, infos: 0, assumed: { hosts: 0 } }, '']);
  const good = run(folder, ['check', '-'], GOOD);
  expect([good.status, good.stdout, good.stderr]).toEqual([0, `Checked 1 resource in 1 file: no findings\n${ASSUMED}\n`, '']);
  expect(run(folder, ['check', '.']).status).toBe(2);
});

test('--version loads nothing but what it reads', () => {
  const { stdout, status } = spawnSync(process.execPath, [...command, '--version'], { env, encoding: 'utf8' });
  expect([status, stdout]).toEqual([0, `${version}\n`]);
});

test('a configuration that is wrong is no stack', () => {
  const folder = folderOf({ 'cdk8s-istio.yaml': 'sevrities: {}\n', 'a.yaml': GOOD });
  const { status, stdout, stderr } = run(folder, ['check', '.']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^error config\/unknown-key\n/);
  expect(stderr).toContain('cdk8s-istio.yaml:1:1');
  expect(stderr).not.toMatch(/\n {4}at /);
});

test('a reader that has seen enough is no crash', async () => {
  const many = Array.from({ length: 500 }, (_, i) => virtualService('timeout: 1', `a-${i}`)).join('---\n');
  const child = spawn(process.execPath, [...command, 'check', '.'], { cwd: folderOf({ 'a.yaml': many }), env });
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => { stderr += chunk; });
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect([code, stderr]).toEqual([1, '']);
});

describe('without a path', () => {
  const inFolder = (files: Record<string, string>, input: string | undefined, stdin?: 'ignore') => spawnSync(process.execPath, [...command, 'check'], {
    cwd: folderOf(files), input, env, encoding: 'utf8', ...(stdin ? { stdio: [stdin, 'pipe', 'pipe'] as const } : {}),
  });

  test('what is piped in is checked', () => {
    const { status, stdout, stderr } = inFolder({}, BAD);
    expect([status, stdout, stderr]).toEqual([1, expect.stringContaining('<stdin>:8:7'), '']);
  });

  test('an empty folder, and text without a resource, are no success', () => {
    for (const input of ['', 'a: 1\n']) {
      expect(inFolder({}, input)).toMatchObject({ status: 2, stderr: expect.stringContaining('so nothing was checked: name files or folders') });
    }
  });

  test('/dev/null is no pipe: the working folder is checked', () => {
    expect(inFolder({ 'a.yaml': BAD }, undefined, 'ignore')).toMatchObject({ status: 1, stdout: expect.stringContaining('a.yaml:8:7'), stderr: '' });
  });
});

test('NODE_DEBUG names the configuration, as it does in a synth and in the plugin', () => {
  const folder = folderOf({ 'cdk8s-istio.yaml': '', 'mesh/a.yaml': GOOD });
  const debug = { ...env, NODE_DEBUG: 'cdk8s-istio' };
  const { status, stderr } = spawnSync(process.execPath, [...command, 'check', '.'], { cwd: join(folder, 'mesh'), env: debug, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, expect.stringMatching(/^CDK8S-ISTIO \d+: configuration: .*\/cdk8s-istio\.yaml\n$/)]);
});
