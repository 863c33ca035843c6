import type { RuleDoc } from '../../lib/core/rule';

/** What an {@link AuthorizationPolicy} construct needs. */
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
  emptyList: {
    id: 'authorization-policy-construct/empty-list',
    severity: 'error',
    authority: 'cdk8s-istio',
    summary: 'Expected at least one source, operation, condition, value or name',
    why: 'A rule without sources or operations holds for requests of every source or operation, and a condition without values for none.',
    fix: 'hand over at least one, or leave the call out where the list is empty',
    source: 'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule',
  },
  valueMatchesNothing: {
    id: 'authorization-policy-construct/value-matches-nothing',
    severity: 'error',
    authority: 'cdk8s-istio',
    summary: 'Expected values that requests have',
    why: 'No request has the value, so a DENY denies nothing by it, and an ALLOW allows nothing.',
    fix: 'write the value as requests have it; Principal makes the identities of workloads',
    source: 'pilot/pkg/security/authz/matcher/string.go#StringMatcherWithPrefix',
  },
  nestedClaim: {
    id: 'authorization-policy-construct/nested-claim',
    severity: 'error',
    authority: 'cdk8s-istio',
    summary: 'Expected each name of a nested claim by itself',
    why: 'Istio looks for one claim whose name has a dot in it, and tokens that hold one claim inside of another do not have it.',
    fix: "write Condition.claim('outer', 'inner'); for one claim that has such a name, Condition.attribute('request.auth.claims[outer.inner]')",
    source: 'pilot/pkg/security/authz/model/util.go#extractNameInNestedBrackets',
  },
} as const satisfies Record<string, RuleDoc>;
