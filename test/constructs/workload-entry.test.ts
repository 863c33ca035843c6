import { JsonPatch, Testing } from 'cdk8s';
import { IstioWorkloadEntry, WorkloadEntry, type WorkloadEntryProps, type WorkloadEntrySpec } from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { errorsOf } from '../support/findings';


function specOf(props: WorkloadEntryProps): unknown {
  const chart = chartOf();
  new WorkloadEntry(chart, 'it', props);
  return (Testing.synth(chart)[0] as { spec: unknown }).spec;
}

const known = { labels: { app: 'db' }, serviceAccount: 'db', locality: 'eu/a', weight: 2 };
const rows: { what: string; props: WorkloadEntryProps; spec: WorkloadEntrySpec }[] = [
  { what: 'an address', props: { address: '10.0.0.7' }, spec: { address: '10.0.0.7' } },
  {
    what: 'all that is known of a workload',
    props: { address: 'db.example.com', ports: { mysql: 3307 }, network: 'vm-net', ...known },
    spec: { address: 'db.example.com', ports: { mysql: 3307 }, network: 'vm-net', ...known },
  },
  { what: 'a socket', props: { unixSocket: '/run/db.sock', ...known }, spec: { address: 'unix:///run/db.sock', ...known } },
  { what: 'an abstract socket', props: { unixSocket: '@db' }, spec: { address: 'unix://@db' } },
  { what: 'empty maps, as they were written', props: { address: '10.0.0.7', ports: {}, labels: {} }, spec: { address: '10.0.0.7', ports: {}, labels: {} } },
];

test.each(rows)('$what', ({ props, spec }) => {
  expect(specOf(props)).toEqual(spec);
});

test('the resource is a child of its own, which can be patched', () => {
  const entry = new WorkloadEntry(chartOf(), 'db', { metadata: { name: 'db-1' }, address: '10.0.0.7' });
  expect(entry.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(entry.resource).toBeInstanceOf(IstioWorkloadEntry);
  expect(entry).toMatchObject({ name: 'db-1', namespace: 'shop' });
  entry.addJsonPatch(JsonPatch.add('/spec/weight', 5));
  expect(entry.resource.toJson()).toMatchObject({ apiVersion: 'networking.istio.io/v1', kind: 'WorkloadEntry', spec: { weight: 5 } });
});

test.each([
  ['no place', untyped({}), ['workload-entry/address-or-network @ spec']],
  ['no address', { address: '' }, ['workload-entry/address-not-empty @ spec']],
  ['a subnet', { address: '10.0.0.0/8' }, ['workload-entry/address-form @ spec.address']],
  ['a relative socket', { unixSocket: 'db.sock' }, ['value/workload-socket @ spec.address']],
  ['a socket that is none', untyped({ unixSocket: 5 }), ['field/wrong-type @ spec.address']],
  ['two places', untyped({ address: '10.0.0.7', unixSocket: '/a' }), ['field/unknown @ spec.unixSocket']],
  ['a socket with ports', untyped({ unixSocket: '/a', ports: { http: 80 } }), ['workload-entry/socket-without-ports @ spec.ports']],
  ['an unknown key', untyped({ address: '10.0.0.7', wieght: 1 }), ['field/unknown @ spec.wieght']],
  ['a port out of range', { address: '10.0.0.7', ports: { http: 70000 } }, ['value/port-in-range @ spec.ports.http']],
  ['a port under a wrong name', { address: '10.0.0.7', ports: { a_b: 80 } }, ['value/port-key @ spec.ports.a_b']],
  ['labels that are none', { address: '10.0.0.7', labels: { 'a/b/c': 'x', 'app': '-' } }, [
    'value/label-key @ spec.labels["a/b/c"]', 'value/label-value @ spec.labels.app',
  ]],
])('%s', (_, props, expected) => {
  expect(errorsOf(() => specOf(props)).sort()).toEqual([...expected].sort());
});
