import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// What the README shows is what happens.

const root = join(__dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const block = (language: string): string => new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(readme)![1]!;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string): { stderr: string; yaml: () => string } {
  const main = join(folder, 'main.ts');
  writeFileSync(main, program);
  const { stderr } = spawnSync(process.execPath, ['--import', join(root, 'node_modules/tsx/dist/loader.mjs'), main], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, CDK8S_OUTDIR: join(folder, 'dist'), TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json'), NODE_PATH: join(root, 'node_modules') },
  });
  return { stderr, yaml: () => readFileSync(join(folder, 'dist/shop.k8s.yaml'), 'utf8') };
}

test('the program writes the YAML beside it', () => {
  expect(run(block('ts')).yaml()).toBe(block('yaml'));
});

test('the broken program says what the README says', () => {
  const broken = block('ts').replace('timeout: Duration.seconds(3)', "timeout: '3'");
  const said = run(broken).stderr.replaceAll(`${folder}/`, '').replaceAll('file://', '');
  expect(said).toContain(block('text').trimEnd());
});

test('the patterns give one resource of each kind', () => {
  const second = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)][1]![1]!;
  expect(run(second).yaml().match(/^kind: .*$/gm)).toEqual(['kind: DestinationRule', 'kind: VirtualService']);
});

test('it names the two commands', () => {
  expect(readme).toContain('npm ci && npm run demo\n');
  expect(readme).toContain('npm ci && npm test\n');
});
