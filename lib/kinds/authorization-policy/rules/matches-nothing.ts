import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { unmatchedValues } from '../compared-values';
import type { PolicyFields } from '../parts';

const allow = (operation: string): string => `spec: {rules: [{to: [{operation: ${operation}}]}]}`;
const AT = 'spec.rules[0].to[0].operation';

/** A value that no request has, where that closes more than was meant. */
export const matchesNothing = defineRule<PolicyFields>({
  id: 'authorization-policy/matches-nothing',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected values that requests have',
  why: 'No request has the value: an ALLOW allows nothing by it, and a DENY denies what it should leave out.',
  fix: 'write the value as requests have it, with one star at its start or its end at most',
  source: [
    'pilot/pkg/security/authz/matcher/string.go#StringMatcherWithPrefix',
    'pilot/pkg/security/authz/matcher/header.go#HeaderMatcher',
    'test/traffic/recorded/deny-of-identities.yaml',
    'pilot/pkg/security/authz/model/generator.go#requestPrincipalGenerator.extendedPrincipal',
  ],
  check({ spec }, report) {
    for (const { at, value, mismatch: { reason, fix }, grammar, opens } of unmatchedValues(spec)) {
      if (!opens) report(at, { message: `Expected ${grammar.expected}, got ${quote(value)}: ${reason}`, ...(fix ? { fix } : {}) });
    }
  },
  good: [
    allow('{paths: ["/api/*", "*.html", "/service/{*}/health"], methods: [GET], hosts: ["api.example.com:8080"]}'),
    'spec: {rules: [{when: [{key: "request.headers[accept]", values: ["*/*"]}, {key: "request.auth.claims[scope]", values: ["orders:*"]}]}]}',
    'spec: {rules: [{when: [{key: connection.sni, values: ["*.example.com"]}]}]}',
  ],
  bad: [
    { yaml: allow('{paths: ["/service/*health"]}'), at: `${AT}.paths[0]` },
    { yaml: allow('{paths: ["/api/**"]}'), at: `${AT}.paths[0]` },
    { yaml: allow('{methods: [get]}'), at: `${AT}.methods[0]` },
    { yaml: allow('{methods: ["GET, POST"]}'), at: `${AT}.methods[0]` },
    { yaml: 'spec: {action: DENY, rules: [{to: [{operation: {notHosts: ["*.a.*"], ports: ["80"]}}]}]}', at: `${AT}.notHosts[0]` },
    { yaml: 'spec: {rules: [{from: [{source: {namespaces: [cluster.local/ns/shop]}}]}]}', at: 'spec.rules[0].from[0].source.namespaces[0]' },
    { yaml: 'spec: {rules: [{from: [{source: {principals: [ns/shop/sa/cart]}}]}]}', at: 'spec.rules[0].from[0].source.principals[0]' },
    { yaml: 'spec: {rules: [{from: [{source: {requestPrincipals: ["*/*"]}}]}]}', at: 'spec.rules[0].from[0].source.requestPrincipals[0]' },
    { yaml: 'spec: {rules: [{when: [{key: "request.auth.claims[scope]", values: ["a*b"]}]}]}', at: 'spec.rules[0].when[0].values[0]' },
    { yaml: 'spec: {rules: [{when: [{key: connection.sni, values: ["a.*.com"]}]}]}', at: 'spec.rules[0].when[0].values[0]' },
  ],
});
