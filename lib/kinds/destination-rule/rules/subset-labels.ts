import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { labelProblems } from '../../../values/labels';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';

/** Subsets select pods by labels that pods can have. */
export const subsetLabels = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/subset-labels',
  onlyWith: ['subsets'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected keys and values that labels of pods can have',
  why: 'istiod refuses the resource: no pod has such a label.',
  fix: 'write the label as it is on the pods',
  source: ['pkg/config/validation/validation.go#validateSubset', 'pkg/config/labels/instance.go#Instance.Validate'],
  check({ spec: { subsets = [] } }, report) {
    subsets.forEach(({ labels = {} }, i) => {
      for (const { key, rule, reason } of labelProblems(labels)) {
        report(['spec', 'subsets', i, 'labels', key], { message: `Expected ${rule.expected}, got ${quote(key)}: ${quote(labels[key])}: ${reason}` });
      }
    });
  },
  good: ['spec: {host: reviews, subsets: [{name: v1, labels: {app.kubernetes.io/version: v1}}, {name: all}]}'],
  bad: [
    { yaml: 'spec: {host: reviews, subsets: [{name: v1, labels: {version: "v 1"}}]}', at: 'spec.subsets[0].labels.version' },
    { yaml: 'spec: {host: reviews, subsets: [{name: v1, labels: {"": v1}}]}', at: 'spec.subsets[0].labels[""]' },
  ],
});
