import { defineRule } from '../../../core/rule';
import type { PolicyFields } from '../parts';

/** A CUSTOM policy delegates to an external authorizer, so it has to name one. */
export const providerMissing = defineRule<PolicyFields>({
  id: 'authorization-policy/provider-missing',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected the name of a provider with action CUSTOM',
  why: 'istiod refuses the resource: a CUSTOM policy delegates to an external authorizer, and this one names none.',
  fix: "add provider: {name: …}, an extension provider of the mesh's configuration",
  source: 'pkg/config/validation/validation.go#ValidateAuthorizationPolicy',
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
