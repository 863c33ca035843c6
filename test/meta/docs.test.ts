import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { blockOf, blocksOf, root, Workplace } from './pages';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

// What the pages about the command show is what happens: files are written, commands are run, what they say is compared.

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const BAD = blockOf('docs/check-any-yaml.md', 'mesh/reviews.yaml');
const GOOD = BAD.replace('"3"', '3s');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'docs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script as the page has it: with the command of the sources, and with renderers that print the mesh. */
function shell(script: string, mesh: string): ReturnType<Workplace['shell']> {
  const place = new Workplace(folder);
  place.write('mesh/reviews.yaml', mesh);
  for (const renderer of ['kustomize', 'helm']) place.program(renderer, `cat '${join(folder, 'mesh/reviews.yaml')}'`);
  place.program('npm', 'test "$1" = ci');
  return place.shell(script);
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
});

test('docs/check-any-yaml.md shows what the command says', () => {
  const [command, said] = blocksOf('docs/check-any-yaml.md').filter(({ language }) => language === 'sh' || language === 'text');
  expect(shell(command!.text, BAD).stdout).toBe(said!.text);
});

describe('docs/in-a-pipeline.md', () => {
  const page = 'docs/in-a-pipeline.md';

  test('GitHub Actions: annotates, reports whatever was found, fails', () => {
    const workflow = parse(blockOf(page, '.github/workflows/mesh.yaml'));
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
  });

  test('GitLab CI: fails, and keeps the findings', () => {
    const { mesh } = parse(blockOf(page, '.gitlab-ci.yml'));
    expect(shell(mesh.script.join(' && '), BAD).status).toBe(1);
    expect(shell(mesh.script.join(' && '), GOOD).status).toBe(0);
    expect(shell(mesh.after_script.join(' && '), BAD).status).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, mesh.artifacts.paths[0]), 'utf8')).summary.errors).toBe(1);
  });

  test('a baseline: what is there passes, and what is new does not', () => {
    const [write, compare] = blocksOf(page).find(({ language, name }) => language === 'sh' && name === '')!.text.trim().split('\n') as [string, string];
    expect(shell(write, BAD).status).toBe(0);
    expect(shell(compare, `# a line above\n${BAD}`)).toMatchObject({ status: 0, stderr: '' });
    expect(shell(compare, `${BAD}      retries: {attempts: 1, perTryTimeout: "3"}\n`).status).toBe(1);
  });

  test('pre-commit: checks the files of the commit', () => {
    const [{ repo, hooks: [hook] }] = parse(blockOf(page, '.pre-commit-config.yaml')).repos;
    expect([repo, hook.language, hook.additional_dependencies]).toEqual(['local', 'node', [`cdk8s-istio@${JSON.parse(read('package.json')).version}`]]);
    expect(['mesh/reviews.yaml', 'mesh/a/b.json', 'src/main.ts', 'other/mesh/x.yaml'].map((file) => new RegExp(hook.files).test(file)))
      .toEqual([true, true, false, false]);
    expect(shell(`${hook.entry} mesh/reviews.yaml`, BAD).status).toBe(1);
    expect(shell(`${hook.entry} mesh/reviews.yaml`, GOOD).status).toBe(0);
  });

  test('Argo CD: renders only what nothing is wrong with', () => {
    const { spec: { generate: { command, args } } } = parse(blockOf(page, 'plugin.yaml'));
    expect(command).toEqual(['sh', '-c']);
    expect(shell(args[0], GOOD)).toMatchObject({ status: 0, stdout: GOOD });
    expect(shell(args[0], BAD)).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('error value/duration  <stdin>:11:7') });
  });
});
