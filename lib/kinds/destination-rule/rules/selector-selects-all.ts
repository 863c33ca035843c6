import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';

/** A selector without labels selects everything. */
export const selectorSelectsAll = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/selector-selects-all',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected labels in the workload selector',
  why: 'Without labels the rule is for every client of its namespace, and for no other.',
  fix: 'add the labels of the clients that are meant, or remove the selector',
  source: 'pkg/config/validation/validation.go#validateWorkloadSelector',
  check({ spec }, report) {
    if (spec.workloadSelector === undefined || Object.keys(spec.workloadSelector.matchLabels ?? {}).length > 0) return;
    report(['spec', 'workloadSelector'], { message: 'Expected labels, got a selector without any' });
  },
  good: ['spec: {host: reviews, workloadSelector: {matchLabels: {app: shop}}}'],
  bad: [{ yaml: 'spec: {host: reviews, workloadSelector: {}}', at: 'spec.workloadSelector' }],
});
