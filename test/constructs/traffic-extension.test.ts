import { App, JsonPatch } from 'cdk8s';
import {
  configureMesh, IstioTrafficExtension, targetRef, TrafficExtension, type TrafficExtensionProps, type TrafficExtensionSpec,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { errorsOf } from '../support/findings';

function make(props: TrafficExtensionProps, chart = chartOf()): TrafficExtension {
  return new TrafficExtension(chart, 'extension', props);
}

function refusalsOf(props: object, release: '1.29' | '1.31' = '1.31'): readonly string[] {
  return errorsOf((chart) => {
    configureMesh(App.of(chart), { release });
    make(untyped(props), chart);
  });
}

const specs: readonly (readonly [name: string, props: TrafficExtensionProps, spec: TrafficExtensionSpec])[] = [
  ['a script', { lua: '--' }, { lua: { inlineCode: '--' } }],
  ['a script for workloads', { lua: '--', workload: { labels: { app: 'shop' } } }, { lua: { inlineCode: '--' }, selector: { matchLabels: { app: 'shop' } } }],
  [
    'a script for a gateway', { lua: '--', targetRefs: [targetRef.gateway('edge')], phase: 'AUTHZ', priority: 0 },
    {
      lua: { inlineCode: '--' }, targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'edge' }], phase: 'AUTHZ', priority: 0,
    },
  ],
  [
    'a module', { wasm: { url: '/a.wasm', env: { A: 'a' } }, match: [{ ports: [80] }] },
    { wasm: { url: '/a.wasm', vmConfig: { env: [{ name: 'A', value: 'a' }] } }, match: [{ ports: [{ number: 80 }] }] },
  ],
];

test.each(specs)('%s', (_, props, spec) => {
  expect((make(props).resource.toJson() as { spec: unknown }).spec).toEqual(spec);
});

test.each<readonly [string, object, readonly string[]]>([
  ['nothing to run', {}, ['traffic-extension/wasm-or-lua @ spec']],
  ['two things to run', { lua: '--', wasm: { url: '/a.wasm' } }, ['field/conflicting @ spec']],
  ['a script that is no text', { lua: 1 }, ['field/wrong-type @ spec.lua']],
  ['an empty script', { lua: '' }, ['field/wrong-size @ spec.lua.inlineCode']],
  ['a module that is no object', { wasm: '/a.wasm' }, ['field/wrong-type @ spec.wasm']],
  ['a variable twice', { wasm: { url: '/a.wasm', env: { A: '' }, hostEnv: ['A'] } }, ['field/duplicate-key @ spec.wasm.vmConfig.env[1].name']],
  ['an unknown key', { lua: '--', url: '/a.wasm' }, ['field/unknown @ spec.url']],
  ['two targets', { lua: '--', workload: { labels: { app: 'shop' } }, targetRefs: [] }, ['traffic-extension/one-target @ spec']],
])('%s is refused', (_, props, findings) => {
  expect(refusalsOf(props)).toEqual(findings);
});

test('a release without the kind is refused', () => {
  expect(refusalsOf({ lua: '--' }, '1.29')).toEqual(['field/needs-release @ apiVersion']);
});

test('the resource can be reached and patched', () => {
  const extension = make({ lua: '--', metadata: { name: 'hello' } });
  extension.addJsonPatch(JsonPatch.add('/spec/priority', 1));
  expect(extension.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(extension.resource).toBeInstanceOf(IstioTrafficExtension);
  expect(extension.resource.toJson()).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'TrafficExtension',
    metadata: { name: 'hello', namespace: 'shop' },
    spec: { lua: { inlineCode: '--' }, priority: 1 },
  });
});
