import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PROCESSES_MS } from '../support/time-limits';

jest.setTimeout(PROCESSES_MS);

const repository = join(__dirname, '../..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: repository, encoding: 'utf8' })
  .split('\0').filter((file) => file !== '' && existsSync(join(repository, file)));
const tests = files.filter((file) => file.endsWith('.test.ts'));

/** Every line of these files that the pattern finds, as `file:line: text`. */
function lines(of: readonly string[], pattern: RegExp): string[] {
  return of.flatMap((file) => {
    const text = readFileSync(join(repository, file), 'utf8');
    return text.includes('\0') || !pattern.test(text) ? [] : text.split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${file}:${at + 1}: ${line.trim().slice(0, 160)}`] : []));
  });
}

test('the lists below are not empty', () => {
  expect(files).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', '.projenrc.ts']));
  expect(tests).toContain('test/meta/guard.test.ts');
});

test('no expectation that any error would meet', () => {
  expect(lines(tests, /\.toThrow(?:Error)?\(\s*\)/)).toEqual([]);
});

test('no snapshots kept apart from their test', () => {
  expect(lines(tests, /\.(?:toMatchSnapshot|toThrowErrorMatchingSnapshot)\(/)).toEqual([]);
  expect(files.filter((file) => file.includes('__snapshots__'))).toEqual([]);
});

test('no test that hides others, or itself', () => {
  expect(lines(tests, /\b(?:test|it|describe)(?:\.concurrent)?\.(?:only|skip|todo|failing)\b|\b(?:fit|xit|xtest|fdescribe|xdescribe)\(/)).toEqual([]);
});

test('no name that says nothing', () => {
  const vague = /(?:^|[-./])(?:utils?|helpers?|common|misc)(?=[-./]|$)/i;
  expect(files.filter((file) => vague.test(file))).toEqual([]);
});

test('no registry host', () => {
  const hosts = /\b(?:registry\.(?:npmjs|yarnpkg|npmmirror)\.|npm\.pkg\.github\.|pypi\.org|crates\.io|proxy\.golang\.org|repo1?\.maven\.)/;
  expect(lines(files, hosts)).toEqual([]);
  expect(lines(files.filter((file) => basename(file) === 'package-lock.json'), /"resolved": "http/)).toEqual([]);
});

test('no path of the machine it was written on', () => {
  expect(lines(files, /(?:^|[\s'"`(=:])\/(?:work|root|Users)\/|(?:^|[\s'"`(=:])\/tmp\/bash_jobs/)).toEqual([]);
});
