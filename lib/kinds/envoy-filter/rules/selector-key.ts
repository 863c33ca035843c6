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
  source: 'pkg/config/validation/validation.go#ValidateAlphaWorkloadSelector',
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
