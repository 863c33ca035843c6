import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing } from 'cdk8s';
import { configureMesh, type MeshOptions, IstioDestinationRule, meshOf, PeerAuthentication } from 'cdk8s-istio';
import { HOUSE_ANALYZER } from '../support/house-analyzer';

let folder: string;
let written: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  jest.spyOn(process, 'cwd').mockReturnValue(folder);
  written = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.push(String(text)); return true; });
  write('house.js', HOUSE_ANALYZER);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: shop}\nspec: {ports: [{port: 80}]}\n`;
const rule = (chart: Chart, host: string): IstioDestinationRule => (
  new IstioDestinationRule(chart, host, { metadata: { name: host }, spec: { host } })
);
const shop = (app: App, id = 'shop'): Chart => new Chart(app, id, { namespace: 'shop' });
/** The first lines of what a synth says: of each warning, or of the error that stops it. */
function synth(chart: Chart): string[] {
  try {
    Testing.synth(chart);
  } catch (error) {
    return [String(error)];
  }
  return written.map((text) => text.split('\n')[0]!);
}

test('the world and context of the file hold for a synth, whose analyzers run', () => {
  write('cluster.yaml', service('ratings'));
  write('cdk8s-istio.yaml', 'analyzers: [./house.js]\nworld: closed\ncontext: [cluster.yaml]\n');
  const chart = shop(new App());
  rule(chart, 'ratings');
  expect(synth(chart)).toEqual([]);
  rule(chart, 'details');
  const [error] = synth(chart);
  expect(error).toContain('error house/missing-host');
  expect(error).toContain('shop/details');
  expect(error).not.toContain('shop/ratings');
});

test('those of the program win over the file, and a synth in an open world warns of what is likely to be missing', () => {
  write('cluster.yaml', service('ratings'));
  write('cdk8s-istio.yaml', 'analyzers: [./house.js]\nworld: closed\n');
  const app = new App();
  configureMesh(app, { world: 'open', context: ['cluster.yaml'] });
  const chart = shop(app);
  rule(chart, 'ratngs');
  expect(synth(chart)).toEqual(['warning house/missing-host']);
  expect(meshOf(app).world).toBe('open');
  expect(meshOf(app).service('ratings', 'shop')?.entry?.isContext).toBe(true);
});

describe('a MeshConfig', () => {
  test.each<[string, MeshOptions['meshConfig']]>([
    ['its fields', { rootNamespace: 'roots', trustDomain: 'td', outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } }],
    ['a text', 'rootNamespace: roots\ntrustDomain: td\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}\n'],
    ['a path', 'mesh.yaml'],
  ])('is %s, and has the settings of a program', (_, meshConfig) => {
    write('mesh.yaml', 'rootNamespace: roots\ntrustDomain: td\noutboundTrafficPolicy: {mode: REGISTRY_ONLY}\n');
    const app = new App();
    configureMesh(app, { meshConfig });
    const policy = PeerAuthentication.forMesh(shop(app), 'mtls', { mode: 'STRICT' });
    expect(policy.resource.metadata.namespace).toBe('roots');
    expect(meshOf(app).settings).toMatchObject({ rootNamespace: 'roots', trustDomain: 'td', outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
  });

  test('has its findings at the line of the program, once', () => {
    const app = new App();
    configureMesh(app, { meshConfig: { rootNamspace: 'roots' } });
    const chart = shop(app);
    rule(chart, 'ratings');
    rule(shop(app, 'again'), 'details');
    expect(synth(chart)).toEqual(['warning mesh-config/unknown-field']);
    expect(written[0]).toMatch(/mesh-settings\.test\.ts:\d+:\d+/);
  });

  test('stops a synth where istiod would refuse it', () => {
    const app = new App();
    configureMesh(app, { meshConfig: { connectTimeout: 5 as unknown as string } });
    const chart = shop(app);
    rule(chart, 'ratings');
    expect(synth(chart)[0]).toContain('error mesh-config/wrong-value');
  });

  test('that contradicts a setting is an error that names both', () => {
    write('cdk8s-istio.yaml', 'trustDomain: ours\n');
    const names = /config\/contradiction[^]*got "ours" as the setting trustDomain, and "theirs" in the MeshConfig/;
    expect(() => configureMesh(new App(), { meshConfig: { trustDomain: 'theirs' } })).toThrow(names);
    const app = new App();
    expect(() => configureMesh(app, { rootNamespace: 'ours', meshConfig: { rootNamespace: 'theirs' } })).toThrow(/got "ours" as the setting rootNamespace/);
  });

  test('that cannot be read is refused at once', () => {
    expect(() => configureMesh(new App(), { meshConfig: 'nothing.yaml' })).toThrow(/got nothing at this path: nothing\.yaml/);
  });
});

describe('of several clusters', () => {
  test('each has its own', () => {
    write('prod.yaml', service('ratings'));
    write('cdk8s-istio.yaml', 'analyzers: [./house.js]\n');
    const app = new App();
    const [test, prod] = [shop(app, 'test'), shop(app, 'prod')];
    configureMesh(test, { cluster: 'test', meshConfig: { rootNamespace: 'a' } });
    configureMesh(prod, { cluster: 'prod', meshConfig: { rootNamespace: 'b' }, world: 'closed', context: ['prod.yaml'] });
    for (const chart of [test, prod]) rule(chart, 'ratings');
    expect(synth(prod)).toEqual([]);
    expect(meshOf(app, { cluster: 'test' }).settings.rootNamespace).toBe('a');
    expect(meshOf(app, { cluster: 'test' }).entries.filter(({ isContext }) => isContext)).toEqual([]);
    expect([meshOf(app, { cluster: 'prod' }).settings.rootNamespace, meshOf(app, { cluster: 'prod' }).world]).toEqual(['b', 'closed']);
  });

  test('constructs of one cluster cannot have two', () => {
    const app = new App();
    configureMesh(shop(app, 'one'), { world: 'open' });
    configureMesh(shop(app, 'two'), { world: 'closed' });
    expect(() => meshOf(app)).toThrow(/Expected one world for all constructs of a cluster, got one of "one" and another of "two"/);
  });
});

test.each<[object, RegExp]>([
  [{ world: 'shut' }, /^Expected world to be "open" or "closed", got "shut"$/],
  [{ context: 'cluster.yaml' }, /^Expected context to be a list of paths, got "cluster\.yaml"$/],
  [{ meshConfig: 7 }, /^Expected meshConfig to be the fields of MeshConfig, YAML or a path, got 7$/],
])('configureMesh refuses %j', (options, message) => {
  expect(() => configureMesh(new App(), options)).toThrow(message);
});
