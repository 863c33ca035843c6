import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

// What the pages about the command show is what happens: files are written, commands are run, what they say is compared.

const root = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Block {
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

const blocksOf = (file: string): Block[] => [...read(file).matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)]
  .map(([, language, name = '', text]) => ({ language: language!, name, text: text! }));
const fileIn = (file: string, name: string): string => blocksOf(file).find((block) => block.name === name)!.text;

const BAD = blocksOf('docs/check-any-yaml.md').find(({ name }) => name === 'mesh/reviews.yaml')!.text;
const GOOD = BAD.replace('"3"', '3s');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** A command of that name, for the path of the shell. */
function program(name: string, script: string): void {
  write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
}

/** Runs a script as the page has it: with the command of the sources, and with renderers that print the mesh. */
function shell(script: string, mesh: string): { status: number | null; stdout: string; stderr: string } {
  write('mesh/reviews.yaml', mesh);
  const command = `exec '${process.execPath}' --import '${join(root, 'node_modules/tsx/dist/loader.mjs')}' '${join(root, 'lib/cli/bin.ts')}' "$@"`;
  program('cdk8s-istio', command);
  program('npx', 'test "$1" = cdk8s-istio || exit 127\nexec "$@"');
  for (const renderer of ['kustomize', 'helm']) program(renderer, `cat '${join(folder, 'mesh/reviews.yaml')}'`);
  program('npm', 'test "$1" = ci');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}`, TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json') },
  });
  return { status, stdout, stderr };
}

const commands = ['README.md', 'docs/check-any-yaml.md', 'docs/in-a-pipeline.md'].flatMap((page) => (
  blocksOf(page).filter(({ language, name }) => language === 'sh' && name !== '').flatMap(({ name, text }) => (
    text.trimEnd().split('\n').map((command) => ({ page, status: Number(name), command }))
  ))
));

test('the pages have commands', () => {
  expect(commands.length).toBeGreaterThan(10);
});

test.each(commands)('$page: $command ends with $status', ({ command, status }) => {
  const ran = shell(command, BAD);
  expect({ ...ran, stdout: '' }).toEqual({ status, stdout: '', stderr: '' });
}, 30_000);

test('docs/check-any-yaml.md shows what the command says', () => {
  const [command, said] = blocksOf('docs/check-any-yaml.md').filter(({ language }) => language === 'sh' || language === 'text');
  expect(shell(command!.text, BAD).stdout).toBe(said!.text);
});

describe('docs/in-a-pipeline.md', () => {
  const page = 'docs/in-a-pipeline.md';

  test('GitHub Actions: annotates, reports whatever was found, fails', () => {
    const workflow = parse(fileIn(page, '.github/workflows/mesh.yaml'));
    const { steps } = workflow.jobs.check;
    expect(Object.keys(workflow)).toEqual(['name', 'on', 'permissions', 'jobs']);
    for (const step of steps) expect('run' in step || /^[\w-]+\/[\w/-]+@v\d+$/.test(step.uses)).toBe(true);
    const [install, annotate, report] = steps.filter(({ run }: any) => run !== undefined);
    expect(shell(install.run, BAD).status).toBe(0);
    expect(shell(annotate.run, BAD)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^::error file=mesh\/reviews\.yaml,line=11,/) });
    expect(shell(annotate.run, GOOD)).toMatchObject({ status: 0, stdout: '' });
    expect(shell(report.run, BAD).status).toBe(0);
    const upload = steps[steps.length - 1];
    expect(JSON.parse(readFileSync(join(folder, upload.with.sarif_file), 'utf8')).runs[0].results).toHaveLength(1);
    expect([report.if, upload.if]).toEqual(['always()', 'always()']);
  }, 30_000);

  test('GitLab CI: fails, and keeps the findings', () => {
    const { mesh } = parse(fileIn(page, '.gitlab-ci.yml'));
    expect(shell(mesh.script.join(' && '), BAD).status).toBe(1);
    expect(shell(mesh.script.join(' && '), GOOD).status).toBe(0);
    expect(shell(mesh.after_script.join(' && '), BAD).status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, mesh.artifacts.paths[0]), 'utf8')).summary.errors).toBe(1);
  }, 30_000);

  test('pre-commit: checks the files of the commit', () => {
    const [{ repo, hooks: [hook] }] = parse(fileIn(page, '.pre-commit-config.yaml')).repos;
    expect([repo, hook.language, hook.additional_dependencies]).toEqual(['local', 'node', [`cdk8s-istio@${JSON.parse(read('package.json')).version}`]]);
    expect(['mesh/reviews.yaml', 'mesh/a/b.json', 'src/main.ts', 'other/mesh/x.yaml'].map((file) => new RegExp(hook.files).test(file)))
      .toEqual([true, true, false, false]);
    expect(shell(`${hook.entry} mesh/reviews.yaml`, BAD).status).toBe(1);
    expect(shell(`${hook.entry} mesh/reviews.yaml`, GOOD).status).toBe(0);
  }, 30_000);

  test('Argo CD: renders only what nothing is wrong with', () => {
    const { spec: { generate: { command, args } } } = parse(fileIn(page, 'plugin.yaml'));
    expect(command).toEqual(['sh', '-c']);
    expect(shell(args[0], GOOD)).toMatchObject({ status: 0, stdout: GOOD });
    expect(shell(args[0], BAD)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('error value/duration  <stdin>:11:7') });
  }, 30_000);
});
