import { defineRule } from '../../../core/rule';
import { exportToProblems } from '../../../values/export-to';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';

/** The namespaces whose proxies see the rule. */
export const exportTo = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/export-to',
  onlyWith: ['exportTo'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected namespaces, each once, or "." or "*" alone',
  why: 'istiod refuses the resource.',
  fix: 'list namespaces, write ["."] for the own one, or leave exportTo out for all',
  source: 'pkg/config/validation/validation.go#validateExportTo',
  check({ spec, metadata: { namespace } }, report) {
    const context = { ...(namespace === undefined ? {} : { namespace }), hasWorkloadSelector: spec.workloadSelector !== undefined };
    for (const { index, reason } of exportToProblems(spec.exportTo ?? [], context)) {
      report(['spec', 'exportTo', ...(index === undefined ? [] : [index])], { message: `Expected namespaces that see the rule, got a list in which ${reason}` });
    }
  },
  good: ['spec: {host: reviews, exportTo: [".", shop]}', 'spec: {host: reviews, exportTo: ["."], workloadSelector: {matchLabels: {app: a}}}'],
  bad: [
    { yaml: 'spec: {host: reviews, exportTo: ["~"]}', at: 'spec.exportTo[0]' },
    { yaml: 'spec: {host: reviews, exportTo: [shop, shop]}', at: 'spec.exportTo[1]' },
    { yaml: 'spec: {host: reviews, exportTo: [shop], workloadSelector: {matchLabels: {app: a}}}', at: 'spec.exportTo' },
  ],
});
