import { defineRule } from '../../../core/rule';
import type { PolicyFields } from '../parts';

/** Without rules a DENY or CUSTOM policy never matches a request. */
export const rulesMissing = defineRule<PolicyFields>({
  id: 'authorization-policy/rules-missing',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected at least one rule with action DENY or CUSTOM',
  why: 'istiod refuses the resource: without rules no request matches, so it would never act.',
  fix: 'write rules: [{}] for every request, or the rules that are meant',
  source: 'pkg/config/validation/validation.go#ValidateAuthorizationPolicy',
  check({ spec: { action, rules = [] } }, report) {
    if (rules.length > 0 || (action !== 'DENY' && action !== 'CUSTOM')) return;
    report(['spec', 'rules'], { message: `Expected at least one rule with action ${action}, got none` });
  },
  good: ['spec: {action: DENY, rules: [{}]}', 'spec: {}'],
  bad: [{ yaml: 'spec: {action: DENY}', at: 'spec.rules' }, { yaml: 'spec: {action: CUSTOM, rules: []}', at: 'spec.rules' }],
});
