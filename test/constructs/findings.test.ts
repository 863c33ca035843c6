import { basename } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  checkReport, type ConfigError, FaultInjection, Findings, header, IstioServiceEntry, MeshService, Resilience, ServiceEntry,
} from 'cdk8s-istio';
import { chartOf } from '../support/chart';

const ACK = 'cdk8s-istio/acknowledge';
const WARNED = 'service-entry/selector-selects-all';

let written: string[];
beforeEach(() => {
  written = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.push(String(text)); return true; });
});
afterEach(() => jest.restoreAllMocks());

/** The rules of the warnings that were printed. */
const warned = (): string[] => written.map((text) => /^warning (\S+)/.exec(text)![1]!);
const spec = { hosts: ['a.com'], resolution: 'STATIC', workloadSelector: {} } as const;
function entry(chart: Chart, id: string, more: object = {}, annotations?: Record<string, string>): IstioServiceEntry {
  const metadata = { name: id, ...(annotations ? { annotations } : {}) };
  return new IstioServiceEntry(chart, id, { metadata, spec: { ...spec, hosts: [`${id}.com`], ...more } });
}
interface Manifest {
  readonly metadata: { readonly annotations?: Record<string, string> };
}
const annotations = (chart: Chart): (string | undefined)[] => (
  (Testing.synth(chart) as Manifest[]).map(({ metadata }) => metadata.annotations?.[ACK])
);
const line = (): number => Number(/findings\.test\.ts:(\d+)/.exec(new Error().stack!.split('\n')[2]!)![1]);

describe('acknowledged in code', () => {
  test.each<[string, (chart: Chart) => Chart | App]>([
    ['the construct itself', (chart) => chart.node.findChild('partner') as Chart], ['its chart', (chart) => chart], ['the app', (chart) => App.of(chart)],
  ])('on %s, a warning is not printed, and its reason stands beside the resource', (_, on) => {
    const chart = Testing.chart();
    entry(chart, 'partner');
    Findings.of(on(chart)).acknowledge(WARNED, 'one workload only');
    expect(annotations(chart)).toEqual([`${WARNED}: one workload only`]);
    expect(written).toEqual([]);
  });

  test.each([['chaos', []], ['patience', [expect.stringContaining('composition/fault-alone')]]])(
    'what two patterns say against each other is acknowledged on the one that the finding names: on %s', (id, said) => {
      const chart = chartOf();
      const service = new MeshService(chart, 'users', { ports: { http: { number: 80, protocol: 'HTTP' } } });
      new Resilience(chart, 'patience', { service, timeout: '3s' });
      new FaultInjection(chart, 'chaos', { service, match: header('x-chaos').exact('1'), abort: { httpStatus: 503, percentage: 1 } });
      Findings.of(chart.node.findChild(id)).acknowledge('composition/fault-alone', 'an experiment');
      Testing.synth(chart);
      expect(written.filter((text) => text.includes('fault-alone') && text.startsWith('warning composition/'))).toEqual(said);
    },
  );

  test('what is written is what check takes for acknowledged', () => {
    const chart = Testing.chart();
    Findings.of(chart).acknowledge(WARNED, 'one; workload\nonly');
    entry(chart, 'partner', {}, { 'a': '1', 'z': '2' });
    new ServiceEntry(chart, 'sound', { metadata: { name: 'sound' }, hosts: ['sound.com'] });
    const manifests = Testing.synth(chart) as object[];
    expect(manifests[0]).toMatchObject({ metadata: { annotations: { a: '1', [ACK]: `${WARNED}: one, workload, only`, z: '2' } } });
    expect(manifests[1]).not.toHaveProperty('metadata.annotations');
    expect(checkReport(manifests)).toMatchObject({
      findings: [], suppressed: [{ rule: WARNED, suppressed: { by: 'annotation', reason: 'one, workload, only' } }],
    });
  });

  test('it is added to what the resource says itself, and written once however often it is synthesized', () => {
    const chart = Testing.chart();
    entry(chart, 'partner', {}, { [ACK]: `${WARNED}: said by hand`, 'istio.io/dry-run': 'true' });
    Findings.of(chart).acknowledge(WARNED, 'said in code').acknowledge('metadata/dry-run', 'known');
    const expected = [`${WARNED}: said by hand\nmetadata/dry-run: known`];
    expect(annotations(chart)).toEqual(expected);
    expect(annotations(chart)).toEqual(expected);
  });

  test('it stops holding when the resource is mended: nothing is written, and that is said with the line of the acknowledgement', () => {
    const chart = Testing.chart();
    new ServiceEntry(chart, 'sound', { metadata: { name: 'sound' }, hosts: ['sound.com'] });
    const at = line() + 1;
    Findings.of(chart).acknowledge(WARNED, 'one workload only');
    expect(annotations(chart)).toEqual([undefined]);
    expect(written).toHaveLength(1);
    expect(written[0]).toContain('warning suppression/matches-nothing\n  Construct test\n');
    expect(written[0]).toMatch(new RegExp(`^  at .*${basename(__filename)}:${at}:\\d+$`, 'm'));
  });

  test('an error of istiod can be acknowledged, one of the API server cannot', () => {
    const chart = Testing.chart();
    const made = entry(chart, 'partner', { resolution: 'NONE', workloadSelector: undefined }, { 'istio.io/dry-run': 'true' });
    expect(() => Testing.synth(chart)).toThrow('error metadata/dry-run');
    Findings.of(made).acknowledge('metadata/dry-run', 'the webhook is off here');
    expect(annotations(chart)).toEqual(['metadata/dry-run: the webhook is off here']);

    entry(chart, 'broken', { nope: 1, workloadSelector: undefined, resolution: 'NONE' });
    Findings.of(chart).acknowledge('field/unknown', 'known');
    const thrown = (() => {
      try {
        Testing.synth(chart);
      } catch (error) {
        return error as ConfigError;
      }
      throw new Error('Expected the synth to stop');
    })();
    expect(thrown.findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual(['error field/unknown', 'warning suppression/refused-anyway']);
  });

  test.each<[string, any, any]>([
    ['suppression/unknown-rule', 'service-entry/selects-all', 'known'],
    ['suppression/unknown-rule', undefined, 'known'],
    ['suppression/no-reason', WARNED, undefined],
    ['suppression/no-reason', WARNED, ' '],
  ])('%s: %j because %j', (rule, acknowledged, reason) => {
    const chart = Testing.chart();
    entry(chart, 'partner');
    Findings.of(chart).acknowledge(acknowledged, reason);
    expect(annotations(chart)).toEqual([undefined]);
    expect(warned()).toEqual([WARNED, rule]);
  });

  test('a misspelt rule does not compile', () => {
    const chart = Testing.chart();
    // @ts-expect-error no such rule
    Findings.of(chart).acknowledge('service-entry/selects-all', 'known');
    // @ts-expect-error no reason
    Findings.of(chart).acknowledge('service-entry/selector-selects-all');
    expect(chart.node.children).toEqual([]);
  });
});

test('an annotation acknowledges in a synth, on objects of any kind', () => {
  const chart = new Chart(new App(), 'chart', { namespace: 'shop' });
  entry(chart, 'partner', {}, { [ACK]: `${WARNED}: known` });
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'twice' } };
  new ApiObject(chart, 'first', service);
  new ApiObject(chart, 'second', { ...service, metadata: { name: 'twice', annotations: { [ACK]: 'identity/duplicate-resource: one is for the other cluster' } } });
  expect(Testing.synth(chart)).toHaveLength(3);
  expect(written).toEqual([]);
});

test('upstream\'s annotation does not hide what the cluster says', () => {
  const chart = Testing.chart();
  entry(chart, 'partner', {}, { 'galley.istio.io/analyze-suppress': '*' });
  Testing.synth(chart);
  expect(warned()).toEqual([WARNED]);
});
