import { constructRules } from '../../../../constructs/construct-rules';
import { allRules } from '../../../../lib/analysis/all-rules';
import { rulePages } from '../../../../lib/cli/pages/rule-pages';
import { folderOf, run } from '../../../support/command';

const folder = folderOf({});

test('explain prints the page of a rule', async () => {
  const { code, stdout } = await run(folder, ['explain', 'value/duration']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^value\/duration\n\n`value\/duration` · error · decided by api-server\n\n\*\*.*Fix: .*Wrong:.*Source: .*\n$/s);
});

test.each([
  ['IST0101', 'reference/unknown-subset'], ['ist0101', 'reference/unknown-subset'], ['kia1107', 'reference/unknown-subset'],
  ['VALUE/Duration', 'value/duration'], ['unknown-subset', 'reference/unknown-subset'],
])('explain of %s prints %s', async (asked, rule) => {
  expect((await run(folder, ['explain', asked])).stdout).toContain(`\`${rule}\` · `);
});

test('explain of a code says where upstream explains it', async () => {
  expect((await run(folder, ['explain', 'IST0101'])).stdout).toContain('\nhttps://istio.io/latest/docs/reference/config/analysis/ist0101/\n');
});

test('explain on a terminal has colours instead of marks', async () => {
  const { stdout } = await run(folder, ['explain', 'value/duration'], { isTTY: true });
  expect(stdout).not.toMatch(/```|\*\*/);
  expect(stdout).toContain('\x1b[1mvalue/duration');
});

test('explain knows every rule, those that only constructs speak among them', async () => {
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  const rules = [...allRules(), ...constructRules].map(({ id, severity, authority, aliases = [], summary }) => (
    { id, severity, authority, aliases, summary }
  ));
  expect(rulePages().map(({ page: _, ...rule }) => rule).sort(byId)).toEqual(rules.sort(byId));
});
