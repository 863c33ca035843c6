import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMER_IDS } from '../../lib/core/former-ids';
import { KNOWN_RULES } from '../../lib/core/known-rules.gen';
import { root } from './pages';

// Whoever upgrades finds each id and each public name of a former version on the page, with what takes its place.

const read = (file: string): string => readFileSync(join(root, file), 'utf8');
const page = read('docs/upgrade.md');
const rows = [...page.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, name, rest]) => ({ name: name!, rest: rest! }));

/** What version 0.1.0 exported, and its rules with their severities. */
const before = JSON.parse(read('test/meta/version-0.1.0.json')) as { names: string[]; rules: Record<string, string> };

test('each former id is on the page, beside the id of today', () => {
  const ids = rows.filter(({ name }) => name.includes('/')).map(({ name, rest }) => [name, /^ `([^`]+)` $/.exec(rest)?.[1]]);
  expect(ids).toEqual(expect.arrayContaining(Object.entries(FORMER_IDS)));
  expect(ids.filter(([, now]) => now !== undefined)).toHaveLength(Object.keys(FORMER_IDS).length);
});

test('each rule of 0.1.0 is a rule today, or has a new id, and a severity that changed is on the page', () => {
  const rules = Object.entries(before.rules);
  expect(rules.length).toBeGreaterThan(400);
  expect(rules.filter(([id]) => !(id in KNOWN_RULES) && !(id in FORMER_IDS)).map(([id]) => id)).toEqual([]);
  const known = KNOWN_RULES as Readonly<Record<string, { readonly severity: string }>>;
  const changed = rules.filter(([id, severity]) => id in known && known[id]!.severity !== severity).map(([id]) => id);
  expect(changed.filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
});

test('each public name of 0.1.0 that is gone or means something else is on the page', () => {
  const names = new Set(read('test/package/public-names.txt').split('\n'));
  expect(before.names.length).toBeGreaterThan(500);
  const gone = before.names.filter((line) => !names.has(line)).map((line) => line.split(' ')[1]!);
  expect(gone.filter((name) => !rows.some((row) => row.name === name))).toEqual([]);
});

test('there is a section for the version of the package', () => {
  const [major, minor] = (JSON.parse(read('package.json')) as { version: string }).version.split('.');
  expect(page).toMatch(new RegExp(`^## From \\d+\\.\\d+ to ${major}\\.${minor}$`, 'm'));
  expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${major}\\.${minor}\\.\\d+`, 'm'));
});

test('CONTRIBUTING asks for a line', () => {
  expect(read('CONTRIBUTING.md')).toContain('adds a row to `docs/upgrade.md`');
});
