import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { constructRules } from '../../constructs/construct-rules';
import { allRules } from '../../lib/analysis/all-rules';
import { analyzers } from '../../lib/analysis';
import type { RuleDoc } from '../../lib/core/rule';
import { kinds } from '../../lib/kinds';

const root = join(__dirname, '../..');
const rules: readonly RuleDoc[] = [...allRules(), ...constructRules];
const isRule = (value: unknown): value is RuleDoc => typeof value === 'object' && value !== null && 'id' in value && 'authority' in value;
const rulesIn = (file: string): RuleDoc[] => Object.values(jest.requireActual<Record<string, unknown>>(file)).flat().filter(isRule);

test('ids are unique, and words are where they belong', () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  for (const { id, summary, why, fix, source } of rules) {
    expect(id).toMatch(/^[a-z0-9-]+\/[a-z0-9]+(-[a-z0-9]+)*$/);
    expect({ id, ends: [summary.endsWith('.'), why.endsWith('.'), fix.endsWith('.')] }).toEqual({ id, ends: [false, true, false] });
    expect(source).not.toBe('');
  }
});

describe.each(Object.values(kinds))('$topic', ({ topic, load }) => {
  const folder = join(root, 'lib/kinds', topic, 'rules');
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file !== 'index.ts') : [];

  test('has each rule of its folder in its list', () => {
    const listed = new Set(load().rules.map(({ id }) => id as string));
    const unlisted = files.flatMap((file) => rulesIn(join(folder, file)).map(({ id }) => `${id} in ${file}`)).filter((entry) => !listed.has(entry.split(' ')[0]!));
    expect(unlisted).toEqual([]);
  });

  test('has each rule in a file of its name, unless it is a row of a table', () => {
    const misnamed = files.flatMap((file) => Object.values(jest.requireActual<Record<string, unknown>>(join(folder, file))).filter(isRule)
      .filter(({ id }) => id !== `${topic}/${basename(file, '.ts')}`).map(({ id }) => `${id} in ${file}`));
    expect(misnamed).toEqual([]);
  });
});

test('the whole id of each rule stands in the file that defines it, alone or as a row of a table', () => {
  const sources = ['lib', 'constructs'].flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('known-rules.gen.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8')));
  const defines = (text: string, id: string): boolean => text.includes(`id: '${id}'`) || (text.includes('defineTable(') && text.includes(`'${id}'`));
  expect(rules.map(({ id }) => id).filter((id) => sources.filter((text) => defines(text, id)).length !== 1)).toEqual([]);
});

describe('analyzers', () => {
  const folder = join(root, 'lib/analysis');
  const topics = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const ids = topics.flatMap((topic) => readdirSync(join(folder, topic)).map((file) => `${topic}/${basename(file, '.ts')}`));

  test('each file of a topic is an analyzer in the list, and the other way round', () => {
    expect(analyzers.map(({ id }) => id as string).sort()).toEqual(ids.sort());
  });

  test.each(ids)('%s is in the file that its id names', (id) => {
    expect(rulesIn(join(folder, `${id}.ts`)).map((rule) => rule.id)).toEqual([id]);
  });
});
