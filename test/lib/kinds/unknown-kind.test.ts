import { check } from 'cdk8s-istio';
import { kinds } from '../../../lib/kinds';
import { apiVersionOf } from '../../../lib/kinds/kind';

// kubectl: no matches for kind … in version …

const found = (apiVersion: string, kind: string): unknown[] => (
  check([{ apiVersion, kind, metadata: { name: 'a' } }], { scope: 'admission' }).filter(({ rule }) => rule.endsWith('-kind'))
    .map(({ rule, path, fix, severity, authority }) => {
      expect([severity, authority]).toEqual(['error', 'api-server']);
      return [rule, path.join('.'), fix];
    })
);

test.each([
  ['networking.istio.io/v1', 'VirtualServce', 'kind', 'write VirtualService'],
  ['networking.istio.io/v1', 'virtualservice', 'kind', 'write VirtualService'],
  ['networking.istio.io/v1', 'VirtualServices', 'kind', 'write VirtualService'],
  ['security.istio.io/v1', 'VirtualService', 'apiVersion', 'write networking.istio.io/v1'],
  ['networking.istio.io', 'VirtualService', 'apiVersion', 'write networking.istio.io/v1'],
  ['Networking.istio.io/v1', 'VirtualService', 'apiVersion', 'write networking.istio.io/v1'],
  ['security.istio.io/v1', 'AuthorizationPolicies', 'kind', 'write AuthorizationPolicy'],
  ['networking.istio.io/v1', 'ServiceEntries', 'kind', 'write ServiceEntry'],
  ['networking.istio.io/v1', 'VIRTUALSERVICE', 'kind', 'write VirtualService'],
  ['networking.istio.io/v1', 'HTTPRoute', 'apiVersion', 'write gateway.networking.k8s.io and a version of it'],
  ['v1', 'VirtualService', 'apiVersion', 'write networking.istio.io/v1'],
  ['apps/v1', 'Sidecar', 'apiVersion', 'write networking.istio.io/v1'],
  ['gateway.networking.k8s.io/v1', 'VirtualService', 'apiVersion', 'write networking.istio.io/v1'],
  ['networking.istio/v1', 'VirtualService', 'apiVersion', 'write networking.istio.io/v1'],
  ['secuirty.istio.io/v1', 'AuthorizationPolicy', 'apiVersion', 'write security.istio.io/v1'],
  ['istio.io/v1', 'Telemetry', 'apiVersion', 'write telemetry.istio.io/v1'],
  ['security.istio.io/v1', 'VirtualServce', 'kind', 'write VirtualService'],
  ['networking.istio.io/v1', 'Whatever', 'kind', 'correct the kind or the group'],
  ['networking.istio.io/v1', '__proto__', 'kind', 'correct the kind or the group'],
  ['nobody.istio.io/v1', 'Whatever', 'apiVersion', 'correct the kind or the group'],
  ['install.istio.io/v1alpha1', 'IstioOperater', 'apiVersion', 'correct the kind or the group'],
])('%s %s', (apiVersion, kind, path, fix) => {
  expect(found(apiVersion, kind)).toEqual([['field/unknown-kind', path, fix]]);
});

test.each([
  ['authentication.istio.io/v1alpha1', 'Policy', /PeerAuthentication/],
  ['authentication.istio.io/v1alpha1', 'MeshPolicy', /root namespace/],
  ['rbac.istio.io/v1alpha1', 'ServiceRoleBinding', /AuthorizationPolicy/],
  ['config.istio.io/v1alpha2', 'RouteRule', /VirtualService/],
  ['config.istio.io/v1alpha2', 'handler', /Telemetry/],
  ['config.istio.io/v1alpha2', 'constructor', /Telemetry/],
])('%s %s is of a group that Istio removed', (apiVersion, kind, fix) => {
  expect(found(apiVersion, kind)).toEqual([['field/removed-kind', 'kind', expect.stringMatching(fix)]]);
});

test.each([
  ['gateway.solo.io/v1', 'VirtualService'], ['gateway.networking.k8s.io/v1', 'Gateway'], ['install.istio.io/v1alpha1', 'IstioOperator'],
  ['fakeistio.io/v1', 'VirtualService'], ['v1', 'Service'], ['', ''],
  ['appmesh.k8s.aws/v1beta2', 'VirtualService'], ['networking.example.com/v1', 'Gateway'], ['gateway.networking.x-k8s.io/v1alpha1', 'Gateway'],
  ['cilium.io/v2', 'EnvoyFilter'],
])('%s %s is no business of Istio', (apiVersion, kind) => {
  expect(found(apiVersion, kind)).toEqual([]);
});

test.each(Object.values(kinds))('$kind is known in every version that it has', (kind) => {
  for (const { name } of kind.versions) {
    expect(found(`${kind.group}/${name}`, kind.kind)).toEqual([]);
  }
  expect(apiVersionOf(kind, '1.31')).toContain(kind.group);
});
