import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { relatedTests } from './related-tests';

// `npm run check [-- --since <commit>]`: what one wants to know while working. `npm test` is what must hold in the end.

const root = join(__dirname, '..');
/** Beyond it the tests are left to `npm test`: the nearest are the ones that fail. */
const MOST_TESTS = 16;
/** They try many inputs, or start programs over the compiled package. */
const SLOW = /^test\/(?:package|laws|examples|meta\/(?:docs|readme|zones))/;

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

function git(...options: string[]): string[] {
  return execFileSync('git', options, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
}

/** The files that differ from a commit, those that are not committed yet among them. */
function changedSince(commit: string): string[] {
  const changed = [...git('diff', '--name-only', '--diff-filter=d', commit), ...git('ls-files', '--others', '--exclude-standard')];
  return [...new Set(changed)].filter((file) => existsSync(join(root, file)));
}

function base(): string {
  const at = process.argv.indexOf('--since');
  if (at > 0) return process.argv[at + 1]!;
  const [branch] = git('rev-parse', '--abbrev-ref', 'HEAD');
  return branch === 'main' ? 'HEAD' : git('merge-base', 'HEAD', 'main')[0]!;
}

function program(path: string, ...options: string[]): string[] {
  return [process.execPath, join(root, 'node_modules', path), ...options];
}

function stepsFor(changed: readonly string[]): { beside: Step[]; inTurn: Step[]; notes: string[] } {
  const related = relatedTests(root, changed);
  const quick = related.filter(({ file, distance }) => distance === 0 || !SLOW.test(file));
  const tests = quick.slice(0, MOST_TESTS).map(({ file }) => file);
  const linted = changed.filter((file) => /\.[jt]s$/.test(file) && !/\.(?:gen|d)\.ts$/.test(file));
  const left = related.length - tests.length;
  return {
    beside: [{
      name: 'types',
      command: program('typescript-7.0/bin/tsc', '-p', 'tsconfig.dev.json', '--incremental', '--tsBuildInfoFile', 'artifacts/check.tsbuildinfo'),
    }],
    inTurn: [
      { name: 'generated files', command: program('projen/bin/projen', 'generated:check') },
      ...(linted.length === 0 ? [] : [{
        name: 'lint',
        command: program('eslint/bin/eslint.js', '--max-warnings', '0', '--no-warn-ignored', '--cache', '--cache-location', 'artifacts/eslintcache', ...linted),
      }]),
      ...(tests.length === 0 ? [] : [{ name: `${tests.length} related test files`, command: program('jest/bin/jest.js', '--ci', '--runTestsByPath', ...tests) }]),
    ],
    notes: left === 0 ? [] : [`${left} more test files are related, the far and the slow ones: npm test runs them`],
  };
}

/** Runs a step; its output is shown when it fails. */
async function run({ name, command: [file, ...options] }: Step): Promise<boolean> {
  const start = Date.now();
  const child = spawn(file!, options, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const seconds = ((Date.now() - start) / 1000).toFixed(1).padStart(5);
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${seconds} s  ${name}`);
  if (code !== 0) process.stdout.write(Buffer.concat(chunks));
  return code === 0;
}

async function main(): Promise<void> {
  const start = Date.now();
  const changed = changedSince(base());
  mkdirSync(join(root, 'artifacts'), { recursive: true });
  const { beside, inTurn, notes } = stepsFor(changed);
  const turns = (async () => {
    const done: boolean[] = [];
    for (const step of inTurn) done.push(await run(step));
    return done;
  })();
  const passed = (await Promise.all([turns, ...beside.map(run)])).flat().every(Boolean);
  notes.forEach((note) => console.log(note));
  console.log(`${passed ? 'Checked' : 'Failed:'} ${changed.length} changed files in ${Math.round((Date.now() - start) / 1000)} s`);
  process.exitCode = passed ? 0 : 1;
}

void main();
