import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';
import { Canary, CircuitBreaker, header, MeshService, Resilience } from 'cdk8s-istio';
import { medianRatio, seconds } from './median';

const HOSTS_PER_CHART = 50;

/** One host with three patterns: two objects come of it. */
function patterns(chart: Chart, i: number): void {
  const service = new MeshService(chart, `service-${i}`, {
    ports: { http: { number: 9080, protocol: 'HTTP' } },
    versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  new Canary(chart, `canary-${i}`, { service, stable: 'v1', canary: 'v2', weight: 10, always: header('end-user').exact('jason') });
  new CircuitBreaker(chart, `breaker-${i}`, { service, consecutive5xxErrors: 5, maxConnections: 100 });
  new Resilience(chart, `patience-${i}`, { service, timeout: '3s' });
}

function build(hosts: number, host: (chart: Chart, i: number) => void): App {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'bench-')) });
  for (let i = 0; i < hosts; i++) {
    const id = `chart-${Math.floor(i / HOSTS_PER_CHART)}`;
    host((app.node.tryFindChild(id) ?? new Chart(app, id, { namespace: 'bench' })) as Chart, i);
  }
  return app;
}

function synth(app: App): void {
  app.synth();
  rmSync(app.outdir, { recursive: true });
}

/** The objects that the patterns give, host by host. */
function objectsOf(hosts: number): ApiObjectProps[][] {
  const app = build(hosts, patterns);
  const objects = app.charts.flatMap((chart) => chart.toJson() as ApiObjectProps[]);
  if (objects.length !== 2 * hosts) throw new Error(`Expected ${2 * hosts} objects, got ${objects.length}`);
  return Array.from({ length: hosts }, (_, i) => objects.slice(2 * i, 2 * i + 2));
}

/** Time of that many hosts with three patterns each over the time of the same objects as plain `ApiObject`s, both from `new` to YAML. */
export function patternsVsPlain(hosts: number, rounds: number): number {
  const objects = objectsOf(hosts);
  const plain = (chart: Chart, i: number): void => objects[i]!.forEach((object, at) => new ApiObject(chart, `object-${i}-${at}`, object));
  synth(build(hosts / 10, patterns)); // loads the schemas
  return medianRatio(rounds, () => seconds(() => synth(build(hosts, patterns))), () => seconds(() => synth(build(hosts, plain))));
}
