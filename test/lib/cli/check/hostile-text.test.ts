import { App, Chart } from 'cdk8s';
import { IstioVirtualService, renderFinding } from 'cdk8s-istio';
import { FORMATS } from '../../../../lib/cli/check/writers';
import { folderOf, type Outside, run } from '../../../support/command';
import { thrownBy } from '../../../support/findings';
import { untyped } from '../../../support/chart';
import { PROPERTIES_MS } from '../../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// Whatever texts a user writes, no output makes a terminal or a CI system do anything, and none grows without bounds.

const SEQUENCE = '\x1b[2J\x1b]0;title\x07\u009b31m\x7f';
const COMMANDS = '\n::error file=x,line=1::pwned\n  ::stop-commands::x\n##[error]pwned\r::add-mask::y\n';
const HOSTILE = `::error::a${SEQUENCE}\u202eb${COMMANDS}\u2028::error::z`;

/** What no line of an output may have, beside the colours and links that are ours. */
const OBEYED = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;
const OURS = /\x1b(?:\[[0-9;]*[mK]|\]8;;(?:file:[^\x1b]*)?\x1b\\)/g;

interface Place {
  readonly where: string;
  readonly files: (text: string) => Record<string, string>;
  readonly args?: (text: string) => readonly string[];
}

/** A resource as JSON in ASCII, as readers of YAML take it too. */
const resource = (more: object, kind = 'VirtualService', apiVersion = 'networking.istio.io/v1'): string => (
  JSON.stringify({ apiVersion, kind, ...more }).replace(/[\x7f-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
);
const route = { route: [{ destination: { host: 'a' } }] };
const named = (name: string, more: object = {}): object => ({ metadata: { name, namespace: 'shop' }, spec: { hosts: ['a'], http: [{ ...route, timeout: '3', ...more }] } });
const twice = (text: string): Record<string, string> => ({ 'a.yaml': text, 'b.yaml': text });

const places: readonly Place[] = [
  { where: 'a name', files: (text) => ({ 'a.yaml': resource(named(text)) }) },
  { where: 'a namespace', files: (text) => ({ 'a.yaml': resource({ metadata: { name: 'a', namespace: text }, spec: { hosts: [1] } }) }) },
  { where: 'a key', files: (text) => ({ 'a.yaml': resource(named('a', { [text]: 1 })) }) },
  { where: 'keys inside each other', files: (text) => ({ 'a.yaml': resource(named('a', { headers: { request: { set: { [text]: { [text]: 1 } } } } })) }) },
  { where: 'a value', files: (text) => ({ 'a.yaml': resource(named('a', { timeout: text })) }) },
  { where: 'a kind of nobody', files: (text) => twice(resource({ metadata: { name: 'a' } }, text)) },
  { where: 'a name twice', files: (text) => twice(resource({ metadata: { name: text }, spec: { hosts: ['a'], http: [route] } })) },
  { where: 'an API version', files: (text) => ({ 'a.yaml': resource(named('a'), 'VirtualService', `networking.istio.io/${text}`) }) },
  { where: 'an acknowledgement', files: (text) => ({ 'a.yaml': resource({ ...named('a'), metadata: { name: 'a', annotations: { 'cdk8s-istio/acknowledge': `${text}: ${text}` } } }) }) },
  { where: 'a reason', files: (text) => ({ 'a.yaml': resource({
    metadata: { name: 'a', annotations: { 'cdk8s-istio/acknowledge': `service-entry/selector-selects-all: ${text.replaceAll('\n', ' ')}` } },
    spec: { hosts: ['partner.example'], resolution: 'STATIC', workloadSelector: {} },
  }, 'ServiceEntry') }) },
  { where: 'a comment of Helm', files: (text) => ({ 'a.yaml': `---\n# Source: ${text.replace(/[\n\r\u2028\x07\x1b\x7f-\x9f]/g, ' ')}\n${resource(named('a'))}` }) },
  { where: 'what is no YAML', files: (text) => ({ 'a.yaml': `a: [${text}` }) },
  { where: 'a path', files: () => ({ 'a.yaml': resource(named('a')) }), args: (text) => ['a.yaml', text.slice(0, 200).replaceAll('/', '_')] },
  { where: 'a rule of the configuration', files: (text) => ({ 'a.yaml': resource(named('a')), 'cdk8s-istio.yaml': JSON.stringify({ severities: { [text]: 'info' } }) }) },
  { where: 'an option', files: () => ({ 'a.yaml': resource(named('a')) }), args: (text) => ['a.yaml', '--scope', text] },
];
const outputs: readonly (readonly [string, Outside])[] = [
  ...FORMATS.map((format) => [format, {}] as const), ['text', { isTTY: true, columns: 80 }], ['text', { env: { FORCE_COLOR: '1' } }],
];
const cases = places.flatMap((place) => outputs.map(([format, outside]) => ({ ...place, format, outside })));

test.each(cases)('$where in $format, $outside: nothing is obeyed', async ({ where, files, args = () => ['.'], format, outside }) => {
  const { code, stdout, stderr } = await run(folderOf(files(HOSTILE)), ['check', ...args(HOSTILE), '-o', format], outside);
  expect(code === 0).toBe(where === 'a reason'); // the reason for what it acknowledges
  expect(`${stdout}${stderr}`).not.toContain('fault of cdk8s-istio');
  for (const line of `${stdout.replaceAll(OURS, '')}\n${stderr.replaceAll(OURS, '')}`.split('\n')) {
    expect(line).not.toMatch(OBEYED);
    if (format !== 'github' || !stdout.includes(line)) expect(line).not.toMatch(/^\s*(?:::|##)/);
  }
  if (format === 'github') expect(stdout.split('\n').every((line) => line === '' || /^::(?:error|warning|notice) (?:file=|title=)/.test(line))).toBe(true);
  if (format === 'json' && stdout !== '') {
    const rules = (JSON.parse(stdout).findings as { rule: string }[]).map(({ rule }) => rule);
    // It is read, and what is shown is the text itself.
    expect(rules.some((rule) => rule.startsWith('file/'))).toBe(['what is no YAML', 'a path'].includes(where));
  }
});

test('a file name is as harmless', async () => {
  const name = `a\n::error file=x::pwned\n${SEQUENCE}.yaml`;
  for (const [format, outside] of outputs) {
    const { stdout } = await run(folderOf({ [name]: resource(named('a')), [`::error::${SEQUENCE}.yaml`]: resource(named('b')) }), ['check', '.', '-o', format], outside);
    for (const line of stdout.replaceAll(OURS, '').split('\n')) {
      expect(line).not.toMatch(OBEYED);
      if (format !== 'github') expect(line).not.toMatch(/^\s*(?:::|##)/);
      else if (line !== '') expect(line).toMatch(/^::error file=/);
    }
  }
});

test('an error of a synth is as harmless', () => {
  const chart = new Chart(new App(), 'shop');
  new IstioVirtualService(chart, 'it', { metadata: { name: 'a', namespace: HOSTILE }, spec: untyped({ hosts: ['a'], [HOSTILE]: 1, http: [{ timeout: HOSTILE }] }) });
  const findings = thrownBy(() => App.of(chart).synthYaml());
  expect(findings.length).toBeGreaterThan(2);
  for (const line of findings.map(renderFinding).join('\n').split('\n')) {
    expect(line).not.toMatch(OBEYED);
    expect(line).not.toMatch(/^\s*(?:::|##)/);
  }
});

describe('size', () => {
  const BOUND = 2048;
  const long = places.filter(({ where }) => !['a path', 'an option', 'a rule of the configuration'].includes(where));

  test.each(long.flatMap((place) => FORMATS.map((format) => ({ ...place, format }))))('of $where without an end in $format is bounded', async ({ files, format }) => {
    const folder = folderOf(files('x::'.repeat(70_000)));
    const { stdout } = await run(folder, ['check', '.', '-o', format]);
    const all = JSON.parse((await run(folder, ['check', '.', '-o', 'json'])).stdout) as { findings: unknown[]; suppressed?: unknown[] };
    const findings = all.findings.length + (all.suppressed?.length ?? 0);
    expect(findings).toBeGreaterThan(0);
    // A log of SARIF has a head, and for each rule its documentation.
    const documentation = format === 'sarif' ? JSON.stringify(JSON.parse(stdout).runs[0].tool, undefined, 2).length * 2 : 0;
    expect(stdout.length).toBeLessThan(BOUND * findings + documentation + 500);
  });

  test('grows with the findings, not with the line that they are all on', async () => {
    const items = (count: number): string => JSON.stringify({
      apiVersion: 'v1', kind: 'List', items: Array.from({ length: count }, (_, i) => JSON.parse(resource(named(`a-${i}`))) as unknown),
    });
    for (const format of FORMATS) {
      const text = items(200);
      const { stdout } = await run(folderOf({ 'a.json': text }), ['check', '.', '-o', format]);
      expect(stdout.length / text.length).toBeLessThan(20);
    }
    const [few, many] = [await timeOf(items(1000)), await timeOf(items(2000))];
    expect(many / few).toBeLessThan(3.5);
  });

  async function timeOf(text: string): Promise<number> {
    const folder = folderOf({ 'a.json': text });
    const before = process.cpuUsage();
    await run(folder, ['check', '.'], { isTTY: true, columns: 100 });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }
});
