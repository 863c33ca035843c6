import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';

/** The key of a label is its whole name. */
export const selectorKey = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/selector-key',
  severity: 'error',
  authority: 'api-server',
  summary: 'Expected names of labels, without wildcards, in the workload selector',
  why: 'The API server refuses the resource: selectors compare labels, they do not match patterns.',
  fix: 'write the whole name of the label',
  source: [
    'manifests/charts/base/files/crd-all.gen.yaml#DestinationRule.spec.workloadSelector.matchLabels',
    'pkg/config/validation/validation.go#validateWorkloadSelector',
  ],
  cel: ['self.all(key, !key.contains("*"))', 'self.all(key, key.size() != 0)'],
  check({ spec }, report) {
    for (const key of Object.keys(spec.workloadSelector?.matchLabels ?? {})) {
      if (key !== '' && !key.includes('*')) continue;
      report(['spec', 'workloadSelector', 'matchLabels', key], { message: `Expected the name of a label, got ${JSON.stringify(key)}` });
    }
  },
  good: ['spec: {host: reviews, workloadSelector: {matchLabels: {app: shop}}}'],
  bad: [{ yaml: 'spec: {host: reviews, workloadSelector: {matchLabels: {"": shop}}}', at: 'spec.workloadSelector.matchLabels[""]' }],
});
