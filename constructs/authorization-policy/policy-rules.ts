import type { RuleDoc } from '../../lib/core/rule';

/** What an {@link AuthorizationPolicy} construct wants said. */
export const policyRules = {
  oneAction: {
    id: 'authorization-policy-construct/one-action',
    severity: 'error',
    authority: 'cdk8s-istio',
    summary: 'Expected one of allow, deny, audit and custom, with at least one rule',
    why: 'An ALLOW policy without rules allows no request, which is easy to write by accident; other policies without rules never match.',
    fix: 'give the rules, or write AuthorizationPolicy.allowNothing or AuthorizationPolicy.allowEverything',
    source: [
      'https://istio.io/latest/docs/reference/config/security/authorization-policy/',
      'https://istio.io/latest/docs/concepts/security/#authorization-policies',
    ],
  },
} as const satisfies Record<string, RuleDoc>;
