import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { SidecarSpec } from '../api';

/** The key of a label is its whole name. */
export const selectorKey = defineRule<Json<SidecarSpec>>({
  id: 'sidecar/selector-key',
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
      report(['spec', 'workloadSelector', 'labels', key], { message: `Expected the name of a label, got ${JSON.stringify(key)}` });
    }
  },
  good: ['spec: {workloadSelector: {labels: {app: shop}}, egress: [{hosts: ["./*"]}]}'],
  bad: [{ yaml: 'spec: {workloadSelector: {labels: {"": shop}}, egress: [{hosts: ["./*"]}]}', at: 'spec.workloadSelector.labels[""]' }],
});
