import { JsonPatch, Testing } from 'cdk8s';
import { PeerAuthentication, type PeerAuthenticationProps, type PeerAuthenticationSpec } from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { errorsOf } from '../support/findings';


function specOf(props: PeerAuthenticationProps): unknown {
  const chart = chartOf();
  new PeerAuthentication(chart, 'it', props);
  return (Testing.synth(chart)[0] as { spec: unknown }).spec;
}

const workload = { labels: { app: 'db' } };
const selector = { matchLabels: workload.labels };

const rows: { what: string; props: PeerAuthenticationProps; spec: PeerAuthenticationSpec }[] = [
  { what: 'all of a namespace', props: { mode: 'STRICT' }, spec: { mtls: { mode: 'STRICT' } } },
  { what: 'some workloads', props: { workload, mode: 'PERMISSIVE' }, spec: { selector, mtls: { mode: 'PERMISSIVE' } } },
  {
    what: 'ports beside the rest', props: { workload, mode: 'STRICT', portLevelMtls: { 9187: 'DISABLE', 8080: 'UNSET' } },
    spec: { selector, mtls: { mode: 'STRICT' }, portLevelMtls: { 9187: { mode: 'DISABLE' }, 8080: { mode: 'UNSET' } } },
  },
  { what: 'ports alone', props: { workload, portLevelMtls: { 9187: 'PERMISSIVE' } }, spec: { selector, portLevelMtls: { 9187: { mode: 'PERMISSIVE' } } } },
];

test.each(rows)('$what', ({ props, spec }) => {
  expect(specOf(props)).toEqual(spec);
});

test.each([
  [{ mode: 'STRICT' as const }, { namespace: 'istio-system' }],
  [{ mode: 'STRICT' as const, rootNamespace: 'mesh', metadata: { name: 'default', labels: { team: 'platform' } } }, {
    name: 'default', namespace: 'mesh', labels: { team: 'platform' },
  }],
])('a policy of the mesh is in its root namespace: %j', (props, metadata) => {
  const chart = chartOf();
  const policy = PeerAuthentication.forMesh(chart, 'mesh', props);
  expect(Testing.synth(chart)).toEqual([expect.objectContaining({
    apiVersion: 'security.istio.io/v1', metadata: expect.objectContaining(metadata), spec: { mtls: { mode: 'STRICT' } },
  })]);
  expect(policy.namespace).toBe(metadata.namespace);
});

test('the resource is its child, and can be patched', () => {
  const chart = chartOf();
  const policy = new PeerAuthentication(chart, 'it', { mode: 'STRICT' });
  policy.addJsonPatch(JsonPatch.replace('/spec/mtls/mode', 'PERMISSIVE'));
  expect(policy.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(Testing.synth(chart)).toEqual([expect.objectContaining({ spec: { mtls: { mode: 'PERMISSIVE' } } })]);
});

test.each([
  ['an unknown key', untyped({ mode: 'STRICT', prots: {} }), ['field/unknown @ spec.prots']],
  ['two ways to say one thing', untyped({ mode: 'STRICT', mtls: { mode: 'DISABLE' } }), ['field/unknown @ spec.mode']],
  ['a mode that is none', untyped({ mode: 'strict' }), ['field/unknown-value @ spec.mtls.mode']],
  ['a mode that is no text', untyped({ mode: { mode: 'STRICT' } }), ['field/wrong-type @ spec.mtls.mode']],
  ['labels that are none', untyped({ workload: 'db', mode: 'STRICT' }), ['field/wrong-type @ spec.selector.matchLabels']],
  ['ports that are none', untyped({ workload, portLevelMtls: 'all' }), ['field/wrong-type @ spec.portLevelMtls']],
  ['ports in a list', untyped({ workload, portLevelMtls: ['STRICT'] }), ['field/wrong-type @ spec.portLevelMtls']],
  ['no ports', untyped({ workload, portLevelMtls: {} }), ['field/wrong-size @ spec.portLevelMtls']],
  ['a port by its name', untyped({ workload, portLevelMtls: { http: 'STRICT' } }), ['value/port-number @ spec.portLevelMtls.http']],
  ['a port out of range', untyped({ workload, portLevelMtls: { 70000: 'STRICT' } }), ['value/port-number @ spec.portLevelMtls["70000"]']],
  ['ports of all', untyped({ mode: 'STRICT', portLevelMtls: { 80: 'DISABLE' } }), ['peer-authentication/ports-need-labels @ spec.portLevelMtls']],
])('%s', (_, props, expected) => {
  expect(errorsOf(() => specOf(props))).toEqual(expected);
});
