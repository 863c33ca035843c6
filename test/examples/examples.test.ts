import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from 'cdk8s-istio';
import { examples, read, synthesize } from '../../examples/examples';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

const FOLDER = join(__dirname, '../../examples');
let out: string;
beforeAll(() => {
  out = mkdtempSync(join(tmpdir(), 'examples-'));
});
afterAll(() => rmSync(out, { recursive: true }));

test.each(examples())('%s writes what its expected.yaml says, without a finding', (example) => {
  const { yaml, clusters } = synthesize(example, join(out, example));
  expect(yaml).toBe(readFileSync(join(FOLDER, example, 'expected.yaml'), 'utf8'));
  for (const resources of clusters) expect(check(resources)).toEqual([]);
});

test('the cdk8s command synthesizes an example to the same manifests, and says nothing else on stdout', () => {
  const cdk8s = join(__dirname, '../../node_modules/cdk8s-cli/bin/cdk8s');
  const run = (...args: string[]) => execFileSync(process.execPath, [cdk8s, 'synth', '--no-check-upgrade', ...args], {
    cwd: join(FOLDER, 'first-steps'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'],
  });
  const folder = join(out, 'by-cdk8s');
  run('--output', folder);
  const expected = readFileSync(join(FOLDER, 'first-steps/expected.yaml'), 'utf8');
  expect(read(folder).yaml).toBe(expected);
  expect(run('--stdout')).toBe(expected);
});
