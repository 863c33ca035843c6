import { quote } from '../../../core/quote';
import type { Rule } from '../../../core/rule';
import { defineTable, type RuleRow, type TableScope } from '../../../core/rule-table';
import type { MatchLabelsSelector } from './api';

export interface Selecting {
  readonly selector?: MatchLabelsSelector;
}

/** The kinds that select workloads by `selector`, each with the fields beside it of a spec that is fine, in YAML's braces. */
export interface SelectingKind {
  readonly topic: string;
  /** Empty for none. */
  readonly rest: string;
}

/** A spec is the part that the rows check, and the fields in its braces are how their examples write it. */
export function specOf<Spec>({ topic, rest }: SelectingKind): TableScope<Spec, Spec> {
  return {
    topic,
    parts: (spec) => [spec],
    examples: [{ yaml: (fields) => `spec: {${[fields, rest].filter(Boolean).join(', ')}}`, at: 'spec' }],
  };
}

/** What a selector without labels means depends on the kind. */
function selectorWithoutLabels(id: RuleRow<Selecting>['id'], picked: string): RuleRow<Selecting> {
  return {
    id,
    severity: 'warning',
    authority: 'istiod',
    summary: 'Expected labels in the selector',
    why: `Without labels the resource applies to ${picked}.`,
    fix: 'add the labels of the workloads that are meant, or remove the selector',
    source: 'pkg/config/validation/validation.go#validateWorkloadSelector',
    good: ['selector: {matchLabels: {app: shop}}', ''],
    bad: [{ yaml: 'selector: {}', at: '.selector' }],
    check({ selector }, report) {
      if (selector === undefined || Object.keys(selector.matchLabels ?? {}).length > 0) return;
      report(['spec', 'selector'], { message: `Expected labels, got a selector without any: the resource applies to ${picked}` });
    },
  };
}

const rows: readonly RuleRow<Selecting>[] = [
  {
    id: [
      'authorization-policy/selector-key', 'peer-authentication/selector-key', 'proxy-config/selector-key', 'request-authentication/selector-key',
      'telemetry/selector-key', 'traffic-extension/selector-key', 'wasm-plugin/selector-key',
    ],
    severity: 'error',
    authority: 'api-server',
    summary: 'Expected names of labels, without wildcards, in the selector',
    why: 'The API server refuses the resource: selectors compare labels, they do not match patterns.',
    fix: 'write the whole name of the label',
    source: ['istio.io/api/type/v1beta1/selector.proto#WorkloadSelector', 'pkg/config/validation/validation.go#validateWorkloadSelector'],
    cel: ['self.all(key, !key.contains("*"))', 'self.all(key, key.size() != 0)'],
    good: ['selector: {matchLabels: {app.kubernetes.io/name: shop}}'],
    bad: [
      { yaml: 'selector: {matchLabels: {"": shop}}', at: '.selector.matchLabels[""]' },
      { yaml: 'selector: {matchLabels: {"app*": shop}}', at: '.selector.matchLabels["app*"]' },
    ],
    check({ selector }, report) {
      for (const key of Object.keys(selector?.matchLabels ?? {})) {
        if (key !== '' && !key.includes('*')) continue;
        report(['spec', 'selector', 'matchLabels', key], { message: `Expected the name of a label, got ${quote(key)}` });
      }
    },
  },
  selectorWithoutLabels([
    'authorization-policy/selector-selects-all', 'peer-authentication/selector-selects-all', 'request-authentication/selector-selects-all',
    'telemetry/selector-selects-all', 'traffic-extension/selector-selects-all', 'wasm-plugin/selector-selects-all',
  ], 'every workload of its namespace'),
  selectorWithoutLabels('proxy-config/selector-selects-none', 'no workload at all'),
];

/** The rules that every kind with a `selector` has about it. */
export function selectorRules(kind: SelectingKind): readonly Rule<Selecting>[] {
  return defineTable(specOf<Selecting>(kind), rows);
}
