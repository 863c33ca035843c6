import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { ServiceEntrySpec } from '../api';

/** The key of a label is its whole name. */
export const selectorKey = defineRule<Json<ServiceEntrySpec>>({
  id: 'service-entry/selector-key',
  onlyWith: ['workloadSelector'],
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
  good: [
    'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {app: a}}}',
  ],
  bad: [
    { yaml: 'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {"": a}}}', at: 'spec.workloadSelector.labels[""]' },
    { yaml: 'spec: {hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {"a*": a}}}', at: 'spec.workloadSelector.labels["a*"]' },
  ],
});
