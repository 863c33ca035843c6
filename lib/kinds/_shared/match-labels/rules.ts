import { quote } from '../../../core/quote';
import { defineRule, type Rule } from '../../../core/rule';
import type { MatchLabelsSelector } from './api';

export interface Selecting {
  readonly selector?: MatchLabelsSelector;
}

/** How a kind names its rules, and what a selector means there. */
export interface SelectingKind {
  readonly topic: string;
  /** Other fields of a spec that is fine, in YAML's braces. Empty for none. */
  readonly rest: string;
  /** Which workloads a selector without labels picks; unset: all of the namespace. */
  readonly empty?: 'all' | 'none';
}

/** The rules that every kind with a `selector` has about it. */
export function selectorRules({ topic, rest, empty = 'all' }: SelectingKind): readonly Rule<Selecting>[] {
  const picked = empty === 'all' ? 'every workload of its namespace' : 'no workload at all';
  const yaml = (selector: string): string => `spec: {${[`selector: ${selector}`, rest].filter(Boolean).join(', ')}}`;
  return [
    defineRule<Selecting>({
      id: `${topic}/selector-key`,
      severity: 'error',
      authority: 'api-server',
      summary: 'Expected names of labels, without wildcards, in the selector',
      why: 'The API server refuses the resource: selectors compare labels, they do not match patterns.',
      fix: 'write the whole name of the label',
      source: 'SEL-002, SEL-003; CEL on selector.matchLabels, validateWorkloadSelector',
      cel: ['self.all(key, !key.contains("*"))', 'self.all(key, key.size() != 0)'],
      check({ spec }, report) {
        for (const key of Object.keys(spec.selector?.matchLabels ?? {})) {
          if (key !== '' && !key.includes('*')) continue;
          report(['spec', 'selector', 'matchLabels', key], { message: `Expected the name of a label, got ${quote(key)}` });
        }
      },
      good: [yaml('{matchLabels: {app.kubernetes.io/name: shop}}')],
      bad: [
        { yaml: yaml('{matchLabels: {"": shop}}'), at: 'spec.selector.matchLabels[""]' },
        { yaml: yaml('{matchLabels: {"app*": shop}}'), at: 'spec.selector.matchLabels["app*"]' },
      ],
    }),
    defineRule<Selecting>({
      id: `${topic}/selector-selects-${empty}`,
      severity: 'warning',
      authority: 'istiod',
      summary: 'Expected labels in the selector',
      why: `Without labels the resource is about ${picked}.`,
      fix: 'add the labels of the workloads that are meant, or remove the selector',
      source: 'SEL-004; validateWorkloadSelector',
      check({ spec: { selector } }, report) {
        if (selector === undefined || Object.keys(selector.matchLabels ?? {}).length > 0) return;
        report(['spec', 'selector'], { message: `Expected labels, got a selector without any: the resource is about ${picked}` });
      },
      good: [yaml('{matchLabels: {app: shop}}'), `spec: {${rest}}`],
      bad: [{ yaml: yaml('{}'), at: 'spec.selector' }],
    }),
  ];
}
