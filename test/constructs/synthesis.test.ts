import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ConfigError, configureMesh, EgressGateway, ExternalService, Findings, IstioServiceEntry, MeshService, ServiceEntry,
} from 'cdk8s-istio';
import { Synthesis } from '../../constructs/core/synthesis';
import { findingsIn } from '../support/findings';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'synthesis-'));
});
afterEach(() => rmSync(outdir, { recursive: true }));

const files = (): Record<string, string> => Object.fromEntries(readdirSync(outdir).sort().map((file) => [file, readFileSync(join(outdir, file), 'utf8')]));

test('every validation of the tree runs once a synth, however many charts there are', () => {
  const app = new App({ outdir });
  let runs = 0;
  for (const id of ['a', 'b', 'c']) new ServiceEntry(new Chart(app, id), 'entry', { hosts: [`${id}.com`] });
  app.node.addValidation({ validate: () => { runs++; return []; } });
  app.synth();
  expect(runs).toBe(1);
  expect(Object.keys(files())).toEqual(['a.k8s.yaml', 'b.k8s.yaml', 'c.k8s.yaml']);
});

test.each([
  ['numbers for ids', ['2', 'b', '1'], false, ['1', '2', 'b']],
  ['dependencies', ['a', 'b', 'c'], true, ['c', 'a', 'b']],
  ['neither', ['b', 'a', 'c'], false, ['a', 'b', 'c']],
] as const)('charts with %s come in the order of their paths, with the documents that cdk8s writes', (_, ids, depend, order) => {
  const build = (typed: boolean): string => {
    const app = new App({ outdir });
    const charts = ids.map((id) => new Chart(app, id));
    for (const chart of charts) {
      const props = { metadata: { name: `entry-${chart.node.id}` }, spec: { hosts: [`${chart.node.id}.com`] } };
      if (typed) new IstioServiceEntry(chart, 'entry', props);
      else new ApiObject(chart, 'entry', { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', ...props });
    }
    if (depend) charts[0]!.addDependency(charts[2]!);
    return app.synthYaml();
  };
  const documents = build(true).split('---\n');
  expect(documents.map((document) => /name: entry-(.)/.exec(document)?.[1])).toEqual(order);
  expect(documents.sort()).toEqual(build(false).split('---\n').sort());
});

test('a spec is rendered once a synth', () => {
  const app = new App({ outdir });
  let runs = 0;
  const produce = (): string[] => { runs++; return ['a.com']; };
  new IstioServiceEntry(new Chart(app, 'a'), 'entry', { spec: { hosts: Lazy.any({ produce }) as unknown as string[] } });
  new ServiceEntry(new Chart(app, 'b'), 'entry', { hosts: ['b.com'] });
  app.synth();
  expect(runs).toBe(1);
});

test.each([YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FILE_PER_RESOURCE])(
  'output type %s is what cdk8s writes for the same objects', (yamlOutputType) => {
    const build = (typed: boolean): Record<string, string> => {
      rmSync(outdir, { recursive: true, force: true });
      const app = new App({ outdir, yamlOutputType });
      for (const id of ['a', 'b']) {
        const chart = new Chart(app, id, { namespace: id, labels: { team: id } });
        const nested = new Chart(chart, 'nested');
        const props = { metadata: { name: `${id}-entry` }, spec: { hosts: [`${id}.com`], exportTo: ['.'] } };
        if (typed) new IstioServiceEntry(nested, 'entry', props);
        else new ApiObject(nested, 'entry', { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', ...props });
        const map = new ApiObject(chart, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `${id}-map` }, data: { a: '1' } });
        map.node.addDependency(nested);
      }
      app.synth();
      return files();
    };
    expect(build(true)).toEqual(build(false));
  },
);

test('what changes between two syntheses is in the second', () => {
  const chart = Testing.chart();
  const entry = new ServiceEntry(chart, 'entry', { metadata: { name: 'entry' }, hosts: ['a.com'] });
  const [first] = Testing.synth(chart) as [object];
  entry.metadata.addLabel('team', 'shop');
  entry.addJsonPatch(JsonPatch.add('/spec/exportTo', ['.']));
  const added = new ServiceEntry(chart, 'other', { metadata: { name: 'added' }, hosts: ['b.com'] });
  const again = Testing.synth(chart) as object[];
  expect(first).toEqual({ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'entry' }, spec: { hosts: ['a.com'] } });
  expect(again).toEqual([
    { ...first, metadata: { name: 'entry', labels: { team: 'shop' } }, spec: { hosts: ['a.com'], exportTo: ['.'] } },
    { ...first, metadata: { name: 'added' }, spec: { hosts: ['b.com'] } },
  ]);
  added.addJsonPatch(JsonPatch.add('/spec/nope', 1));
  expect(() => Testing.synth(chart)).toThrow('Unknown field "nope" in "spec"');
});

test('a chart of the user\'s own that renders itself is left alone', () => {
  class Own extends Chart {
    public override toJson(): unknown[] {
      return [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' } }];
    }
  }
  const app = new App({ outdir });
  new ServiceEntry(new Chart(app, 'a'), 'entry', { hosts: ['a.com'] });
  new Own(app, 'own');
  app.synth();
  expect(files()['own.k8s.yaml']).toContain('name: own');
});

test('resolvers of the app see every part of a spec', () => {
  const app = new App({
    outdir,
    resolvers: [{ resolve: (context) => { if (context.value === 'HOST') context.replaceValue(`${context.key.join('.')}.com`); } }],
  });
  const entry = new IstioServiceEntry(new Chart(app, 'a'), 'entry', { spec: { hosts: ['HOST'] } });
  expect((entry.toJson() as { spec: unknown }).spec).toEqual({ hosts: ['spec.hosts.0.com'] });
});

test('an L2 reaches its L1 as cdk8s does', () => {
  const entry = new ServiceEntry(Testing.chart(), 'entry', { hosts: ['a.com'] });
  expect(ApiObject.of(entry)).toBe(entry.resource);
  expect(entry.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(entry.name).toBe(entry.resource.name);
});

test('the nearest options decide the apiVersion, unless it is given', () => {
  const app = new App();
  configureMesh(app, { release: '1.28' });
  const scope = new Construct(new Chart(app, 'a'), 'scope');
  expect(new IstioServiceEntry(scope, 'best', { spec: { hosts: ['a.com'] } }).apiVersion).toBe('networking.istio.io/v1');
  expect(new IstioServiceEntry(scope, 'old', { apiVersion: 'networking.istio.io/v1beta1', spec: { hosts: ['a.com'] } }).apiVersion)
    .toBe('networking.istio.io/v1beta1');
});

describe('warnings', () => {
  const written: string[] = [];
  let spies: jest.SpyInstance[];
  beforeEach(() => {
    written.length = 0;
    spies = [
      jest.spyOn(process.stderr, 'write').mockImplementation((text) => { written.push(String(text)); return true; }),
      jest.spyOn(process.stdout, 'write').mockImplementation(() => { throw new Error('stdout must stay clean'); }),
    ];
  });
  afterEach(() => spies.forEach((spy) => spy.mockRestore()));

  test('go to stderr, once, and stop nothing', () => {
    const app = new App({ outdir });
    for (const id of ['a', 'b']) {
      new IstioServiceEntry(new Chart(app, id, { namespace: 'shop' }), 'entry', {
        metadata: { name: id }, spec: { hosts: [`${id}.com`], resolution: 'STATIC', workloadSelector: {} },
      });
    }
    app.synth();
    app.synth();
    expect(written.map((text) => text.split('\n').slice(0, 2))).toEqual([
      ['warning service-entry/selector-selects-all', '  ServiceEntry shop/a spec.workloadSelector'],
      ['warning service-entry/selector-selects-all', '  ServiceEntry shop/b spec.workloadSelector'],
    ]);
    expect(Object.keys(files())).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
  });
});

describe('objects of other kinds', () => {
  /** A ConfigMap that counts how often it is rendered. */
  const counted = (chart: Chart, annotations: Record<string, string> = {}): { rendered: number } => {
    const count = { rendered: 0 };
    const data = Lazy.any({ produce: () => ({ rendered: `render ${++count.rendered}` }) });
    new ApiObject(chart, 'counted', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'counted', annotations }, data });
    return count;
  };
  /** An app with an Istio resource, without which nothing is checked. */
  const appWith = (yamlOutputType?: YamlOutputType): { app: App; chart: Chart } => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'others-')), ...(yamlOutputType ? { yamlOutputType } : {}) });
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ServiceEntry(chart, 'partner', { hosts: ['partner.example'] });
    return { app, chart };
  };
  const textOf = (folder: string): string => readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile()).map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8')).join('---\n');

  test.each(Object.values(YamlOutputType).filter((type) => typeof type === 'string') as (keyof typeof YamlOutputType)[])(
    'are rendered once a synth, and written as they were checked, with %s', (type) => {
      const { app, chart } = appWith(YamlOutputType[type]);
      const count = counted(chart);
      app.synth();
      expect(count.rendered).toBe(1);
      expect(textOf(app.outdir)).toContain('rendered: render 1');
      app.synth();
      expect(textOf(app.outdir)).toContain('rendered: render 2');
      rmSync(app.outdir, { recursive: true });
    },
  );

  test('are checked together with those of Istio', () => {
    const { app, chart } = appWith();
    for (const id of ['one', 'two']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' } });
    expect(findingsIn(app)).toEqual([expect.objectContaining({
      rule: 'identity/duplicate-resource', construct: 'shop/two', related: [expect.objectContaining({ construct: 'shop/one' })],
    })]);
  });

  test('are written as they were checked also with an acknowledgement', () => {
    const { app, chart } = appWith();
    const count = counted(chart);
    new ApiObject(chart, 'again', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'counted' } });
    Findings.of(chart).acknowledge('identity/duplicate-resource', 'one of them is for another cluster');
    expect(app.synthYaml()).toContain('cdk8s-istio/acknowledge: "identity/duplicate-resource: one of them is for another cluster"');
    expect(count.rendered).toBe(1);
  });

  test('that cdk8s cannot render fail with its words, after findings', () => {
    const { app, chart } = appWith();
    const broken = Lazy.any({ produce: () => { throw new Error('no data'); } });
    new ApiObject(chart, 'broken', { apiVersion: 'v1', kind: 'ConfigMap', data: broken });
    expect(() => app.synthYaml()).toThrow("Failed serializing construct at path 'shop/broken'");
    new ServiceEntry(chart, 'wrong', { hosts: [] });
    expect(() => app.synthYaml()).toThrow(ConfigError);
  });
});

test('a MeshService and the Service of an EgressGateway are declared to the mesh of the program', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  new MeshService(chart, 'cart', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' } } });
  new EgressGateway(chart, 'out', { namespace: 'egress', service: 'istio-egress', workload: { labels: { istio: 'egress' } } });
  new ExternalService(chart, 'partner', { host: 'partner.example', ports: { https: { number: 443, protocol: 'TLS' } } });
  expect(Synthesis.of(chart).declaredServices).toEqual([
    {
      name: 'cart', namespace: 'shop', host: 'cart.shop.svc.cluster.local', construct: 'shop/cart',
      ports: [{ name: 'http', number: 80, protocol: 'HTTP' }], versions: { v1: { version: 'v1' } }, isHeadless: false,
    },
    {
      name: 'istio-egress', namespace: 'egress', host: 'istio-egress.egress.svc.cluster.local', construct: 'shop/out',
      ports: [{ name: 'tls-443', number: 443, protocol: 'TLS' }], versions: {}, isHeadless: false,
    },
  ]);
});

test('a construct reports findings that no resource shows, and they are acknowledged there', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const owner = new Construct(chart, 'owner');
  const about = { rule: 'composition/left-out', severity: 'error', authority: 'cdk8s-istio', message: 'm', path: [] } as const;
  Synthesis.of(owner).report(owner, () => [about]);
  expect(findingsIn(app)).toEqual([{ ...about, construct: 'shop/owner' }]);
  expect(() => app.synthYaml()).toThrow('error composition/left-out\n  Construct shop/owner\n  m');
  Findings.of(owner).acknowledge('composition/left-out', 'known');
  expect(findingsIn(app)).toEqual([]);
});
