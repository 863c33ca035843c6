import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing, YamlOutputType } from 'cdk8s';
import { Destination, DestinationRule, ServiceEntry, VirtualService } from 'cdk8s-istio';
import { parseAllDocuments } from 'yaml';
import { chartOf } from '../support/chart';

const object = (chart: Chart, kind: string, id = kind.toLowerCase()): ApiObject => new ApiObject(chart, id, { apiVersion: 'v1', kind });
const host = (id: string): string => `${id}.shop.svc.cluster.local`;
const rule = (chart: Chart, id: string): DestinationRule => new DestinationRule(chart, id, { host: host(id) });

/** Documents as `Kind id`. */
function titlesOf(documents: readonly unknown[]): string[] {
  return documents.map((document) => {
    const { kind, metadata: { name } } = document as { kind: string; metadata: { name: string } };
    return `${kind} ${name.split('-')[1]}`;
  });
}

function written(app: App): string[] {
  return titlesOf(parseAllDocuments(app.synthYaml()).map((document) => document.toJS() as unknown));
}

test('what others need stands first, routes stand last, and the rest by the path of its construct', () => {
  const chart = chartOf();
  new VirtualService(chart, 'a-route', { hosts: [host('a')] }).addHttpRoute({ to: Destination.host(host('a'), { port: 80 }) });
  rule(chart, 'b');
  rule(chart, 'a');
  new ServiceEntry(chart, 'outside', { hosts: ['a.example.com'], ports: { tls: { number: 443, protocol: 'TLS' } }, location: 'MESH_EXTERNAL' });
  object(chart, 'Deployment', 'z');
  object(chart, 'Job', 'y');
  object(chart, 'Service');
  object(chart, 'Namespace');
  const order = [
    'Namespace namespace', 'Service service', 'Job y', 'Deployment z',
    'ServiceEntry outside', 'DestinationRule a', 'DestinationRule b', 'VirtualService a',
  ];
  expect(written(App.of(chart))).toEqual(order);
  expect(titlesOf(Testing.synth(chart))).toEqual(order);
});

test('a construct stands behind what it depends on, also by way of a construct without a document', () => {
  const chart = chartOf();
  const rules = [rule(chart, 'a'), rule(chart, 'b')];
  const job = object(chart, 'Job');
  rules[0]!.node.addDependency(rules[1]!);
  rules[1]!.node.addDependency(job);
  object(chart, 'Namespace').addDependency(job);
  const order = ['Job job', 'Namespace namespace', 'DestinationRule b', 'DestinationRule a'];
  expect(written(App.of(chart))).toEqual(order);
  expect(titlesOf(Testing.synth(chart))).toEqual(order);
});

test('dependencies in a circle are refused as cdk8s refuses them', () => {
  const chart = chartOf();
  const [one, two] = [rule(chart, 'a'), rule(chart, 'b')];
  one.node.addDependency(two);
  two.node.addDependency(one);
  expect(() => App.of(chart).synthYaml()).toThrow(/^Dependency cycle detected/);
});

test('a chart with its own toJson keeps its order', () => {
  class Backwards extends Chart {
    public override toJson(): unknown[] {
      return [...super.toJson() as unknown[]].sort((a, b) => (titlesOf([a])[0]! < titlesOf([b])[0]! ? 1 : -1));
    }
  }
  const chart = new Backwards(new App(), 'shop', { namespace: 'shop' });
  rule(chart, 'a');
  rule(chart, 'b');
  expect(written(App.of(chart))).toEqual(['DestinationRule b', 'DestinationRule a']);
});

describe('charts', () => {
  /** Makes a chart of each name, with an object of each kind. */
  const charts = (app: App, kinds: Readonly<Record<string, string>>): Chart[] => Object.entries(kinds).map(([id, kind]) => {
    const chart = chartOf(id, app);
    object(chart, kind, 'x');
    rule(chart, 'rule');
    return chart;
  });

  test('in one file stand as their first documents do', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'order-')), yamlOutputType: YamlOutputType.FILE_PER_APP });
    charts(app, { c: 'Job', b: 'Job', a: 'Deployment', z: 'Namespace' });
    app.synth();
    const text = readFileSync(join(app.outdir, 'app.k8s.yaml'), 'utf8');
    expect(text.match(/name: .-x/g)).toEqual(['name: z-x', 'name: a-x', 'name: b-x', 'name: c-x']);
  });

  test('have the number in the name of their file that their dependencies give', () => {
    const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'order-')) });
    const [c, , a] = charts(app, { c: 'Job', b: 'Job', a: 'Deployment' });
    a!.addDependency(c!);
    app.synth();
    expect(readdirSync(app.outdir).map((file) => file.slice(0, 6)).sort()).toEqual(['0000-c', '0001-a', '0002-b']);
  });
});
