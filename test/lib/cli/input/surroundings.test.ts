import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, openSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMED, BAD, folderOf, GOOD, run } from '../../../support/command';
import { PROCESSES_MS } from '../../../support/time-limits';

// What lies on a user's disk is no fault of this package: a sentence and exit 2, and everything else is checked all the same.

jest.setTimeout(PROCESSES_MS);

const GOOD_BASE = { 'base/a.yaml': GOOD };
const root = join(__dirname, '../../../..');

interface Row {
  readonly what: string;
  readonly make?: (folder: string) => void;
  readonly args: readonly string[];
  readonly message: string;
}

const named: Row[] = [
  { what: 'a link to itself', make: (folder) => symlinkSync('a.yaml', join(folder, 'a.yaml')), args: ['a.yaml'], message: 'got a link that leads back to itself' },
  { what: 'a link to itself in a folder', make: (folder) => symlinkSync('a.yaml', join(folder, 'a.yaml')), args: ['.'], message: 'got a link that leads back to itself' },
  { what: 'a link to nothing in a folder', make: (folder) => symlinkSync('gone', join(folder, 'a.yaml')), args: ['.'], message: 'got nothing at this path' },
  { what: 'a link to nothing in a pattern', make: (folder) => symlinkSync('gone', join(folder, 'a.yaml')), args: ['*.yaml'], message: 'got nothing at this path' },
  { what: 'a path with NUL', args: ['a\0.yaml'], message: 'got a path with a NUL character' },
  { what: 'a path through a file', args: ['base/a.yaml/b.yaml'], message: 'got a path through a file' },
  { what: 'a path without an end', args: ['a'.repeat(5000)], message: 'got a path that is too long' },
  { what: 'a named pipe', make: (folder) => execFileSync('mkfifo', [join(folder, 'a.yaml')]), args: ['a.yaml'], message: 'got a named pipe, which may never end' },
  { what: 'a device', args: ['/dev/zero'], message: 'got a device, which may never end' },
  { what: 'a device behind a link', make: (folder) => symlinkSync('/dev/zero', join(folder, 'a.yaml')), args: ['a.yaml'], message: 'got a device, which may never end' },
  { what: '3 GB of JSON in a folder', make: (folder) => sparse(join(folder, 'a.json'), 3 * 2 ** 30), args: ['.'], message: 'Expected at most 32 MiB, got 3072.0 MiB' },
];

function sparse(file: string, bytes: number): void {
  openSync(file, 'w');
  truncateSync(file, bytes);
}

test.each(named)('$what is reported, and the rest is checked', async ({ make, args, message }) => {
  const folder = folderOf({ 'base/a.yaml': BAD });
  make?.(folder);
  const { code, stdout, stderr } = await run(folder, ['check', ...args, 'base', '-o', 'json']);
  const { findings } = JSON.parse(stdout) as { findings: { rule: string; message: string }[] };
  expect(findings.map(({ rule }) => rule)).toEqual([expect.stringMatching(/^file\/(?:unreadable|too-large)$/), 'value/duration']);
  expect(findings[0]!.message).toContain(message);
  expect([code, stderr]).toEqual([2, '']);
});

test('a named pipe in a folder is no file of it', async () => {
  const folder = folderOf({ 'a.yaml': GOOD });
  execFileSync('mkfifo', [join(folder, 'p.yaml')]);
  expect(await run(folder, ['check', '.'])).toEqual({ code: 0, stdout: `Checked 1 resource in 1 file: no findings\n${ASSUMED}\n`, stderr: '' });
});

test('what is below an unreadable folder was not checked, so it is exit 2', async () => {
  const folder = folderOf({ 'a.yaml': GOOD, 'sub/b.yaml': BAD });
  chmodSync(folder, 0o755);
  await run(folder, ['check', '.', '**/*.yaml']); // loads what a user without rights could not
  chmodSync(join(folder, 'sub'), 0o000);
  await withoutRights(async () => {
    for (const [path, checked] of [['.', 1], ['sub', 0], ['**/*.yaml', 1], ['*/*.yaml', 0]] as const) {
      const { code, stdout } = await run(folder, ['check', path]);
      expect([path, code, stdout]).toEqual([path, 2, expect.stringContaining('Expected a folder that can be searched, got no permission to read it')]);
      expect(stdout).toContain(`Checked ${checked} resource`);
    }
    const below = await run(folder, ['check', 'sub/b.yaml']);
    expect([below.code, below.stdout]).toEqual([2, expect.stringContaining('Expected a file or a folder, got no permission to read it')]);
    expect((await run(folder, ['check', '*.yaml'])).code).toBe(0); // the pattern does not reach into it
  });
  chmodSync(join(folder, 'sub'), 0o755);
});

/** For root every folder is readable. */
async function withoutRights(program: () => Promise<void>): Promise<void> {
  const user = process.geteuid!();
  if (user === 0) process.seteuid!(65_534);
  try {
    await program();
  } finally {
    if (user === 0) process.seteuid!(user);
  }
}

test.each<[what: string, make: ((folder: string) => void) | undefined, file: string, message: string]>([
  ['the folder itself', undefined, '.', 'got a folder: .'],
  ['nothing', undefined, 'gone', 'got nothing at this path: gone'],
  ['a pipe', (folder) => execFileSync('mkfifo', [join(folder, 'p')]), 'p', 'got a named pipe, which may never end: p'],
  ['a device', undefined, '/dev/zero', 'got a device, which may never end: '],
  ['a file without an end', (folder) => sparse(join(folder, 'c'), 2 ** 32), 'c', 'got more than 32 MiB: c'],
])('as a configuration %s is refused in a sentence', (_, make, file, message) => {
  const folder = folderOf(GOOD_BASE);
  make?.(folder);
  const { code, stdout, stderr } = command(folder, ['check', 'base', '--config', file]);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).not.toMatch(/fault of cdk8s-istio|\n {4}at /);
});

test.each(['['.repeat(100_000), '- '.repeat(50_000), '{a: '.repeat(3000)])('a configuration that is deep is refused at its place: %.10s', async (text) => {
  const folder = folderOf({ ...GOOD_BASE, 'cdk8s-istio.yaml': text });
  const { code, stdout, stderr } = await run(folder, ['check', 'base']);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^error config\/syntax\n.*\n {2}Expected at most 200 levels of nesting, got more\n {2}at .*:1:\d+\n {2}fix: look for brackets/);
});

test('a linked folder is not followed, and a file is checked once whatever its names', async () => {
  const folder = folderOf({ 'base/a.yaml': GOOD });
  symlinkSync('base', join(folder, 'overlay'));
  symlinkSync('..', join(folder, 'base/up'));
  symlinkSync('base/a.yaml', join(folder, 'b.yaml'));
  const checked = async (...paths: string[]): Promise<string> => (await run(folder, ['check', ...paths])).stdout;
  const once = `Checked 1 resource in 1 file: no findings\n${ASSUMED}\n`;
  expect(await checked('.')).toBe(once);
  expect(await checked('overlay')).toBe(once); // who names the link means the folder
  expect(await checked('overlay', 'base', 'b.yaml', '**/*.yaml')).toBe(once);
});

test('JSON with many blank lines takes no time', async () => {
  const folder = folderOf({ 'a.json': `{${'\n'.repeat(500_000)}"a": 1,}`, 'b.yaml': GOOD });
  const before = process.cpuUsage();
  await run(folder, ['check', '.', '--scope', 'admission', '-o', 'json']);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1e6).toBeLessThan(5);
});

describe('as a process', () => {
  test('an output that takes nothing is a sentence', () => {
    const { code, stderr } = command(folderOf({ 'a.yaml': BAD }), ['check', 'a.yaml'], '/dev/full');
    expect([code, stderr]).toEqual([2, 'error: Expected an output that can be written, got no space left on the device\n']);
  });

  test.each(['/dev/stdin', '/dev/fd/0'])('%s is read as what is piped in', async (path) => {
    const shell = spawnSync('sh', ['-c', `cat | "$0" "$@"`, process.execPath, ...options, 'check', path], { input: BAD, env, encoding: 'utf8' });
    expect([shell.status, shell.stdout]).toEqual([1, expect.stringContaining(`${path}:8:7`)]);
  });
});

const options = ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), join(root, 'lib/cli/bin.ts')];
const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json') };

function command(cwd: string, args: readonly string[], output?: string): { code: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...options, ...args], {
    cwd, env, encoding: 'utf8', ...(output === undefined ? {} : { stdio: ['ignore', openSync(output, 'w'), 'pipe'] }),
  });
  return { code: status, stdout: stdout ?? '', stderr };
}
