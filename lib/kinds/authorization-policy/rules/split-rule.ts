import { defineRule } from '../../../core/rule';
import type { PolicyFields } from '../parts';

const PARTS = ['from', 'to', 'when'] as const;

/** Two rules where one may have been meant: requests have to match one of them alone. */
export const splitRule = defineRule<PolicyFields>({
  id: 'authorization-policy/split-rule',
  severity: 'info',
  authority: 'cdk8s-istio',
  summary: 'Expected sources, operations and conditions that belong together in one rule',
  why: 'Requests that match one rule are enough: a rule with operations alone is for every client, and one with sources alone for every operation. A dash too '
    + 'many in YAML makes two rules of one.',
  fix: 'remove the dash before the second part if both have to hold; else leave it as it is',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule',
  check({ spec: { action = 'ALLOW', rules = [] } }, report) {
    for (let i = 1; i < rules.length; i++) {
      const [before, own] = [partsOf(rules[i - 1]!), partsOf(rules[i]!)];
      // A dash too many leaves the order of the parts.
      if (before.length === 0 || own.length === 0 || PARTS.indexOf(before[before.length - 1]!) >= PARTS.indexOf(own[0]!)) continue;
      const verb = action === 'ALLOW' ? 'allows' : action === 'DENY' ? 'denies' : 'takes';
      report(['spec', 'rules', i], {
        message: `Expected ${before.join(' and ')} and ${own.join(' and ')} in one rule if both have to hold, got two rules: each ${verb} requests by itself`,
      });
    }
  },
  good: [
    'spec: {rules: [{from: [{source: {namespaces: [shop]}}], to: [{operation: {methods: [GET]}}]}]}',
    'spec: {rules: [{from: [{source: {namespaces: [shop]}}]}, {from: [{source: {namespaces: [web]}}]}]}',
    'spec: {rules: [{to: [{operation: {paths: [/healthz]}}]}, {from: [{source: {namespaces: [shop]}}]}]}',
  ],
  bad: [
    { yaml: 'spec: {rules: [{from: [{source: {namespaces: [shop]}}]}, {to: [{operation: {methods: [GET]}}]}]}', at: 'spec.rules[1]' },
    {
      yaml: 'spec: {action: DENY, rules: [{to: [{operation: {ports: ["80"]}}]}, {when: [{key: source.namespace, notValues: [shop]}]}]}',
      at: 'spec.rules[1]',
    },
  ],
});

function partsOf(rule: NonNullable<PolicyFields['rules']>[number]): (typeof PARTS)[number][] {
  return PARTS.filter((part) => (rule[part] ?? []).length > 0);
}
