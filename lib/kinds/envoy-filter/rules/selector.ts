import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

/** Labels have names. */
export const selectorKey = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/selector-key',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected names of labels, without wildcards, in the workload selector',
  why: 'istiod refuses the resource.',
  fix: 'write the whole name of the label',
  source: 'EF-002, G-SEL; validation.go validateWorkloadSelector',
  check({ spec }, report) {
    for (const key of Object.keys(spec.workloadSelector?.labels ?? {})) {
      if (key !== '' && !key.includes('*')) continue;
      report(['spec', 'workloadSelector', 'labels', key], { message: `Expected the name of a label, got ${quote(key)}` });
    }
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}}'],
  bad: [
    { yaml: 'spec: {workloadSelector: {labels: {"": shop}}}', at: 'spec.workloadSelector.labels[""]' },
    { yaml: 'spec: {workloadSelector: {labels: {"app*": shop}}}', at: 'spec.workloadSelector.labels["app*"]' },
  ],
});

/** A selector without labels selects everything. */
export const selectorSelectsAll = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/selector-selects-all',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected labels in the workload selector',
  why: 'Without labels every proxy of the namespace is patched; in the root namespace, every proxy of the mesh.',
  fix: 'add the labels of the workloads that are meant, or remove the selector',
  source: 'EF-003; envoyfilter.go validateEnvoyFilter',
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || Object.keys(spec.workloadSelector.labels ?? {}).length > 0) return;
    report(['spec', 'workloadSelector'], { message: 'Expected labels, got a selector without any' });
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}}', 'spec: {}'],
  bad: [{ yaml: 'spec: {workloadSelector: {}}', at: 'spec.workloadSelector' }],
});
