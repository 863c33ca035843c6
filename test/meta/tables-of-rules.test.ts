import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../lib/analysis/all-rules';
import { ISTIOCTL_CODES } from '../../lib/cli/explain/istioctl-codes';
import { KNOWN_RULES } from '../../lib/core/known-rules.gen';
import { root } from './pages';

// What the pages on Kiali's checks and on recurring mistakes promise: each rule that they name exists, and has an example that it fires on.

/** The cells of a table's rows, without its head. */
function rowsOf(page: string): string[][] {
  const lines = readFileSync(join(root, page), 'utf8').split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) => line.slice(2, -2).split(' | '));
}

const rules = new Map(allRules().map((rule) => [rule.id as string, rule]));

/** Rules of constructs have their examples in the tests of these. */
function firesOnAnExample(id: string): boolean {
  const { scope } = KNOWN_RULES[id as keyof typeof KNOWN_RULES];
  return scope === 'program' || id.startsWith('field/') || (rules.get(id)?.bad ?? []).length > 0;
}

describe.each([
  { page: 'docs/kiali.md', count: 72 },
  { page: 'docs/recurring-mistakes.md', count: 52 },
])('$page', ({ page, count }) => {
  const rows = rowsOf(page);

  test('has a row for each', () => {
    expect(rows).toHaveLength(count);
    expect(new Set(rows.map(([first]) => first)).size).toBe(count);
  });

  test.each(rows)('%s: %s', (_, __, here) => {
    const named = [...here!.matchAll(/`([a-z-]+\/[a-z0-9-]+)`/g)].map(([, id]) => id!);
    expect(named.filter((id) => !Object.hasOwn(KNOWN_RULES, id))).toEqual([]);
    expect(named.filter((id) => !firesOnAnExample(id))).toEqual([]);
    expect(named.length > 0 || /`IST0\d{3}`|constructs|limit:|not reported|not decidable|the API server refuses/.test(here!)).toBe(true);
  });
});

test('each alias of Kiali is a row of its page', () => {
  const codes = new Set(rowsOf('docs/kiali.md').map(([code]) => code));
  const aliases = [...rules.values()].flatMap(({ aliases: all = [] }) => all.filter((alias) => alias.startsWith('KIA')));
  expect(aliases.filter((alias) => !codes.has(alias))).toEqual([]);
});

describe('docs/istioctl.md', () => {
  const rows = rowsOf('docs/istioctl.md');
  const facts = Object.entries(KNOWN_RULES);
  const withCode = (code: string, isOfConstructs: boolean): string => facts
    .filter(([, { aliases = [], scope }]) => aliases.includes(code) && (scope === 'program') === isOfConstructs)
    .map(([id]) => `\`${id}\``).sort().join(', ');
  const rulesOf = (code: string): string => {
    const ofConstructs = withCode(code, true);
    return [withCode(code, false), ...(ofConstructs === '' ? [] : [`constructs: ${ofConstructs}`])].join('; ');
  };

  test('has a row for each of the 68 codes, in their order', () => {
    expect(rows.map(([code]) => code)).toEqual(ISTIOCTL_CODES.map(({ code }) => code));
    expect(new Set(rows.map(([code]) => code)).size).toBe(68);
  });

  test.each(ISTIOCTL_CODES)('$code $name: its rules, or why it has none', ({ code, name, note }) => {
    expect(rows.find(([first]) => first === code)).toEqual([code, name, note ?? rulesOf(code)]);
    expect(note ?? withCode(code, false)).not.toBe('');
  });

  test('a code with a sentence has no rules, apart from those of the webhook', () => {
    expect(ISTIOCTL_CODES.filter(({ isOfWebhook }) => isOfWebhook).map(({ code }) => code)).toEqual(['IST0106', 'IST0133']);
    expect(ISTIOCTL_CODES.filter(({ code, note, isOfWebhook }) => note !== undefined && !isOfWebhook && rulesOf(code) !== '')).toEqual([]);
  });

  test('each code that is an alias has a row', () => {
    const codes = new Set(rows.map(([code]) => code));
    const aliases = facts.flatMap(([, { aliases: all = [] }]) => all.filter((alias) => alias.startsWith('IST')));
    expect(aliases.filter((alias) => !codes.has(alias))).toEqual([]);
  });
});
