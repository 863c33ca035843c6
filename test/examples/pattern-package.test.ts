import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { read } from '../../examples/examples';
import { install, pack } from '../package/packed';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// A package over this one, as a platform team makes it: tested and packed against our tarball, then installed by a program of another team.

/** Runs a command, and says all that it said when it fails. */
async function run(command: string, args: readonly string[], cwd: string): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(command, args, { cwd }).catch(({ message, stdout }: { message: string; stdout: string }) => {
    throw new Error(`${message}\n${stdout}`);
  });
}

const repository = join(__dirname, '../..');
const examples = join(repository, 'examples');
const { devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> };

let folder: string;
let ours: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pattern-package-'));
  ours = (await pack(repository, folder)).tarball;
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the page on publishing shows the code that is here', () => {
  const page = readFileSync(join(repository, 'docs/publish-a-pattern.md'), 'utf8');
  const sources = ['pattern-package', 'consumer'].flatMap((example) => (readdirSync(join(examples, example), { recursive: true }) as string[])
    .filter((file) => /\.(ts|json)$/.test(file)).map((file) => readFileSync(join(examples, example, file), 'utf8')));
  const blocks = [...page.matchAll(/```(?:ts|json)\n([\s\S]*?)```/g)].map(([, code]) => code!);
  expect(blocks.length).toBeGreaterThan(5);
  expect(blocks.filter((code) => !sources.some((source) => source.includes(code)))).toEqual([]);
});

type Dependencies = Record<string, string>;

const COMPILER = ['typescript', '@types/node'];

/**
 * A copy of an example with its dependencies: tarballs of what is not published, the compiler that is here, and of the rest the versions
 * that are in use here.
 */
async function installed(example: string, tarballs: Dependencies): Promise<string> {
  const copy = join(folder, example);
  cpSync(join(examples, example), copy, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Dependencies | undefined>;
  delete manifest.devDependencies!['cdk8s-cli']; // the app is run as the cdk8s command would run it
  const from = (name: string): string => {
    if (tarballs[name] !== undefined) return `file:../${tarballs[name]}`;
    return COMPILER.includes(name) ? `file:${join(repository, 'node_modules', name)}` : devDependencies[name]!;
  };
  for (const dependencies of [manifest.dependencies ?? {}, manifest.devDependencies!]) {
    for (const name of Object.keys(dependencies)) dependencies[name] = from(name);
  }
  writeFileSync(join(copy, 'package.json'), JSON.stringify(manifest));
  await install(copy);
  return copy;
}

test('a package of patterns passes its own tests against our tarball, and what it packs is all that a program of another team needs', async () => {
  const patterns = await installed('pattern-package', { 'cdk8s-istio': ours });
  const { stdout } = await run('npm', ['test'], patterns);
  expect(stdout).toMatch(/^(#|ℹ) pass 8$/m);
  expect(stdout).toMatch(/^(#|ℹ) fail 0$/m);

  const { tarball, files } = await pack(patterns, folder);
  expect([...files].sort()).toEqual([
    'README.md', 'dist/lib/dedicated-version.d.ts', 'dist/lib/dedicated-version.js', 'dist/lib/index.d.ts', 'dist/lib/index.js',
    'dist/lib/owned-gateways.d.ts', 'dist/lib/owned-gateways.js', 'dist/lib/standard-service.d.ts', 'dist/lib/standard-service.js',
    'package.json',
  ]);

  const consumer = await installed('consumer', { 'cdk8s-istio': ours, 'standard-service': tarball });
  await run(process.execPath, ['node_modules/typescript/bin/tsc'], consumer);
  const [, app] = /^app: node (.*)$/m.exec(readFileSync(join(consumer, 'cdk8s.yaml'), 'utf8'))!;
  const { stderr } = await run(process.execPath, [app!], consumer);
  expect(stderr).toBe('');
  expect(read(join(consumer, 'dist')).yaml).toBe(readFileSync(join(examples, 'consumer/expected.yaml'), 'utf8'));
});
