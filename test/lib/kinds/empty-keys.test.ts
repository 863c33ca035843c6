import { check } from 'cdk8s-istio';
import { kinds } from '../../../lib/kinds';
import { apiVersionOf } from '../../../lib/kinds/kind';
import type { KindName } from '../../../lib/kinds/kind-name';
import { renderPath } from '../../../lib/core/finding';

// A key that holds null is dropped by the API server: whatever looks at the resource later sees no such key.

const found = (kind: KindName, spec: unknown): string[] => (
  check([{ apiVersion: apiVersionOf(kinds[kind], '1.31'), kind, metadata: { name: 'a' }, spec }], { scope: 'admission' })
    .filter(({ rule }) => rule !== 'envoy-filter/no-stable-interface')
    .map(({ rule, path }) => `${rule} @ ${renderPath(path)}`)
);
const route = [{ destination: { host: 'a' } }];
const patch = { applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { name: 'a' } } };

test.each<[KindName, unknown, string[]]>([
  ['DestinationRule', { host: 'a.b.svc.cluster.local', trafficPolicy: null }, ['spec.trafficPolicy']],
  ['AuthorizationPolicy', null, ['spec']],
  ['AuthorizationPolicy', { action: null, selector: null, rules: null }, ['spec.action', 'spec.selector', 'spec.rules']],
  ['AuthorizationPolicy', { rules: [{ from: null, to: [{ operation: { ports: ['80'] } }] }] }, ['spec.rules[0].from']],
  ['VirtualService', { hosts: ['a'], gateways: null, http: [{ match: null, timeout: null, headers: { request: null }, route }] },
    ['spec.gateways', 'spec.http[0].match', 'spec.http[0].timeout', 'spec.http[0].headers.request']],
  ['VirtualService', { hosts: ['a'], http: [{ match: [{ uri: { exact: null, prefix: '/x' } }], route }, { route }] }, ['spec.http[0].match[0].uri.exact']],
  ['VirtualService', { hosts: ['a'], http: [{ match: [{ headers: { x: null } }], route }] }, ['spec.http[0].match[0].headers.x']],
  ['Gateway', { selector: { a: 'b', c: null }, servers: [{ hosts: ['a.com'], tls: null, port: { number: 80, name: 'http', protocol: 'HTTP' } }] },
    ['spec.selector.c', 'spec.servers[0].tls']],
  ['RequestAuthentication', { jwtRules: null }, ['spec.jwtRules']],
  ['PeerAuthentication', { mtls: null }, ['spec.mtls']],
  ['EnvoyFilter', { configPatches: [{ ...patch, match: null }] }, ['spec.configPatches[0].match']],
])('%s %j is accepted, with each empty key', (kind, spec, at) => {
  expect(found(kind, spec)).toEqual(at.map((path) => `field/empty @ ${path}`));
});

test.each<[KindName, unknown, string]>([
  ['ServiceEntry', null, 'field/missing @ spec'],
  ['DestinationRule', { host: null }, 'field/missing @ spec.host'],
  ['AuthorizationPolicy', { rules: [null] }, 'field/wrong-type @ spec.rules[0]'],
  ['AuthorizationPolicy', { rules: [{ from: [{ source: null }] }] }, 'authorization-policy/part-not-empty @ spec.rules[0].from[0]'],
  ['VirtualService', { hosts: [null], http: [{ route }] }, 'field/wrong-type @ spec.hosts[0]'],
  ['VirtualService', { hosts: ['a'], http: [{ rout: null, route }] }, 'field/unknown @ spec.http[0].rout'],
  ['Sidecar', { workloadSelector: { labels: { a: null } } }, 'sidecar/not-empty @ spec'],
])('%s %j is refused', (kind, spec, expected) => {
  expect(found(kind, spec)).toContain(expected);
});

test('what may be null is not reported, and null in what is open to any JSON stays', () => {
  expect(found('VirtualService', { hosts: ['a'], http: [{ route, corsPolicy: { allowCredentials: null } }] })).toEqual([]);
  expect(found('WasmPlugin', { url: 'oci://a.com/b', pluginConfig: { a: null, b: [null, { c: null }] } })).toEqual([]);
});
