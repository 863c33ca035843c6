import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

const target = (namespace: string): string => (
  `spec: {targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: waypoint, namespace: "${namespace}"}]}`
);

/** A target has to be in the namespace of the EnvoyFilter. */
export const targetNamespace = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/target-namespace',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected a target in the namespace of the resource',
  why: 'The API server refuses the resource: proxies of other namespaces cannot be patched by reference.',
  fix: 'remove the namespace, and put the resource where its target is',
  source: 'manifests/charts/base/files/crd-all.gen.yaml#EnvoyFilter.spec.targetRefs[].namespace',
  cel: ['self.size() == 0'],
  check({ spec }, report) {
    spec.targetRefs?.forEach(({ namespace }, i) => {
      if (namespace) report(['spec', 'targetRefs', i, 'namespace'], { message: `Expected no namespace, got ${quote(namespace)}` });
    });
  },
  good: [target('')],
  bad: [{ yaml: target('shop'), at: 'spec.targetRefs[0].namespace' }],
});
