import { App, Chart } from 'cdk8s';
import {
  Canary, configureMesh, ExternalService, IngressGateway, IstioSidecar, MeshService, NamespaceIsolation,
} from 'cdk8s-istio';
import { untyped } from '../support/chart';

// An app that writes the config of several clusters: nothing of one is held against another.

/** A chart for a cluster, with everything that a tree has once a cluster. */
function environment(app: App, cluster: string | undefined, id = cluster ?? 'none'): Chart {
  const chart = new Chart(app, id, { namespace: 'shop' });
  if (cluster !== undefined) configureMesh(chart, { cluster });
  const reviews = new MeshService(chart, 'reviews', {
    ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10 });
  const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: { https: { number: 443, protocol: 'HTTPS' } } });
  const edge = new IngressGateway(chart, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' });
  edge.host('shop.example.com').to(reviews);
  new NamespaceIsolation(chart, 'isolation', { dependencies: [partner] });
  return chart;
}

/** The rules of the errors that an app stops with. */
function problems(program: (app: App) => void): string[] {
  const app = new App();
  try {
    program(app);
    app.synthYaml();
  } catch (error) {
    return [...new Set((error as { findings?: { rule: string }[] }).findings?.map(({ rule }) => rule) ?? [String(error)])];
  }
  return [];
}

test('a chart for each cluster may own the same hosts, gateways and namespaces, and write the same names', () => {
  expect(problems((app) => {
    environment(app, 'dev');
    environment(app, 'prod');
    environment(app, undefined);
  })).toEqual([]);
});

test.each(['prod', undefined])('two charts for one cluster (%s) may not, and the fix names the option', (cluster) => {
  const app = new App();
  environment(app, cluster, 'a');
  expect(() => environment(app, cluster, 'b')).toThrow(/^1 error[\s\S]*composition\/owned-twice[\s\S]*configureMesh\(chart, \{ cluster: "prod" \}\)/);
});

test('resources of one name are duplicates within a cluster, by whatever construct they are made', () => {
  const sidecar = (app: App, id: string, cluster: string): void => {
    const chart = new Chart(app, id, { namespace: 'shop' });
    configureMesh(chart, { cluster });
    new IstioSidecar(chart, 'sidecar', { metadata: { name: 'default' }, spec: { egress: [{ hosts: ['./*'] }] } });
  };
  expect(problems((app) => {
    sidecar(app, 'a', 'dev');
    sidecar(app, 'b', 'prod');
  })).toEqual([]);
  expect(problems((app) => {
    sidecar(app, 'a', 'prod');
    sidecar(app, 'b', 'prod');
  })).toEqual(['identity/duplicate-resource']);
});

test('external hosts of one address are distinguished within a cluster only', () => {
  const tcp = (app: App, cluster: string, host: string): void => {
    const chart = new Chart(app, host, { namespace: 'shop' });
    configureMesh(chart, { cluster });
    new ExternalService(chart, 'db', { host, addresses: ['10.0.0.1'], ports: { tcp: { number: 5432, protocol: 'TCP' } } });
  };
  expect(problems((app) => {
    tcp(app, 'dev', 'db.dev.example');
    tcp(app, 'prod', 'db.prod.example');
  })).toEqual([]);
  expect(problems((app) => {
    tcp(app, 'prod', 'db.dev.example');
    tcp(app, 'prod', 'db.prod.example');
  })).not.toEqual([]);
});

test('the nearest cluster counts', () => {
  expect(problems((app) => {
    configureMesh(app, { cluster: 'prod' });
    environment(app, undefined, 'a');
    environment(app, 'dev', 'b');
  })).toEqual([]);
});

test.each([['', 'got ""'], [7, 'got 7'], [null, 'got null']])('a cluster is a name, not %j', (cluster, got) => {
  expect(() => configureMesh(new App(), { cluster: untyped(cluster) })).toThrow(new RangeError(`Expected cluster to be the name of a cluster, ${got}`));
});
