import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** A selector without labels selects everything. */
export const selectorSelectsAll = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/selector-selects-all',
  onlyWith: ['workloadSelector'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected labels in the workload selector',
  why: 'Without labels every workload of the namespace becomes an endpoint of the service.',
  fix: 'add the labels of the workloads that are meant',
  source: ['pkg/config/validation/validation.go#ValidateAlphaWorkloadSelector', 'pkg/config/validation/validation.go#ValidateServiceEntry'],
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || Object.keys(spec.workloadSelector.labels ?? {}).length > 0) return;
    report(['spec', 'workloadSelector'], { message: 'Expected labels, got a selector without any: it selects every workload of the namespace' });
  },
  good: ['spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {app: a}}}'],
  bad: [{ yaml: 'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {}}', at: 'spec.workloadSelector' }],
});
