import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { checkReport, Findings, IstioServiceEntry } from 'cdk8s-istio';
import { readConfig } from '../../../lib/config/read-config';
import { FORMER_IDS, type FormerRule } from '../../../lib/core/former-ids';
import { KNOWN_RULES } from '../../../lib/core/known-rules.gen';
import { chartOf } from '../../support/chart';
import { folderOf, run } from '../../support/command';

// A rule that was renamed keeps its earlier id wherever people have written it down.

const renamed = Object.entries(FORMER_IDS).map(([former, rule]) => ({ former: former as FormerRule, rule }));

test.each(renamed)('$former is a rule no more, and the changelog names $rule', ({ former, rule }) => {
  expect([Object.hasOwn(KNOWN_RULES, former), Object.hasOwn(KNOWN_RULES, rule)]).toEqual([false, true]);
  expect(readFileSync(join(__dirname, '../../../CHANGELOG.md'), 'utf8')).toContain(`\`${former}\` is now \`${rule}\``);
});

test.each(renamed)('explain $former prints the page of $rule', async ({ former, rule }) => {
  expect((await run(folderOf({}), ['explain', former])).stdout).toContain(`${rule}\nSeverity: `);
});

test('the configuration file takes former ids as severities and acknowledgements', () => {
  const folder = mkdtempSync(join(tmpdir(), 'former-'));
  const file = join(folder, 'cdk8s-istio.yaml');
  writeFileSync(file, JSON.stringify({
    severities: Object.fromEntries(renamed.map(({ former }) => [former, 'warning'])),
    acknowledge: renamed.map(({ former }) => ({ rule: former, reason: 'known' })),
  }));
  expect(readConfig(file).acknowledged.map(({ rule }) => rule)).toEqual(renamed.map(({ rule }) => rule));
  rmSync(folder, { recursive: true });
});

describe('service-entry/hosts-told-apart', () => {
  const RULE = 'service-entry/hosts-distinguishable';
  const FORMER = 'service-entry/hosts-told-apart';
  const spec = { hosts: ['a.com', 'b.com'], resolution: 'DNS', ports: [{ number: 3306, name: 'db', protocol: 'MYSQL' }] } as const;
  const entry = (annotations = {}) => ({ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'a', annotations }, spec });
  const suppressed = [expect.objectContaining({ rule: RULE, suppressed: expect.objectContaining({ reason: 'known' }) })];

  test('is a severity of check()', () => {
    const { findings } = checkReport([entry()], { severities: { [FORMER]: 'info' } });
    expect(findings.map(({ rule, severity }) => [rule, severity])).toEqual([[RULE, 'info']]);
  });

  test('is acknowledged by an option of check()', () => {
    expect(checkReport([entry()], { acknowledge: [{ rule: FORMER, reason: 'known' }] })).toEqual({ findings: [], suppressed, assumed: { hosts: 0 } });
  });

  test('is acknowledged by an annotation', () => {
    expect(checkReport([entry({ 'cdk8s-istio/acknowledge': `${FORMER}: known` })])).toEqual({ findings: [], suppressed, assumed: { hosts: 0 } });
  });

  test('is acknowledged by a program, which writes the id of today beside the resource', () => {
    const app = new App();
    const chart = chartOf('shop', app);
    new IstioServiceEntry(chart, 'a', { spec });
    Findings.of(chart).acknowledge(FORMER, 'known');
    expect(app.synthYaml()).toContain(`cdk8s-istio/acknowledge: "${RULE}: known"`);
  });
});
