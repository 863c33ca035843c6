import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

const TARGETS = 'targetRefs: [{kind: Gateway, group: gateway.networking.k8s.io, name: waypoint}]';

/** An EnvoyFilter selects its proxies by labels or by reference, not by both. */
export const oneTarget = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/one-target',
  severity: 'error',
  authority: 'api-server',
  summary: 'Conflicting targets: a workload selector and target references',
  why: 'The API server refuses the resource, even when one of them is empty.',
  fix: 'keep workloadSelector for workloads by their labels, or targetRefs for waypoints and other gateways by name',
  source: 'manifests/charts/base/files/crd-all.gen.yaml#EnvoyFilter.spec',
  cel: ['(has(self.workloadSelector) ? 1 : 0) + (has(self.targetRefs) ? 1 : 0) <= 1'],
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || spec.targetRefs === undefined) return;
    report(['spec'], { message: 'Expected workloadSelector or targetRefs, got both' });
  },
  good: [`spec: {${TARGETS}}`, 'spec: {workloadSelector: {labels: {app: shop}}}', 'spec: {}'],
  bad: [
    { yaml: `spec: {workloadSelector: {labels: {app: shop}}, ${TARGETS}}`, at: 'spec' },
    { yaml: 'spec: {workloadSelector: {labels: {app: shop}}, targetRefs: []}', at: 'spec' },
  ],
});
