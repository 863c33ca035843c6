import { JsonPatch } from 'cdk8s';
import { IstioWasmPlugin, targetRef, WasmPlugin, type WasmPluginProps, type WasmPluginSpec } from 'cdk8s-istio';
import { chartOf } from '../support/chart';
import { errorsOf } from '../support/findings';

const url = 'oci://ghcr.io/acme/filter:v1';
const withUrl = (value: object): never => ({ url, ...value }) as never;

function specOf(plugin: WasmPlugin): unknown {
  return (plugin.resource.toJson() as { spec: unknown }).spec;
}

function make(props: Omit<WasmPluginProps, 'url'>, chart = chartOf()): WasmPlugin {
  return new WasmPlugin(chart, 'plugin', { url, ...props } as WasmPluginProps);
}

const specs: readonly (readonly [name: string, props: Omit<WasmPluginProps, 'url'>, spec: Omit<WasmPluginSpec, 'url'>])[] = [
  ['a module', {}, {}],
  ['workloads', { workload: { labels: { app: 'shop' } } }, { selector: { matchLabels: { app: 'shop' } } }],
  ['a resource', { targetRefs: [targetRef.service('shop')] }, { targetRefs: [{ kind: 'Service', name: 'shop' }] }],
  ['its place', { phase: 'AUTHN', priority: -1 }, { phase: 'AUTHN', priority: -1 }],
  [
    'how it is had', { sha256: 'a'.repeat(64), imagePullPolicy: 'Always', imagePullSecret: 'registry', failStrategy: 'FAIL_OPEN', type: 'HTTP' },
    { sha256: 'a'.repeat(64), imagePullPolicy: 'Always', imagePullSecret: 'registry', failStrategy: 'FAIL_OPEN', type: 'HTTP' },
  ],
  ['its config', { pluginConfig: { a: [1, { b: false }] }, pluginName: 'a' }, { pluginConfig: { a: [1, { b: false }] }, pluginName: 'a' }],
  [
    'its environment', { env: { A: 'a', B: '' }, hostEnv: ['C'] },
    { vmConfig: { env: [{ name: 'A', value: 'a' }, { name: 'B', value: '' }, { name: 'C', valueFrom: 'HOST' }] } },
  ],
  ['an empty environment', { env: {} }, { vmConfig: { env: [] } }],
  [
    'its traffic', { match: [{ mode: 'SERVER', ports: [80, 8080] }, { mode: 'CLIENT' }, {}] },
    { match: [{ mode: 'SERVER', ports: [{ number: 80 }, { number: 8080 }] }, { mode: 'CLIENT' }, {}] },
  ],
];

test.each(specs)('%s', (_, props, spec) => {
  expect(specOf(make(props))).toEqual({ url, ...spec });
});

test.each<readonly [string, object, readonly string[]]>([
  ['an unknown key', { image: 'a' }, ['field/unknown @ spec.image']],
  ['no URL', { url: undefined }, ['field/missing @ spec.url']],
  ['a registry with a port and no scheme', { url: 'localhost:5000/filter' }, ['value/wasm-url @ spec.url']],
  ['an environment that is no map', { env: 'A=a' }, ['field/wrong-type @ spec.vmConfig.env[0]']],
  ['a variable that is no text', { env: { A: 1 } }, ['field/wrong-type @ spec.vmConfig.env[0].value']],
  ['a variable of the proxy that is no name', { hostEnv: [1] }, ['field/wrong-type @ spec.vmConfig.env[0].name']],
  ['names that are no list', { hostEnv: 'A' }, ['field/wrong-type @ spec.vmConfig.env[0]']],
  ['a variable twice', { env: { A: 'a' }, hostEnv: ['A'] }, ['field/duplicate-key @ spec.vmConfig.env[1].name']],
  ['Istio\'s field and the option', { env: { A: 'a' }, vmConfig: {} }, ['field/unknown @ spec.env']],
  ['a match that is no list', { match: { ports: [80] } }, ['field/wrong-type @ spec.match']],
  ['a match that is no object', { match: [80] }, ['field/wrong-type @ spec.match[0]']],
  ['ports that are no list', { match: [{ ports: 80 }] }, ['field/wrong-type @ spec.match[0].ports']],
  ['a port that is no number', { match: [{ ports: ['80'] }] }, ['field/wrong-type @ spec.match[0].ports[0].number']],
  ['a port twice', { match: [{ ports: [80, 80] }] }, ['field/duplicate-key @ spec.match[0].ports[1].number']],
  ['two targets', { workload: { labels: {} }, targetRefs: [targetRef.service('shop')] }, ['wasm-plugin/one-target @ spec']],
])('%s is refused', (_, props, findings) => {
  expect(errorsOf((chart) => make(withUrl(props), chart))).toEqual(findings);
});

test('the resource can be reached and patched', () => {
  const plugin = make({ metadata: { name: 'filter' } });
  plugin.addJsonPatch(JsonPatch.add('/spec/verificationKey', 'key'));
  expect(plugin.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(plugin.resource).toBeInstanceOf(IstioWasmPlugin);
  expect(plugin.resource.toJson()).toEqual({
    apiVersion: 'extensions.istio.io/v1alpha1',
    kind: 'WasmPlugin',
    metadata: { name: 'filter', namespace: 'shop' },
    spec: { url, verificationKey: 'key' },
  });
});
