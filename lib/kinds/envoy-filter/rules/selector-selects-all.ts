import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

/** A selector without labels selects everything. */
export const selectorSelectsAll = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/selector-selects-all',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected labels in the workload selector',
  why: 'Without labels every proxy of the namespace is patched; in the root namespace, every proxy of the mesh.',
  fix: 'add the labels of the workloads that are meant, or remove the selector',
  source: 'pkg/config/validation/validation.go#ValidateAlphaWorkloadSelector',
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || Object.keys(spec.workloadSelector.labels ?? {}).length > 0) return;
    report(['spec', 'workloadSelector'], { message: 'Expected labels, got a selector without any' });
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}}', 'spec: {}'],
  bad: [{ yaml: 'spec: {workloadSelector: {}}', at: 'spec.workloadSelector' }],
});
