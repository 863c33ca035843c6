import { defineRule } from '../../../core/rule';
import { listsOf, type PolicyFields } from '../parts';

/** The fields of a source that a plain TCP connection has. */
const L4 = [
  'principals', 'notPrincipals', 'namespaces', 'notNamespaces', 'ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks',
  'serviceAccounts', 'notServiceAccounts',
];
const PORTS = ['ports', 'notPorts'];

/** A DENY rule with only HTTP conditions denies all plain TCP traffic. */
export const denyWithoutPort = defineRule<PolicyFields>({
  id: 'authorization-policy/deny-without-port',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected a port in a DENY rule about HTTP',
  why: 'On plain TCP ports nothing of HTTP is known, so the rule matches and all their traffic is denied.',
  fix: 'add the HTTP ports to the operations of the rule',
  source: 'pkg/config/validation/validation.go#ValidateAuthorizationPolicy',
  check({ spec: { action, rules = [] } }, report) {
    if (action !== 'DENY') return;
    rules.forEach(({ from = [], to = [] }, i) => {
      const has = (parts: readonly (object | undefined)[], names: readonly string[]): boolean => (
        parts.some((part) => listsOf(part).some(([name]) => names.includes(name)))
      );
      const sources = from.flatMap(({ source }) => source ?? []);
      const operations = to.flatMap(({ operation }) => operation ?? []);
      const isHttpOnly = operations.length > 0 ? !has(operations, PORTS) : sources.length > 0 && !has(sources, L4);
      if (isHttpOnly) report(['spec', 'rules', i], { message: 'Expected a port in a DENY rule about HTTP, got none: it denies all TCP traffic' });
    });
  },
  good: ['spec: {action: DENY, rules: [{to: [{operation: {methods: [POST], ports: ["80"]}}]}]}', 'spec: {action: DENY, rules: [{}]}'],
  bad: [
    { yaml: 'spec: {action: DENY, rules: [{to: [{operation: {methods: [POST]}}]}]}', at: 'spec.rules[0]' },
    { yaml: 'spec: {action: DENY, rules: [{from: [{source: {requestPrincipals: ["*"]}}]}]}', at: 'spec.rules[0]' },
  ],
});
