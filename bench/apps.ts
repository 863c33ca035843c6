import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Duration } from 'cdk8s';
import { DestinationRule, path, TrafficPolicy, VirtualService } from 'cdk8s-istio';

const PAIRS_PER_CHART = 50;

/** A pair of resources of one host, written with our constructs. */
function typedPair(chart: Chart, i: number): void {
  const rule = new DestinationRule(chart, `rule-${i}`, {
    metadata: { name: `service-${i}` },
    host: `service-${i}`,
    trafficPolicy: new TrafficPolicy()
      .connectionPool({ tcp: { maxConnections: 100, connectTimeout: Duration.seconds(5) } })
      .outlierDetection({ consecutive5xxErrors: 5, interval: Duration.seconds(10) }),
    subsets: { v1: { labels: { version: 'v1' } }, v2: { labels: { version: 'v2' } } },
  });
  new VirtualService(chart, `routes-${i}`, {
    metadata: { name: `service-${i}` },
    hosts: [`service-${i}`],
    http: [
      { name: 'api', match: path.prefix('/api'), to: [rule.subset('v1').weighted(90), rule.subset('v2').weighted(10)], timeout: Duration.seconds(3) },
      { name: 'default', to: rule.subset('v1') },
    ],
  });
}

/** The same two objects as plain data. */
function plainPair(chart: Chart, i: number): void {
  const host = `service-${i}`;
  new ApiObject(chart, `rule-${i}`, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: host },
    spec: {
      host,
      trafficPolicy: {
        connectionPool: { tcp: { maxConnections: 100, connectTimeout: '5s' } },
        outlierDetection: { consecutive5xxErrors: 5, interval: '10s' },
      },
      subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }],
    },
  });
  new ApiObject(chart, `routes-${i}`, {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: host },
    spec: {
      hosts: [host],
      http: [
        {
          name: 'api',
          match: [{ uri: { prefix: '/api' } }],
          route: [{ destination: { host, subset: 'v1' }, weight: 90 }, { destination: { host, subset: 'v2' }, weight: 10 }],
          timeout: '3s',
        },
        { name: 'default', route: [{ destination: { host, subset: 'v1' } }] },
      ],
    },
  });
}

function build(objects: number, pair: (chart: Chart, i: number) => void): App {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'bench-')) });
  for (let c = 0; c < objects / 2 / PAIRS_PER_CHART; c++) {
    const chart = new Chart(app, `chart-${c}`, { namespace: 'bench' });
    // Each name once in the namespace, as in a cluster.
    for (let i = 0; i < PAIRS_PER_CHART; i++) pair(chart, c * PAIRS_PER_CHART + i);
  }
  return app;
}

function synth(app: App): void {
  app.synth();
  rmSync(app.outdir, { recursive: true });
}

/** Builds and synthesizes that many objects with our constructs. */
export const synthTyped = (objects: number) => (): void => synth(build(objects, typedPair));

/** Builds and synthesizes the same objects as plain ones. */
export const synthPlain = (objects: number) => (): void => synth(build(objects, plainPair));

/** The objects as JSON text. */
export function jsonOf(objects: number): string {
  return JSON.stringify(build(objects, plainPair).node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as unknown));
}

/** Both write the same manifests, or the comparison would mean nothing. */
export function assertSame(): void {
  if (build(100, typedPair).synthYaml() !== build(100, plainPair).synthYaml()) throw new Error('Expected both apps to write the same YAML');
}
