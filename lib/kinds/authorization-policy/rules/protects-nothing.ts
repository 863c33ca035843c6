import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { unmatchedValues } from '../compared-values';
import type { PolicyFields } from '../parts';

const deny = (operation: string): string => `spec: {action: DENY, rules: [{to: [{operation: ${operation}}]}]}`;
const AT = 'spec.rules[0].to[0].operation';

/** A value against which a policy is written, and which no request has: the policy lets pass what it should stop. */
export const protectsNothing = defineRule<PolicyFields>({
  id: 'authorization-policy/protects-nothing',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected values that requests have, where a policy stops requests',
  why: 'No request has the value: a DENY then denies nothing by it, a CUSTOM policy asks about nothing, and an ALLOW leaves nothing out.',
  fix: 'write the value as requests have it, with one star at its start or its end at most',
  source: [
    'pilot/pkg/security/authz/matcher/string.go#StringMatcherWithPrefix',
    'pilot/pkg/security/authz/matcher/header.go#HeaderMatcher',
    'test/traffic/recorded/deny-with-a-star-inside.yaml',
    'pilot/pkg/security/authz/model/generator.go#requestPrincipalGenerator.extendedPrincipal',
  ],
  check({ spec }, report) {
    for (const { at, value, mismatch: { reason, fix }, grammar, opens } of unmatchedValues(spec)) {
      if (opens) report(at, { message: `Expected ${grammar.expected}, got ${quote(value)}: ${reason}`, ...(fix ? { fix } : {}) });
    }
  },
  good: [
    deny('{paths: ["/admin*", "*/admin", "*", "/users/{*}/orders/{**}"], ports: ["80"]}'),
    deny('{methods: [DELETE, "P*"], hosts: ["*.example.com", "Example.com:*"], ports: ["80"]}'),
    'spec: {action: DENY, rules: [{from: [{source: {principals: ["*/sa/batch", cluster.local/ns/shop/*], namespaces: [team-*-dev]}}]}]}',
    'spec: {action: DENY, rules: [{from: [{source: {requestPrincipals: ["https://a.com/*", "*@example.com", "*"], ipBlocks: [10.0.0.1]}}]}]}',
  ],
  bad: [
    { yaml: deny('{paths: ["/tenants/*/admin"], ports: ["80"]}'), at: `${AT}.paths[0]` },
    { yaml: deny('{paths: ["admin*"], ports: ["80"]}'), at: `${AT}.paths[0]` },
    { yaml: deny('{paths: ["/admin?all=*"], ports: ["80"]}'), at: `${AT}.paths[0]` },
    { yaml: deny('{methods: [GET, delete], ports: ["80"]}'), at: `${AT}.methods[1]` },
    { yaml: deny('{hosts: ["api.*.example.com"], ports: ["80"]}'), at: `${AT}.hosts[0]` },
    { yaml: deny('{hosts: ["https://api.example.com/"], ports: ["80"]}'), at: `${AT}.hosts[0]` },
    {
      yaml: 'spec: {action: DENY, rules: [{from: [{source: {principals: [spiffe://cluster.local/ns/shop/sa/cart]}}]}]}',
      at: 'spec.rules[0].from[0].source.principals[0]',
    },
    {
      yaml: 'spec: {action: DENY, rules: [{from: [{source: {principals: ["cluster.local/ns/*/sa/batch"]}}]}]}',
      at: 'spec.rules[0].from[0].source.principals[0]',
    },
    {
      yaml: 'spec: {action: DENY, rules: [{from: [{source: {namespaces: [shop/cart]}}]}]}',
      at: 'spec.rules[0].from[0].source.namespaces[0]',
    },
    {
      yaml: 'spec: {rules: [{from: [{source: {notRequestPrincipals: ["https://a.com"]}}]}]}',
      at: 'spec.rules[0].from[0].source.notRequestPrincipals[0]',
    },
    { yaml: 'spec: {rules: [{to: [{operation: {notPaths: ["/admin/*/x"]}}]}]}', at: `${AT}.notPaths[0]` },
    {
      yaml: 'spec: {action: DENY, rules: [{when: [{key: source.principal, values: ["*/ns/shop/*"]}]}]}',
      at: 'spec.rules[0].when[0].values[0]',
    },
  ],
});
