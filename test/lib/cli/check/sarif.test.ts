import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { version } from '../../../../package.json';
import { BAD, folderOf, GOOD, NOTED, run, virtualService, WARNED } from '../../../support/command';
import { KNOWN_RULES } from '../../../../lib/core/known-rules.gen';
import { allRules } from '../../../../lib/analysis/all-rules';
import schema from './sarif-2.1.0.schema.json';

const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats(ajv);
const isSarif = ajv.compile(schema);

/** The one run of a log that the official schema accepts. */
async function sarif(files: Record<string, string>): Promise<any> {
  const { stdout } = await run(folderOf(files), ['check', '.', '-o', 'sarif']);
  const log = JSON.parse(stdout);
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return log.runs[0];
}

const acknowledged = WARNED.replace('namespace: shop', 'annotations: {cdk8s-istio/acknowledge: "service-entry/selector-selects-all: known"}');

test('the schema refuses what is not SARIF', () => {
  expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: {} } }] })).toBe(false);
});

test('a log says who found what, where', async () => {
  const { tool, results, columnKind, invocations } = await sarif({ 'a b.yaml': BAD });
  expect(tool.driver).toMatchObject({ name: 'cdk8s-istio', semanticVersion: version });
  expect([columnKind, invocations]).toEqual(['utf16CodeUnits', [{ executionSuccessful: true }]]);
  expect(results).toEqual([
    {
      ruleId: 'value/duration',
      ruleIndex: 0,
      level: 'error',
      message: { text: expect.stringMatching(/^Expected a duration .*\nFix: write 3s$/) },
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 8, startColumn: 7, endLine: 8, endColumn: 19 } },
          logicalLocations: [{ fullyQualifiedName: 'VirtualService shop/reviews spec.http[0].timeout', kind: 'resource' }],
        },
      ],
      partialFingerprints: { 'cdk8s-istio/v1': expect.stringMatching(/^[0-9a-f]{32}:1$/) },
    },
  ]);
});

test('a rule has its help, and results point to it', async () => {
  const { tool, results } = await sarif({ 'a.yaml': `${BAD}---\n${WARNED}---\n${NOTED}---\n${GOOD}` });
  expect(results.map(({ ruleId, ruleIndex, level }: any) => [ruleId, tool.driver.rules[ruleIndex].id, level])).toEqual([
    ['value/duration', 'value/duration', 'error'],
    ['service-entry/selector-selects-all', 'service-entry/selector-selects-all', 'warning'],
    ['suppression/overlooked-code', 'suppression/overlooked-code', 'note'],
    ['identity/duplicate-resource', 'identity/duplicate-resource', 'error'],
  ]);
  for (const rule of tool.driver.rules) {
    expect(rule.help.text).toMatch(/^\S.*\. Fix: .*\.$/s);
    expect(rule.help.markdown).toContain(`cdk8s-istio explain ${rule.id}`);
    expect(rule.properties.tags).toContain('istio');
  }
});

test('every rule that the command can report has a help', () => {
  const documented = new Set<string>(allRules().map(({ id }) => id));
  const reported = Object.entries(KNOWN_RULES).filter(([, { scope }]) => scope !== 'program').map(([id]) => id);
  expect(reported.length).toBeGreaterThan(300);
  expect(reported.filter((id) => !documented.has(id))).toEqual([]);
});

test('the other side is a related location', async () => {
  const { results } = await sarif({ 'a.yaml': GOOD, 'b.yaml': GOOD });
  expect(results[0].relatedLocations).toMatchObject([
    { id: 0, message: { text: 'VirtualService shop/reviews' }, physicalLocation: { artifactLocation: { uri: 'a.yaml' }, region: { startLine: 3, startColumn: 12 } } },
  ]);
});

test('what was acknowledged is there, with the reason', async () => {
  const config = 'acknowledge: [{rule: identity/duplicate-resource, reason: both are ours}]\n';
  const { results } = await sarif({ 'a.yaml': acknowledged, 'b.yaml': GOOD, 'c.yaml': GOOD, 'cdk8s-istio.yaml': config });
  expect(results).toMatchObject([
    { ruleId: 'service-entry/selector-selects-all', suppressions: [{ kind: 'inSource', justification: 'known' }] },
    {
      ruleId: 'identity/duplicate-resource',
      suppressions: [{ kind: 'external', justification: 'both are ours', location: { physicalLocation: { region: { startLine: 1, startColumn: 15 } } } }],
    },
  ]);
});

test('fingerprints stay when lines move, and tell findings apart', async () => {
  const prints = async (text: string): Promise<string[]> => (await sarif({ 'a.yaml': text })).results.map((result: any) => result.partialFingerprints['cdk8s-istio/v1']);
  const two = `${BAD}---\n${virtualService('timeout: 1', 'other')}`;
  expect(await prints(`# moved\n\n${two}`)).toEqual(await prints(two));
  const same = await prints(`${BAD}---\n${BAD}`);
  expect(new Set(same).size).toBe(same.length);
});

test('what could not be read is a result, and a run that was not all it should be', async () => {
  const { invocations, results } = await sarif({ 'a.yaml': 'a: [' });
  expect([invocations, results[0].ruleId]).toEqual([[{ executionSuccessful: false }], 'file/syntax']);
});
