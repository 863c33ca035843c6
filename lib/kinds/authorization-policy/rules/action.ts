import { defineRule } from '../../../core/rule';
import type { PolicyFields } from '../parts';

/** A policy that can never act is a mistake. */
export const rulesMissing = defineRule<PolicyFields>({
  id: 'authorization-policy/rules-missing',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected at least one rule with action DENY or CUSTOM',
  why: 'istiod refuses the resource: without rules no request matches, so it would never act.',
  fix: 'write rules: [{}] for every request, or the rules that are meant',
  source: 'AUTHZ-002, AUTHZ-007; validation.go ValidateAuthorizationPolicy',
  check({ spec: { action, rules = [] } }, report) {
    if (rules.length > 0 || (action !== 'DENY' && action !== 'CUSTOM')) return;
    report(['spec', 'rules'], { message: `Expected at least one rule with action ${action}, got none` });
  },
  good: ['spec: {action: DENY, rules: [{}]}', 'spec: {}'],
  bad: [{ yaml: 'spec: {action: DENY}', at: 'spec.rules' }, { yaml: 'spec: {action: CUSTOM, rules: []}', at: 'spec.rules' }],
});

/** CUSTOM asks somebody. */
export const providerMissing = defineRule<PolicyFields>({
  id: 'authorization-policy/provider-missing',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected the name of a provider with action CUSTOM',
  why: 'istiod refuses the resource: there would be nobody to ask.',
  fix: "add provider: {name: …}, an extension provider of the mesh's configuration",
  source: 'AUTHZ-003; validation.go ValidateAuthorizationPolicy',
  check({ spec: { action, rules = [], provider } }, report) {
    if (action !== 'CUSTOM' || rules.length === 0 || provider?.name) return;
    report(['spec', 'provider', ...(provider ? ['name'] : [])], { message: 'Expected the name of a provider with action CUSTOM, got none' });
  },
  good: ['spec: {action: CUSTOM, provider: {name: opa}, rules: [{}]}'],
  bad: [
    { yaml: 'spec: {action: CUSTOM, rules: [{}]}', at: 'spec.provider' },
    { yaml: 'spec: {action: CUSTOM, provider: {}, rules: [{}]}', at: 'spec.provider.name' },
  ],
});

/** Nobody else is asked. */
export const providerUnused = defineRule<PolicyFields>({
  id: 'authorization-policy/provider-unused',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a provider with action CUSTOM only',
  why: 'istiod refuses the resource: no other action asks a provider.',
  fix: 'set action: CUSTOM, or remove the provider',
  source: 'AUTHZ-006; validation.go ValidateAuthorizationPolicy',
  check({ spec: { action = 'ALLOW', provider } }, report) {
    if (action !== 'CUSTOM' && provider) report(['spec', 'provider'], { message: `Expected no provider with action ${action}, got one` });
  },
  good: ['spec: {action: CUSTOM, provider: {name: opa}, rules: [{}]}'],
  bad: [{ yaml: 'spec: {provider: {name: opa}, rules: [{}]}', at: 'spec.provider' }],
});
