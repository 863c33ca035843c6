import { defineRule } from '../../../core/rule';
import type { PolicyFields } from '../parts';
import { Comparisons, isRuleWithin } from '../rule-within';

/** Unreachable rule: another one of the policy is for all of its requests, and more. */
export const mootRule = defineRule<PolicyFields>({
  id: 'authorization-policy/moot-rule',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a rule that adds requests to those of the others',
  why: 'Requests that match one rule are enough, so what another rule asks for beside that keeps nothing out.',
  fix: 'remove the rule, or narrow the wider one',
  source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy',
  check({ spec: { rules = [] } }, report) {
    if (rules.length < 2) return;
    const comparisons = new Comparisons();
    rules.forEach((rule, i) => {
      const wide = rules.findIndex((other, o) => (
        o !== i && comparisons.spend(1) && isRuleWithin(rule, other, comparisons) && (o < i || !isRuleWithin(other, rule, comparisons))
      ));
      if (wide >= 0) report(['spec', 'rules', i], { message: `Expected a rule that adds requests, got one whose requests all match rule ${wide} already` });
    });
  },
  good: [
    'spec: {rules: [{from: [{source: {namespaces: [shop]}}], to: [{operation: {methods: [GET]}}]}, {from: [{source: {namespaces: [web]}}]}]}',
    'spec: {rules: [{to: [{operation: {paths: [/api/*]}}]}, {to: [{operation: {paths: [/*], methods: [GET]}}]}]}',
    'spec: {rules: [{to: [{operation: {paths: [/*], notPaths: [/admin]}}]}, {to: [{operation: {paths: [/admin], methods: [GET]}}]}]}',
  ],
  bad: [
    {
      yaml: 'spec: {rules: [{from: [{source: {namespaces: [shop]}}], to: [{operation: {methods: [GET]}}]}, {from: [{source: {namespaces: [shop, web]}}]}]}',
      at: 'spec.rules[0]',
    },
    { yaml: 'spec: {rules: [{to: [{operation: {paths: [/api/a]}}]}, {to: [{operation: {paths: [/api/*]}}]}]}', at: 'spec.rules[0]' },
    { yaml: 'spec: {rules: [{from: [{source: {principals: [a]}}]}, {}]}', at: 'spec.rules[0]' },
    { yaml: 'spec: {rules: [{when: [{key: source.ip, values: [10.0.0.1]}]}, {when: [{key: source.ip, values: [10.0.0.1]}]}]}', at: 'spec.rules[1]' },
  ],
});
