import { defineRule } from '../../../core/rule';
import type { PolicyFields } from '../parts';

/** Only a CUSTOM policy delegates to an external authorizer. */
export const providerUnused = defineRule<PolicyFields>({
  id: 'authorization-policy/provider-unused',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a provider with action CUSTOM only',
  why: 'istiod refuses the resource: no other action uses a provider.',
  fix: 'set action: CUSTOM, or remove the provider',
  source: 'pkg/config/validation/validation.go#ValidateAuthorizationPolicy',
  check({ spec: { action = 'ALLOW', provider } }, report) {
    if (action !== 'CUSTOM' && provider) report(['spec', 'provider'], { message: `Expected no provider with action ${action}, got one` });
  },
  good: ['spec: {action: CUSTOM, provider: {name: opa}, rules: [{}]}'],
  bad: [{ yaml: 'spec: {provider: {name: opa}, rules: [{}]}', at: 'spec.provider' }],
});
