import * as fc from 'fast-check';
import { check, checkReport, defineAnalyzer, Mesh, type CheckOptions, type NamedInMesh } from 'cdk8s-istio';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

/** Reports everything that a DestinationRule names and that is missing. */
const missing = defineAnalyzer({
  id: 'test/missing',
  severity: 'error',
  summary: 'A rule has a host',
  why: 'It does nothing.',
  fix: 'write the host of a service',
  check(mesh, report) {
    for (const rule of mesh.all('DestinationRule')) {
      const named: NamedInMesh = { kind: 'host', name: rule.resource.spec.host ?? '', namespace: rule.id.namespace ?? 'default' };
      if (mesh.absenceOf(named)) report({ on: rule, path: ['spec', 'host'] }, { message: 'Expected a host', missing: named });
    }
  },
});

const name = fc.constantFrom('reviews', 'reveiws', 'ratings', 'details', 'v1');
const namespace = fc.constantFrom('shop', 'bank');
const service = fc.record({ name, namespace }).map((metadata) => (
  { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }] } }
));
const rule = fc.record({ name, namespace }).map((metadata) => (
  { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata, spec: { host: metadata.name } }
));
const world = fc.constantFrom('open' as const, 'closed' as const);
const resources = fc.uniqueArray(fc.oneof(service, rule), {
  maxLength: 6, selector: ({ kind, metadata }) => JSON.stringify([kind, metadata]),
});
const findings = (given: readonly unknown[], options: CheckOptions): string[] => (
  check(given, { ...options, analyzers: [missing] }).map((found) => JSON.stringify(found)).sort()
);

test('any JSON can be context and MeshConfig, and context is never reported on', () => {
  const junk = fc.jsonValue({ maxDepth: 3 });
  const resource = fc.record({ apiVersion: junk, kind: junk, metadata: junk, spec: junk });
  const anything = fc.array(fc.oneof(junk, service, rule, resource), { maxLength: 4 });
  const config = fc.oneof(junk, fc.dictionary(fc.constantFrom('rootNamespace', 'discoverySelectors', 'serviceEntryVisibility'), junk));
  fc.assert(fc.property(anything, config, world, (context, meshConfig, chosen) => {
    const options = { context, meshConfig: meshConfig as string, world: chosen };
    const found = checkReport([], { ...options, analyzers: [missing] }).findings;
    expect(found.filter(({ resource, rule: id }) => resource !== undefined || !/^(?:mesh-config|config)\//.test(id))).toEqual([]);
  }), { numRuns: 200 });
});

test('the order of resources and of context changes nothing', () => {
  fc.assert(fc.property(resources, resources, world, (given, context, chosen) => {
    const reversed = { context: [...context].reverse(), world: chosen };
    expect(findings([...given].reverse(), reversed)).toEqual(findings(given, { context, world: chosen }));
  }), { numRuns: 150 });
});

test('a finding about absence disappears when the thing is added, as input or as context', () => {
  fc.assert(fc.property(resources, rule, world, (given, added, chosen) => {
    const there = { apiVersion: 'v1', kind: 'Service', metadata: added.metadata, spec: { ports: [{ port: 80 }] } };
    const others = given.filter(({ metadata }) => JSON.stringify(metadata) !== JSON.stringify(added.metadata));
    const about = (all: readonly unknown[], context: readonly unknown[]): unknown[] => (
      check(all, { world: chosen, context, analyzers: [missing] }).filter(({ rule: id, resource }) => (
        id === missing.id && resource?.name === added.metadata.name && resource.namespace === added.metadata.namespace
      ))
    );
    expect(about([...others, added], [there])).toEqual([]);
    expect(about([...others, added, there], [])).toEqual([]);
    if (chosen === 'closed') expect(about([...others, added], [])).toHaveLength(1);
  }), { numRuns: 150 });
});

describe('hostile sizes cost no more than their share', () => {
  const meta = (text: string): object => ({ name: text, namespace: 'a' });
  const many = (count: number, make: (i: number) => object): object[] => Array.from({ length: count }, (_, i) => make(i));
  const named = (i: number): string => `s${i.toString(36)}-service`;
  const services = (n: number): object[] => many(n, (i) => ({ apiVersion: 'v1', kind: 'Service', metadata: meta(named(i)), spec: { ports: [{ port: 80 }] } }));
  const sizes: [string, (n: number) => { mesh: object[]; context?: object[]; ask: readonly NamedInMesh[] }][] = [
    ['names that are missing beside as many that are there', (n) => ({
      mesh: services(n), ask: many(n, (i) => ({ kind: 'host', name: `${named(i)}x`, namespace: 'a' })) as NamedInMesh[],
    })],
    ['wildcards against hosts', (n) => ({
      mesh: services(n), ask: many(n, (i) => ({ kind: 'host', name: `*.w${i}.svc.cluster.local`, namespace: 'a' })) as NamedInMesh[],
    })],
    ['labels that select nothing among as many', (n) => ({
      mesh: [{ apiVersion: 'v1', kind: 'Pod', metadata: { ...meta('p'), labels: Object.fromEntries(Array.from({ length: n * 10 }, (_, i) => [`l${i}`, 'v'])) }, spec: {} }],
      ask: [{ kind: 'workload', namespace: 'a', labels: Object.fromEntries(Array.from({ length: n * 10 }, (_, i) => [`l${i}`, 'w'])) }],
    })],
    ['context that is replaced', (n) => ({ mesh: services(n), context: services(n), ask: [] })],
    ['namespaces that one entry is exported to', (n) => ({
      mesh: [{
        apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: meta('e'),
        spec: { hosts: ['a.com'], exportTo: Array.from({ length: n }, (_, i) => `n${i}`), ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DNS' },
      }],
      ask: [{ kind: 'host', name: 'b.com', namespace: 'a' }],
    })],
  ];
  const cost = ({ mesh: objects, context = [], ask }: ReturnType<(typeof sizes)[number][1]>): number => {
    const from = process.cpuUsage();
    const mesh = Mesh.of(objects, { context });
    for (const each of ask) mesh.absenceOf(each);
    const { user, system } = process.cpuUsage(from);
    return user + system;
  };

  test.each(sizes)('%s', (_, make) => {
    cost(make(200));
    const [small, big] = [make(500), make(4_000)];
    const ratio = (): number => cost(big) / cost(small);
    expect(Math.min(ratio(), ratio())).toBeLessThan(24); // 8 when linear, 64 when quadratic
  });
});
