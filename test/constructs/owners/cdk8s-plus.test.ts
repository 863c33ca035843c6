import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { BlueGreen, Canary, MeshService, renderPath } from 'cdk8s-istio';
import { DaemonSet, Deployment, Pod, Pods, Service, ServiceType, StatefulSet } from 'cdk8s-plus-33';
import { Construct } from 'constructs';
import { blocksOf, Workplace } from '../../meta/pages';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartOf, untyped } from '../../support/chart';
import { findingsOf } from '../../support/findings';
import { PROCESSES_MS } from '../../support/time-limits';

const labels = { app: 'reviews' };
const containers = [{ image: 'reviews', portNumber: 9080 }];

function serviceOf(scope: Construct, props: ConstructorParameters<typeof Service>[2] = {}): Service {
  return new Service(scope, 'service', {
    metadata: { name: 'reviews' }, selector: Pods.select(scope, 'pods', { labels }), ports: [{ name: 'http', port: 9080 }], ...props,
  });
}

const deploymentOf = (scope: Construct, id: string, more: Readonly<Record<string, string>> = {}): Deployment => (
  new Deployment(scope, id, { podMetadata: { labels: { ...labels, ...more } }, containers })
);

const apps = (chart: Chart, id: string, kind: string, spec: unknown): ApiObject => new ApiObject(chart, id, { apiVersion: 'apps/v1', kind, spec });

/** The labels of the pods of each object that has some, and those of the subsets. */
function labelsIn(chart: Chart): { pods: unknown[]; subsets: unknown } {
  const manifests = chart.toJson() as any[];
  return {
    pods: manifests.flatMap(({ kind, metadata, spec }) => (kind === 'Pod' ? [metadata.labels] : spec?.template ? [spec.template.metadata.labels] : [])),
    subsets: manifests.find(({ kind }) => kind === 'DestinationRule')?.spec.subsets.map((subset: any) => [subset.name, subset.labels]),
  };
}

test('workloads of each kind are versions: their pods get the label of the version, and the subsets select it', () => {
  const chart = chartOf();
  const metadata = { labels };
  const reviews = MeshService.fromService(chart, 'reviews', serviceOf(chart), { versions: {
    a: deploymentOf(chart, 'a'),
    b: new StatefulSet(chart, 'b', { podMetadata: metadata, containers, service: serviceOf(new Construct(chart, 'of-b'), { metadata: { name: 'b' } }) }),
    c: new DaemonSet(chart, 'c', { podMetadata: metadata, containers }),
    d: new Pod(chart, 'd', { metadata, containers }),
    e: apps(chart, 'e', 'Deployment', { template: { metadata } }),
    f: new ApiObject(chart, 'f', { apiVersion: 'v1', kind: 'Pod', metadata }),
  } });
  new BlueGreen(chart, 'switch', { service: reviews, active: 'a' });
  const { pods, subsets } = labelsIn(chart);
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (const name of names) expect(pods).toContainEqual(expect.objectContaining({ app: 'reviews', version: name }));
  expect(subsets).toEqual(names.map((name) => [name, { version: name }]));
});

test('pods that have the label keep it, also one that comes later', () => {
  const chart = chartOf();
  const [old, next] = [deploymentOf(chart, 'old', { version: '1.2.3' }), deploymentOf(chart, 'next')];
  const reviews = MeshService.fromService(chart, 'reviews', serviceOf(chart), { versions: { v1: old, v2: next } });
  new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10 });
  next.podMetadata.addLabel('version', '2.0.0');
  expect(labelsIn(chart).subsets).toEqual([['v1', { version: '1.2.3' }], ['v2', { version: '2.0.0' }]]);
  expect(reviews.describe().versions).toEqual({ v1: { version: '1.2.3' }, v2: { version: '2.0.0' } });
});

test('a template without labels gets them, and what a Deployment selects stays', () => {
  const chart = chartOf();
  const bare = apps(chart, 'bare', 'Deployment', { selector: { matchLabels: { a: 'b' } }, template: { spec: {} } });
  const patched = apps(chart, 'patched', 'Deployment', { template: {} });
  patched.addJsonPatch(JsonPatch.add('/spec/template/metadata', { labels: { version: 'mine' } }));
  const service = new MeshService(chart, 'reviews', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: bare, v2: patched, v3: { version: 'v3' } } });
  expect(service.describe().versions).toEqual({ v1: { version: 'v1' }, v2: { version: 'mine' }, v3: { version: 'v3' } });
  expect(bare.toJson()).toMatchObject({ spec: { selector: { matchLabels: { a: 'b' } }, template: { metadata: { labels: { version: 'v1' } } } } });
});

test('a construct around a Deployment is a version, and so is what only has the shape of one', () => {
  const chart = chartOf();
  class Shop extends Construct {
    public constructor(id: string) {
      super(chart, id);
      new ApiObject(this, 'Resource', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: {} } });
    }
  }
  const added: string[] = [];
  const shape = { podMetadata: { getLabel: () => added[0], addLabel: (_: string, value: string) => { added.push(value); } } };
  const service = new MeshService(chart, 'reviews', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: new Shop('a'), v2: shape } });
  expect(service.describe().versions).toEqual({ v1: { version: 'v1' }, v2: { version: 'v2' } });
  expect(added).toEqual(['v2']);
});

test('a Service as an ApiObject is read like one of cdk8s-plus; ports of UDP are left out', () => {
  const chart = chartOf();
  const service = new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'users', namespace: 'accounts' }, spec: {
    ports: [{ name: 'grpc-users', port: 90 }, { name: 'dns', port: 53, protocol: 'UDP' }, { port: 80, appProtocol: 'http', protocol: 'TCP' }],
  } });
  expect(MeshService.fromService(chart, 'users', service).describe()).toMatchObject({
    host: 'users.accounts.svc.cluster.local',
    ports: [{ name: 'default', number: 80, protocol: 'HTTP' }, { name: 'grpc-users', number: 90, protocol: 'GRPC' }],
  });
});

const versionsOf = (chart: Chart, versions: unknown, service = serviceOf(chart)): unknown => (
  MeshService.fromService(chart, 'reviews', service, { versions: untyped(versions) })
);

const refused: readonly (readonly [what: string, rule: string, at: string, message: string, build: (chart: Chart) => unknown])[] = [
  ['pods that the Service does not select', 'mesh-service/not-selected', 'spec',
    'Expected pods with app=reviews, which the Service "reviews.shop.svc.cluster.local" selects, for its version "v2", got a=b, version=v2', (chart) => (
      versionsOf(chart, { v1: deploymentOf(chart, 'a'), v2: apps(chart, 'b', 'Deployment', { template: { metadata: { labels: { a: 'b' } } } }) })
    )],
  ['a Service that selects one of two Deployments', 'mesh-service/not-selected', 'spec', 'for its version "v2"', (chart) => {
    const [v1, v2] = [deploymentOf(chart, 'a'), deploymentOf(chart, 'b')];
    versionsOf(chart, { v1, v2 }, v1.exposeViaService({ name: 'reviews', ports: [{ name: 'http', port: 9080 }] }));
  }],
  ['one Deployment for two versions', 'mesh-service/same-version-label', 'versions.v2',
    'Expected pods with a label of their own for version "v2", got version=v1, which those of "v1" have', (chart) => {
      const both = deploymentOf(chart, 'a');
      versionsOf(chart, { v1: both, v2: both });
    }],
  ['two Deployments with one label', 'mesh-service/same-version-label', 'versions.v2', 'got version=x, which those of "v1" have', (chart) => (
    versionsOf(chart, { v1: deploymentOf(chart, 'a', { version: 'x' }), v2: deploymentOf(chart, 'b', { version: 'x' }) })
  )],
  ['a Deployment of another namespace', 'mesh-service/other-namespace', 'versions.v1', 'Expected pods in the namespace "shop" of the Service, got "store"', (chart) => (
    versionsOf(chart, { v1: deploymentOf(new Chart(App.of(chart), 'store', { namespace: 'store' }), 'a') })
  )],
  ['a Deployment of another app', 'reference/other-app', 'versions.v1', 'Expected a construct of the same app, got "shop/a" of another one', (chart) => (
    versionsOf(chart, { v1: deploymentOf(chartOf(), 'a') })
  )],
  ['what makes no pods', 'pattern/invalid-option', 'versions.v1', 'Expected labels of the pods or a workload with a pod template, got "shop/config"', (chart) => (
    versionsOf(chart, { v1: new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap' }) })
  )],
  ['a Service in the place of a workload', 'pattern/invalid-option', 'versions.v1', 'Expected labels of the pods or a workload with a pod template', (chart) => {
    const service = serviceOf(chart);
    versionsOf(chart, { v1: service }, service);
  }],
  ['a text in the place of a workload', 'pattern/invalid-option', 'versions.v1', 'got "v1"', (chart) => versionsOf(chart, { v1: 'v1' })],
  ['a list of versions', 'pattern/invalid-option', 'versions', 'Expected the pods of each version, by its name, got a list of 1', (chart) => versionsOf(chart, ['v1'])],
  ['a label that is no text', 'pattern/invalid-option', 'versions.v1.version', 'Expected a text, got 1', (chart) => versionsOf(chart, { v1: { version: 1 } })],
  ['a name of a port that the Service has not', 'reference/unknown-port', 'portNames[1]', 'Expected "http", got "htpp"', (chart) => (
    MeshService.fromService(chart, 'reviews', serviceOf(chart), { portNames: ['http', 'htpp'] })
  )],
  ['a text in the place of names of ports', 'pattern/invalid-option', 'portNames', 'Expected names of ports, got "http"', (chart) => (
    MeshService.fromService(chart, 'reviews', serviceOf(chart), { portNames: untyped('http') })
  )],
  ['a number in the place of options', 'pattern/invalid-option', '', 'Expected options, got 7', (chart) => MeshService.fromService(chart, 'reviews', serviceOf(chart), untyped(7))],
  ['an option that there is not', 'pattern/unknown-option', 'version', 'Expected "name", "namespace", "ports"', (chart) => (
    MeshService.fromService(chart, 'reviews', serviceOf(chart), untyped({ version: {} }))
  )],
  ['a Deployment in the place of the Service', 'pattern/invalid-option', 'ports', 'Expected a Service with name, metadata and ports, got ', (chart) => (
    MeshService.fromService(chart, 'reviews', untyped(deploymentOf(chart, 'a')))
  )],
  ['another kind in the place of the Service', 'pattern/invalid-option', 'ports', 'Expected a Service with name, metadata and ports, got "shop/config"', (chart) => (
    MeshService.fromService(chart, 'reviews', new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap' }))
  )],
  ['a Service that stands for another host', 'mesh-service/external-name', 'ports', 'Expected a Service of pods, got one that stands for "example.com"', (chart) => (
    MeshService.fromService(chart, 'reviews', serviceOf(chart, { type: ServiceType.EXTERNAL_NAME, externalName: 'example.com' }))
  )],
  ['versions of a headless Service', 'composition/headless-versions', '', 'Expected an address of the Service "reviews.shop.svc.cluster.local", between whose versions routes choose', (chart) => {
    const service = MeshService.fromService(chart, 'reviews', serviceOf(chart, { clusterIP: 'None' }), { versions: { v1: deploymentOf(chart, 'a'), v2: deploymentOf(chart, 'b') } });
    new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 1 });
  }],
  ['versions of a Service that is headless elsewhere', 'composition/headless-versions', '', 'got clusterIP "None"', (chart) => {
    const service = new MeshService(chart, 'reviews', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } }, headless: true });
    new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 1 });
  }],
  ['a word for headless', 'pattern/invalid-option', 'headless', 'Expected true or false, got "None"', (chart) => (
    new MeshService(chart, 'reviews', { ports: { http: { number: 80, protocol: 'HTTP' } }, headless: untyped('None') })
  )],
];

test.each(refused)('%s: error', (_, rule, at, message, build) => {
  const findings = findingsOf(build).filter(({ severity }) => severity === 'error');
  expect(findings.map((each) => [each.rule, renderPath(each.path)])).toEqual([[rule, at]]);
  expect(findings[0]!.message).toContain(message);
  expect(findings[0]!.source?.file ?? findings[0]!.related?.[0]?.source?.file).toMatch(/cdk8s-plus\.test\.ts$/);
});

test('a headless Service without routes to versions is fine', () => {
  const chart = chartOf();
  MeshService.fromService(chart, 'reviews', serviceOf(chart, { clusterIP: 'None' }), { versions: { v1: deploymentOf(chart, 'a') } });
  expect(App.of(chart).synthYaml()).not.toContain('networking.istio.io');
});

test('the program of the page runs', () => {
  const place = new Workplace(mkdtempSync(join(tmpdir(), 'cdk8s-plus-')));
  const [program] = blocksOf('docs/cdk8s-plus.md').filter(({ language }) => language === 'ts');
  place.write('main.ts', `${program!.text}\nprocess.stdout.write(App.of(shop).synthYaml());\n`);
  const ran = place.app('main.ts');
  rmSync(place.folder, { recursive: true });
  expect(ran).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('subset: v2\n          weight: 10') });
}, PROCESSES_MS);
