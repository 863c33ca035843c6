import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dependency, install } from './install';
import { blockOf, blocksOf } from '../meta/pages';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// The first five minutes of the README: the project that `cdk8s init` makes, the program of the README in it, and the real CLI. What
// is missing is the network: the template is copied, and its packages are those of this repository.

const README = 'README.md';
const TEMPLATE = dependency('cdk8s-cli/templates/typescript-app');

let project: string;
beforeAll(() => {
  project = join(realpathSync(mkdtempSync(join(tmpdir(), 'five-minutes-'))), 'shop');
  install(project, 'installed');
  for (const name of ['ts-node', 'typescript', 'cdk8s-cli', '@types/node']) link(dependency(name), `node_modules/${name}`);
  link(dependency('cdk8s-cli/bin/cdk8s'), 'node_modules/.bin/cdk8s');
  link(dependency('ts-node/dist/bin.js'), 'node_modules/.bin/ts-node');
  for (const file of ['main.ts', 'cdk8s.yaml', 'tsconfig.json', 'package.json']) write(file, fromTemplate(file));
});
afterAll(() => rmSync(dirname(project), { recursive: true }));

/** A file as `cdk8s init typescript-app` writes it in the folder `shop`. */
const fromTemplate = (file: string): string => readFileSync(join(TEMPLATE, file), 'utf8').replaceAll('{{ $base }}', 'shop').replace(/\{\{ \w+ \}\}/g, '*');
const write = (file: string, text: string): void => writeFileSync(join(project, file), text);

function link(target: string, name: string): void {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  symlinkSync(target, join(project, name));
}

function shell(script: string): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, NODE_OPTIONS: '', CDK8S_CHECK_UPGRADE: 'false', HOME: project, npm_config_offline: 'true' };
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: project, env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

const [init, synth] = blocksOf(README).filter(({ language, text }) => language === 'sh' && text.includes('cdk8s')).slice(1);

test('it begins with cdk8s init, in the form that the CLI has', () => {
  expect(init!.text).toBe('mkdir shop && cd shop\nnpx cdk8s-cli@2 init typescript-app\nnpm install cdk8s-istio\n');
  const { version } = JSON.parse(readFileSync(dependency('cdk8s-cli/package.json'), 'utf8')) as { version: string };
  expect(version).toMatch(/^2\./);
  expect(fromTemplate('main.ts')).toContain('export class MyChart extends Chart {');
});

test('the program in that project gives the YAML of the README, and nothing to be read before it', () => {
  write('main.ts', blockOf(README, 'main.ts'));
  expect(synth!.text).toBe('npx cdk8s synth\n');
  const { status, stderr } = shell(synth!.text);
  expect([status, stderr]).toEqual([0, '']);
  expect(readFileSync(join(project, 'dist/shop.k8s.yaml'), 'utf8')).toBe(blockOf(README, 'dist/shop.k8s.yaml'));
});

test('with a weight of 110 the synth ends without YAML, with the line and the range', () => {
  const program = blockOf(README, 'main.ts').replace('weight: 10,', 'weight: 110,');
  write('main.ts', program);
  const { status, stderr } = shell(synth!.text);
  expect(status).not.toBe(0);
  expect(stderr).toContain('Expected a whole percentage from 0 to 100, got 110');
  expect(stderr).toContain(`main.ts:${program.split('\n').findIndex((line) => line.includes('new Canary')) + 1}:`);
});
