import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** A selector without labels selects everything. */
export const selectorSelectsAll = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/selector-selects-all',
  onlyWith: ['workloadSelector'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected labels in the workload selector',
  why: 'Without labels the Sidecar applies to every workload of the namespace, and before those without a selector.',
  fix: 'add the labels of the workloads that are meant, or remove the selector',
  source: ['pkg/config/validation/validation.go#ValidateAlphaWorkloadSelector', 'pkg/config/validation/validation.go#ValidateSidecar'],
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || Object.keys(spec.workloadSelector.labels ?? {}).length > 0) return;
    report(['spec', 'workloadSelector'], { message: 'Expected labels, got a selector without any' });
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}, egress: [{hosts: ["./*"]}]}'],
  bad: [{ yaml: 'spec: {workloadSelector: {}, egress: [{hosts: ["./*"]}]}', at: 'spec.workloadSelector' }],
});
