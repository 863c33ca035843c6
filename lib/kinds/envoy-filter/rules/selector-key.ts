import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { EnvoyFilterSpec } from '../api';

/** The keys of the workload selector that istiod refuses. It then looks at nothing else of the resource. */
export function badSelectorKeys({ workloadSelector }: Json<EnvoyFilterSpec>): string[] {
  return Object.keys(workloadSelector?.labels ?? {}).filter((key) => key === '' || key.includes('*'));
}

/** The key of a label is its whole name. */
export const selectorKey = defineRule<Json<EnvoyFilterSpec>>({
  id: 'envoy-filter/selector-key',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected names of labels, without wildcards, in the workload selector',
  why: 'istiod refuses the resource, and looks at nothing else of it.',
  fix: 'write the whole name of the label',
  source: 'pkg/config/validation/validation.go#ValidateAlphaWorkloadSelector',
  check({ spec }, report) {
    for (const key of badSelectorKeys(spec)) {
      report(['spec', 'workloadSelector', 'labels', key], { message: `Expected the name of a label, got ${quote(key)}` });
    }
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}}'],
  bad: [
    { yaml: 'spec: {workloadSelector: {labels: {"": shop}}}', at: 'spec.workloadSelector.labels[""]' },
    { yaml: 'spec: {workloadSelector: {labels: {"app*": shop}}}', at: 'spec.workloadSelector.labels["app*"]' },
  ],
});
