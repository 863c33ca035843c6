import { KNOWN_RULES, type KnownRule } from '../../../../lib/core/known-rules.gen';
import { constructRules } from '../../../../constructs/construct-rules';
import { allRules } from '../../../../lib/analysis/all-rules';
import { ISTIOCTL_CODES } from '../../../../lib/cli/explain/istioctl-codes';
import { rulePages } from '../../../../lib/cli/pages/rule-pages';
import { folderOf, run } from '../../../support/command';

const folder = folderOf({});

test('explain prints the page of a rule', async () => {
  const { code, stdout } = await run(folder, ['explain', 'value/duration']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^value\/duration\nSeverity: {3}error, decided by api-server\nApplied by: check and constructs, to each resource alone\n\nA duration.*\n\nFix: .*\n\nRight:\n {4}"1ms"\n.*\n\nWrong:\n.*\n\nSource: .*\n$/s);
});

test('examples are YAML in blocks, with the place that is wrong', async () => {
  const { stdout } = await run(folder, ['explain', 'destination-rule/unique-subset-names']);
  expect(stdout).toMatch(/\nWrong:\n {4}spec:\n {6}host: \S+\n {6}subsets:\n {8}- name: [^]*\n {2}at spec\.subsets\[1\]\.name\n/);
});

test('no page has marks of Markdown', async () => {
  const outputs = await Promise.all(rulePages().filter((_, i) => i % 9 === 0).map(async ({ id }) => (await run(folder, ['explain', id])).stdout));
  expect(outputs.filter((text) => /```|\*\*[A-Za-z]|^`|\]\(/m.test(text.replace(/^ {4}.*$/gm, '')))).toEqual([]);
  expect(outputs.filter((text) => !/^Fix: \S/m.test(text) || !/^Source: \S/m.test(text))).toEqual([]);
});

test('a family is a list of its rules, each with a sentence', async () => {
  const { stdout } = await run(folder, ['explain', 'virtual-service']);
  const ids = rulePages().map(({ id }) => id).filter((id) => id.startsWith('virtual-service/'));
  const lines = stdout.split('\n').slice(0, ids.length);
  expect(lines.map((line) => line.split(' ')[0])).toEqual(ids);
  expect(lines.filter((line) => !/^\S+ +(?:error|warning|info) +\S+ \S+ /.test(line))).toEqual([]);
  expect(stdout).toContain(`\nMore about one of them: cdk8s-istio explain ${ids[0]}\n`);
  expect((await run(folder, ['explain', 'VirtualService'])).stdout).toBe(stdout);
});

test.each([
  ['value/duration', 'check and constructs, to each resource alone'],
  ['reference/unknown-subset', 'constructs alone, as check knows the YAML and not the program'],
  ['file/template', 'check, to the text of a file'],
  ['config/unknown-key', 'check and constructs, to the configuration file'],
  ['identity/duplicate-resource', 'check and constructs, to what resources mean together'],
])('%s is applied by %s', async (rule, who) => {
  expect((await run(folder, ['explain', rule])).stdout).toContain(`\nApplied by: ${who}\n`);
});

test('every code of another tool has a rule of check, and its page is before those of constructs', async () => {
  const codes = [...new Set(rulePages().flatMap(({ aliases }) => aliases))];
  const ofCheck = rulePages().filter(({ id }) => KNOWN_RULES[id as KnownRule].scope !== 'program');
  expect(codes.filter((code) => !ofCheck.some(({ aliases }) => aliases.includes(code)))).toEqual([]);
  const { stdout } = await run(folder, ['explain', 'IST0145']);
  expect(stdout.match(/^gateways\/servers-clash$|^composition\/gateway-port-taken$/gm)).toEqual(['gateways/servers-clash', 'composition/gateway-port-taken']);
});

test('-o json has the parts of each page', async () => {
  const { stdout } = await run(folder, ['explain', 'destination-rule/unique-subset-names', '-o', 'json']);
  expect(JSON.parse(stdout)).toEqual([{
    id: 'destination-rule/unique-subset-names', severity: 'error', authority: 'istiod', aliases: [], scope: 'admission',
    summary: expect.any(String), why: expect.any(String), fix: expect.any(String), source: expect.stringContaining('validation.go'),
    right: expect.arrayContaining([{ text: expect.stringContaining('spec: {') }]),
    wrong: expect.arrayContaining([{ text: expect.stringContaining('subsets'), at: 'spec.subsets[1].name' }]),
  }]);
});

test.each([
  ['IST0101', 'reference/unknown-subset'], ['ist0101', 'reference/unknown-subset'], ['kia1107', 'reference/unknown-subset'],
  ['VALUE/Duration', 'value/duration'], ['unique-subset-names', 'destination-rule/unique-subset-names'],
])('explain of %s prints %s', async (asked, rule) => {
  expect((await run(folder, ['explain', asked])).stdout).toMatch(new RegExp(`^${rule}$`, 'm'));
});

test('explain of a code says where upstream explains it', async () => {
  expect((await run(folder, ['explain', 'IST0101'])).stdout).toContain('\nhttps://istio.io/latest/docs/reference/config/analysis/ist0101/\n');
});

test('explain knows every code of istioctl', async () => {
  const outputs = await Promise.all(ISTIOCTL_CODES.map(async ({ code: asked }) => ({ asked, ...await run(folder, ['explain', asked]) })));
  expect(outputs).toHaveLength(68);
  expect(outputs.filter(({ asked, code, stdout }) => code !== 0 || !stdout.includes(asked)).map(({ asked }) => asked)).toEqual([]);
});

test('explain of a code without a rule prints why it has none', async () => {
  const url = 'https://istio.io/latest/docs/reference/config/analysis/ist0143/';
  const why = 'No analyzer emits it: istioctl defines the code and does not use it.';
  expect(await run(folder, ['explain', 'ist0143'])).toMatchObject({ code: 0, stdout: `IST0143 LocalhostListener\n\n${why}\n${url}\n` });
  expect(JSON.parse((await run(folder, ['explain', 'IST0143', '-o', 'json'])).stdout)).toEqual([
    { aliases: ['IST0143'], summary: 'LocalhostListener', why, source: url },
  ]);
});

test.each([
  { code: 'IST0106', has: ['sidecar/proxy-needs-allow-any', 'service-entry/no-bare-wildcard'], hasNot: ['virtual-service/unreachable-route'] },
  { code: 'IST0133', has: ['sidecar/duplicate-import'], hasNot: ['virtual-service/unreachable-route', 'metadata/name'] },
])('explain $code lists the rules of the webhook', async ({ code, has, hasNot }) => {
  const { stdout } = await run(folder, ['explain', code]);
  expect(stdout).toMatch(new RegExp(`^${code} [A-Z]\\w+\\n\\nEach rule that istiod's webhook decides`));
  const ids = stdout.split('\n').map((line) => line.split(' ')[0]);
  expect(has.filter((id) => !ids.includes(id))).toEqual([]);
  expect(hasNot.filter((id) => ids.includes(id))).toEqual([]);
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
