import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import {
  configureMesh, DestinationRule, IstioServiceEntry, type MeshOptions, PeerAuthentication, VirtualService,
} from 'cdk8s-istio';
import { chartOf } from '../support/chart';

const WARNED = 'service-entry/selector-selects-all';

let folder: string;
let written: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'configuration-'));
  jest.spyOn(process, 'cwd').mockReturnValue(folder);
  written = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.push(String(text)); return true; });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const configure = (...lines: string[]): void => writeFileSync(join(folder, 'cdk8s-istio.yaml'), lines.join('\n'));
const entry = (chart: Chart, id = 'entry'): IstioServiceEntry => new IstioServiceEntry(chart, id, {
  metadata: { name: id }, spec: { hosts: [`${id}.com`], resolution: 'STATIC', workloadSelector: {} },
});
/** The full name of a service of another namespace, as a route to it is written. */
function fullName(app: App): unknown {
  const rule = new DestinationRule(chartOf('there', app), 'rule', { host: 'reviews', subsets: { v1: {} } });
  const routes = new VirtualService(chartOf('here', app), 'routes', { hosts: ['a'], http: [{ name: 'all', to: rule.subset('v1') }] });
  return (routes.resource.toJson() as any).spec.http[0].route[0].destination.host;
}
/** What a synth says, as `severity rule` of each printed warning, or the text it stops with. */
function synth(chart: Chart): string[] | string {
  try {
    Testing.synth(chart);
  } catch (error) {
    return String(error);
  }
  return written.map((text) => text.split('\n')[0]!);
}

describe('the file', () => {
  test('sets what config is written for, and code wins', () => {
    configure('release: 1.27', 'rootNamespace: istio-config', 'clusterDomain: file.example');
    const app = new App();
    expect(fullName(app)).toBe('reviews.there.svc.file.example');
    const chart = new Chart(app, 'chart');
    expect(PeerAuthentication.forMesh(chart, 'mesh', { mode: 'STRICT' }).namespace).toBe('istio-config');
    configureMesh(chart, { rootNamespace: 'istio-code' });
    expect(PeerAuthentication.forMesh(chart, 'code', { mode: 'STRICT' }).namespace).toBe('istio-code');

    const other = new App();
    configureMesh(other, { clusterDomain: 'code.example', release: undefined });
    expect(fullName(other)).toBe('reviews.there.svc.code.example');
    const retry = { retryBudget: { percent: 20 } } as const;
    const refused = new Chart(other, 'refused');
    new DestinationRule(refused, 'rule', { host: 'a', trafficPolicy: { ...retry } as any });
    configure('release: 1.26');
    expect(synth(refused)).not.toContain('needs-release'); // read once for a tree: 1.27 has the field
    const old = Testing.chart();
    new DestinationRule(old, 'rule', { host: 'a', trafficPolicy: { ...retry } as any });
    expect(synth(old)).toContain('error field/needs-release');
  });

  test('sets severities, and the nearest in code wins', () => {
    configure('severities:', `  ${WARNED}: error`);
    const chart = Testing.chart();
    entry(chart);
    expect(synth(chart)).toContain(`error ${WARNED}`);
    configureMesh(App.of(chart), { severities: { [WARNED]: 'warning', 'sidecar/not-empty': 'info' } });
    expect(synth(chart)).toEqual([`warning ${WARNED}`]);
    configureMesh(chart, { severities: { [WARNED]: 'info' } });
    written = [];
    expect(synth(chart)).toEqual([]);
  });

  test('acknowledges, and says with its line what matches nothing', () => {
    configure('acknowledge:', `  - {rule: ${WARNED}, reason: known, resource: ServiceEntry entry}`, `  - {rule: ${WARNED}, reason: known, resource: Gateway *}`);
    const chart = Testing.chart();
    entry(chart);
    expect(synth(chart)).toEqual(['warning suppression/matches-nothing']);
    expect(written[0]).toContain(`  at ${join(folder, 'cdk8s-istio.yaml')}:3:5\n`);
    expect((Testing.synth(chart) as any)[0].metadata).not.toHaveProperty('annotations'); // the file holds for `check` too
  });

  test('cannot lower what the API server refuses', () => {
    configure('severities:', '  field/unknown: info');
    const chart = Testing.chart();
    new IstioServiceEntry(chart, 'entry', { spec: { hosts: ['a.com'], nope: 1 } as any });
    const said = synth(chart);
    expect(said).toContain('error field/unknown');
    expect(said).toContain('warning suppression/refused-anyway');
    expect(said).toContain(`  at ${join(folder, 'cdk8s-istio.yaml')}:2:18\n`);
  });

  test('that is wrong stops the first construct, with the line', () => {
    configure('relase: 1.31');
    expect(() => entry(Testing.chart())).toThrow(/error config\/unknown-key\n.*\n {2}Unknown field "relase"\n.*cdk8s-istio\.yaml:1:1\n {2}fix: write release/);
  });
});

test('what is skipped is not checked, unless it is configured again further down', () => {
  const app = new App();
  const vendor = new Chart(app, 'vendor', { namespace: 'a' });
  const ours = new Chart(vendor, 'ours', { namespace: 'b' });
  configureMesh(vendor, { skip: true });
  entry(vendor, 'theirs');
  entry(ours, 'ours');
  configureMesh(ours, { skip: false });
  expect(synth(vendor)).toEqual([`warning ${WARNED}`]);
  expect(written[0]).toContain('ServiceEntry b/ours');
});

test.each<[any, string]>([
  [{ release: '1.25' }, 'Expected release to be "1.26", "1.27", "1.28", "1.29", "1.30", "1.31" or "1.32", got "1.25"'],
  [{ rootNamespace: '' }, 'Expected rootNamespace to be the name of a namespace, got ""'],
  [{ clusterDomain: 3 }, 'Expected clusterDomain to be a DNS name such as "cluster.local", got 3'],
  [{ trustDomain: 'spiffe://a' }, 'Expected trustDomain to be a trust domain such as "cluster.local", got "spiffe://a"'],
  [{ severities: { [WARNED]: 'debug' } }, `Expected "error", "warning" or "info" for ${WARNED}, got "debug"`],
  [{ severities: { 'service-entry/selector-select-all': 'info' } }, `Unknown rule "service-entry/selector-select-all": write ${WARNED}`],
  [{ severities: 'info' }, 'Expected severities to be an object, got "info"'],
  [{ skip: 'vendor/**' }, 'Expected skip to be true or false, got "vendor/**"'],
  [{ relase: '1.31' }, 'Unknown option "relase": write release'],
  [{ zzz: '1.31' }, 'Unknown option "zzz": known are release, rootNamespace, clusterDomain, trustDomain, cluster, failOn, severities, skip, world, context, meshConfig'],
  [null, 'Expected options, got null'],
])('configureMesh refuses %j', (options, message) => {
  expect(() => configureMesh(new App(), options as MeshOptions)).toThrow(new RangeError(message));
});

describe('failOn', () => {
  const warned = (): Chart => {
    const chart = Testing.chart();
    entry(chart);
    return chart;
  };

  test('warning stops the synth at a warning, of the file and of code', () => {
    configure('failOn: warning');
    const stopped = `ConfigError: 1 warning in the Istio config; failOn stops the synth at warnings\n\nwarning ${WARNED}\n`;
    expect(synth(warned())).toContain(stopped);
    configure('');
    const chart = warned();
    configureMesh(chart, { failOn: 'warning' });
    expect(synth(chart)).toContain(stopped);
  });

  test('info stops it at an info, and the worst comes first', () => {
    const chart = warned();
    new VirtualService(chart, 'routes', { hosts: ['a'], http: [{ directResponse: { status: 200 } }, { directResponse: { status: 404 } }] });
    configureMesh(chart, { failOn: 'info', severities: { [WARNED]: 'info' } });
    const text = String(synth(chart));
    expect(text).toContain('1 warning in the Istio config; failOn stops the synth at warnings\n');
    expect(text.match(/^(?:warning|info) .*$/gm)).toEqual(['warning virtual-service/unreachable-route', `info ${WARNED}`]);
  });

  test('holds for what is below the construct, and the nearest counts', () => {
    const app = new App();
    configureMesh(app, { failOn: 'warning' });
    const [strict, lenient] = [new Chart(app, 'strict'), new Chart(app, 'lenient')];
    configureMesh(lenient, { failOn: 'error' });
    entry(lenient);
    expect(app.synthYaml()).toContain('kind: ServiceEntry');
    entry(strict, 'other');
    expect(() => app.synthYaml()).toThrow(/^2 warnings in the Istio config[\s\S]*ServiceEntry other[\s\S]*made by strict\/other/);
  });

  test('never, of the file, is for the command and the plugin: errors stop a synth all the same', () => {
    configure('failOn: never', 'severities:', `  ${WARNED}: error`);
    expect(synth(warned())).toContain(`error ${WARNED}`);
    expect(() => configureMesh(new App(), { failOn: 'never' as never }))
      .toThrow(new RangeError('Expected failOn to be "error", "warning" or "info", got "never"'));
  });
});

test('the file above the working directory holds too', () => {
  const inner = join(folder, 'apps', 'shop');
  mkdirSync(inner, { recursive: true });
  configure('failOn: warning');
  jest.spyOn(process, 'cwd').mockReturnValue(inner);
  const chart = Testing.chart();
  entry(chart);
  expect(synth(chart)).toContain('1 warning in the Istio config');
});

test('a severity of "off" says how to acknowledge instead', () => {
  expect(() => configureMesh(new App(), { severities: { [WARNED]: 'off' as never } })).toThrow(new RangeError(
    `Expected "error", "warning" or "info" for ${WARNED}, got "off": acknowledge the findings that may stay, with a reason: `
    + `Findings.of(construct).acknowledge("${WARNED}", "why")`,
  ));
});
