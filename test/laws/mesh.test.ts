import * as fc from 'fast-check';
import { Mesh } from '../../lib/mesh/mesh';
import type { MeshConfigSpec } from '../../lib/mesh/mesh-config';
import { clusterOf } from '../../lib/route/cluster';
import { knownHosts } from '../../lib/route/known-hosts';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

/** Kinds that a mesh reads, with their group. */
const KINDS = [
  ['v1', 'Service'], ['v1', 'Pod'], ['v1', 'Namespace'], ['v1', 'Node'], ['v1', 'ConfigMap'], ['apps/v1', 'Deployment'], ['batch/v1', 'CronJob'],
  ['discovery.k8s.io/v1', 'EndpointSlice'], ['networking.istio.io/v1', 'ServiceEntry'], ['networking.istio.io/v1', 'WorkloadEntry'],
  ['networking.istio.io/v1', 'DestinationRule'], ['networking.istio.io/v1', 'VirtualService'], ['networking.istio.io/v1', 'Sidecar'],
  ['networking.istio.io/v1', 'Gateway'], ['security.istio.io/v1', 'PeerAuthentication'], ['install.istio.io/v1alpha1', 'IstioOperator'],
] as const;

const junk = fc.jsonValue({ maxDepth: 3 });
const text = fc.oneof(fc.constantFrom('a', 'b', '*', '.', '~', 'a.b.svc.cluster.local', '*.b', 'istio', 'None', ''), fc.string());
/** Fields that a mesh reads, with any value in them. */
const fields = fc.dictionary(fc.constantFrom(
  'ports', 'port', 'name', 'number', 'protocol', 'targetPort', 'selector', 'clusterIP', 'clusterIPs', 'type', 'externalName', 'template', 'metadata',
  'labels', 'annotations', 'spec', 'status', 'podIP', 'containers', 'endpoints', 'addresses', 'conditions', 'targetRef', 'hosts', 'resolution', 'exportTo',
  'host', 'subsets', 'trafficPolicy', 'http', 'route', 'match', 'delegate', 'egress', 'servers', 'mtls', 'meshConfig', 'ownerReferences', 'jobTemplate',
), fc.oneof(junk, text, fc.array(text, { maxLength: 3 }), fc.dictionary(text, junk, { maxKeys: 3 })), { maxKeys: 6 });
const resource = fc.tuple(fc.constantFrom(...KINDS), fc.record({
  metadata: fc.oneof(junk, fc.record({
    name: text, namespace: text, labels: junk, annotations: junk, creationTimestamp: junk, ownerReferences: junk,
  })),
  spec: fc.oneof(junk, fields),
  status: junk,
  endpoints: fc.oneof(junk, fc.array(fields, { maxLength: 2 })),
  ports: junk,
  data: fc.oneof(junk, fc.record({ mesh: text })),
}, { requiredKeys: ['metadata'] })).map(([[apiVersion, kind], rest]) => ({ apiVersion, kind, ...rest }));

/** Everything that a mesh can be asked. */
function askAll(mesh: Mesh): unknown[] {
  const views = [mesh.proxy({ namespace: 'a', labels: { a: 'b' }, locality: 'a/b' }), mesh.proxy({ namespace: 'b', type: 'gateway' })];
  return [
    mesh.settings, mesh.services.map((service) => [service.host, mesh.workloadsOf(service).length, mesh.endpointsOf(service).length]),
    mesh.workloads.map((workload) => [workload.name, mesh.servicesOf(workload).length]),
    mesh.gateways.map(({ key, listeners }) => [key, listeners.length]),
    mesh.service('a', 'b')?.host,
    ...views.map((view) => [...view.services].flatMap(([host, { ports }]) => [
      host, view.policies('AuthorizationPolicy').length, view.ruleOf(host)?.subsets.length,
      ...ports.map(({ number }) => clusterOf(view, host, number)?.discovery),
    ])),
    ...views.map((view) => [...knownHosts(view)]),
  ];
}

test('any JSON as resources and as MeshConfig has answers', () => {
  fc.assert(fc.property(fc.array(fc.oneof(resource, junk), { maxLength: 5 }), junk, (resources, meshConfig) => {
    expect(askAll(Mesh.of(resources, { meshConfig: meshConfig as MeshConfigSpec }))).toHaveLength(9);
  }), { numRuns: 300 });
});

test('the order of resources with different names changes no answer', () => {
  const nameOf = ({ metadata }: { readonly metadata?: unknown }): string => JSON.stringify((metadata as { name?: unknown } | null)?.name ?? '');
  const named = fc.uniqueArray(resource, { maxLength: 6, selector: nameOf });
  const sorted = (answers: unknown[]): string[] => answers.map((answer) => (
    Array.isArray(answer) ? answer.map((each) => JSON.stringify(each)).sort().join() : JSON.stringify(answer)
  ));
  fc.assert(fc.property(named, (resources) => {
    expect(sorted(askAll(Mesh.of([...resources].reverse())))).toEqual(sorted(askAll(Mesh.of(resources))));
  }), { numRuns: 150 });
});

describe('hostile sizes cost no more than their share', () => {
  const meta = (name: string): object => ({ name, namespace: 'a' });
  const many = (count: number, make: (i: number) => object): object[] => Array.from({ length: count }, (_, i) => make(i));
  const labels = (count: number): object => Object.fromEntries(Array.from({ length: count }, (_, i) => [`l${i}`, 'v']));
  const service = (i: number, more: object = {}): object => ({
    apiVersion: 'v1', kind: 'Service', metadata: meta(`s${i}`), spec: { selector: { app: `s${i}` }, ports: [{ name: 'http', port: 80 }] }, ...more,
  });
  const sizes: [string, (n: number) => object[]][] = [
    ['services and workloads', (n) => [...many(n, service), ...many(n, (i) => ({
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta(`d${i}`), spec: { template: { metadata: { labels: { app: `s${i}` } } } },
    }))]],
    ['wildcard rules against services', (n) => [...many(n, service), ...many(n, (i) => ({
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: meta(`r${i}`), spec: { host: `*.w${i}.a.svc.cluster.local` },
    }))]],
    ['labels of one workload', (n) => [service(0), { apiVersion: 'v1', kind: 'Pod', metadata: { ...meta('p'), labels: labels(n * 10) }, spec: {} }]],
    ['namespaces that one service is exported to', (n) => [
      { ...service(0), metadata: { ...meta('s0'), annotations: { 'networking.istio.io/exportTo': Array.from({ length: n }, (_, i) => `n${i}`).join() } } },
    ]],
    ['hosts that a Sidecar imports', (n) => [...many(n, service), {
      apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: meta('s'),
      spec: { egress: [{ hosts: Array.from({ length: n }, (_, i) => `a/*${i}.svc.cluster.local`) }] },
    }]],
  ];
  const cost = (resources: object[]): number => {
    const from = process.cpuUsage();
    const mesh = Mesh.of(resources);
    const view = mesh.proxy({ namespace: 'a' });
    mesh.services.forEach((each) => mesh.workloadsOf(each));
    mesh.workloads.forEach((each) => mesh.servicesOf(each));
    for (const host of view.services.keys()) view.ruleOf(host);
    const { user, system } = process.cpuUsage(from);
    return user + system;
  };

  test.each(sizes)('%s', (_, make) => {
    cost(make(300));
    const [small, big] = [make(800), make(6_400)];
    const ratio = (): number => cost(big) / cost(small);
    expect(Math.min(ratio(), ratio())).toBeLessThan(24); // 8 when linear, 64 when quadratic
  });
});
