import { analyzers } from '../lib/analysis';
import { DEFAULT_RELEASE } from '../lib/core/release';
import { meshInputs } from '../lib/mesh/entry';
import { Mesh } from '../lib/mesh/mesh';
import { medianRatio, seconds } from './median';

const NAMESPACES = 20;
const GATEWAYS = 10;
const PER_SERVICE = 4;

const NETWORKING = 'networking.istio.io/v1';

/** A Deployment, Service, DestinationRule and VirtualService for each service, beside namespaces with Sidecars, and gateways. */
function meshOfServices(services: number): object[] {
  const namespaces = Array.from({ length: NAMESPACES }, (_, n) => `team-${n}`).flatMap((name) => [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'istio-injection': 'enabled' } } },
    {
      apiVersion: NETWORKING, kind: 'Sidecar', metadata: { name: 'default', namespace: name },
      spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] },
    },
  ]);
  const gateways = Array.from({ length: GATEWAYS }, (_, g) => gateway(g)).flat();
  return [...namespaces, ...gateways, ...Array.from({ length: services }, (_, i) => service(i)).flat()];
}

function gateway(g: number): object[] {
  const labels = { istio: `gateway-${g}` };
  const metadata = { name: `gateway-${g}`, namespace: 'istio-system' };
  return [
    deployment(metadata, labels),
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } },
    {
      apiVersion: NETWORKING, kind: 'Gateway', metadata,
      spec: { selector: labels, servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: [`*.shop-${g}.example.com`] }] },
    },
  ];
}

function service(i: number): object[] {
  const name = `svc-${i}`;
  const metadata = { name, namespace: `team-${i % NAMESPACES}` };
  const labels = { app: name, version: 'v1' };
  const route = [{ destination: { host: name, subset: 'v1', port: { number: 80 } } }];
  const g = i % GATEWAYS;
  return [
    deployment(metadata, labels),
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } },
    { apiVersion: NETWORKING, kind: 'DestinationRule', metadata, spec: { host: name, subsets: [{ name: 'v1', labels: { version: 'v1' } }] } },
    {
      apiVersion: NETWORKING, kind: 'VirtualService', metadata,
      spec: { hosts: [name, `${name}.shop-${g}.example.com`], gateways: ['mesh', `istio-system/gateway-${g}`], http: [{ timeout: '3s', route }] },
    },
  ];
}

function deployment(metadata: object, labels: Readonly<Record<string, string>>): object {
  const containers = [{ name: 'app', image: 'shop/app:1.0', ports: [{ containerPort: 8080 }] }];
  const template = { metadata: { labels }, spec: { containers } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { selector: { matchLabels: labels }, template } };
}

/** Makes a mesh of the resources and runs each analyzer; what checks of each resource alone cost is over before. */
function analysisOf(services: number): () => number {
  const inputs = meshInputs(meshOfServices(services), DEFAULT_RELEASE);
  return () => seconds(() => {
    const mesh = new Mesh(inputs, undefined, { world: 'closed' });
    for (const { check } of analyzers) check(mesh, () => undefined);
  });
}

/** Time of all analyzers over a mesh, its indexes included, over the time of `JSON.parse` on the same bytes. */
export function analysisPerMesh(services: number, rounds: number): number {
  const text = JSON.stringify(meshOfServices(services));
  const analysis = analysisOf(services);
  analysis(); // compiles
  return medianRatio(rounds, analysis, () => seconds(() => JSON.parse(text)));
}

/** Time per resource of a large mesh over that of a small one, both with so many resources: 1 when cost is linear. */
export function analysisGrowth(large: number, small: number, rounds: number): number {
  const [many, few] = [large, small].map((resources) => analysisOf(resources / PER_SERVICE)) as [() => number, () => number];
  const repeats = Math.floor(large / small); // a small mesh pays for compiling, unless as many resources are done
  few();
  return medianRatio(
    rounds,
    () => many() / large,
    () => Array.from({ length: repeats }, few).reduce((sum, time) => sum + time, 0) / repeats / small,
  );
}
