import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { conditions, listsOf, type PolicyFields, sources } from '../parts';

const SOURCES = [
  'namespaces', 'notNamespaces', 'serviceAccounts', 'notServiceAccounts', 'trustDomains', 'notTrustDomains', 'principals', 'notPrincipals',
  'requestPrincipals', 'notRequestPrincipals',
];
const KEYS = ['source.namespace', 'source.serviceAccount', 'source.trustDomain', 'source.principal'];

/** The identities that the proxy has not read yet when an external authorizer decides. */
export const customLimits = defineRule<PolicyFields>({
  id: 'authorization-policy/custom-limits',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected no identities of peers or tokens with action CUSTOM',
  why: 'istiod refuses the resource: the external authorizer decides before the proxy reads identities.',
  fix: 'choose the requests by address, host, path, method or header, and let the provider look at identities',
  source: 'pkg/config/validation/validation.go#ValidateAuthorizationPolicy',
  check({ spec }, report) {
    if (spec.action !== 'CUSTOM') return;
    for (const { at, part } of sources(spec)) {
      for (const [name] of listsOf(part)) {
        if (SOURCES.includes(name)) report([...at, name], { message: `Expected no ${name} with action CUSTOM, got some` });
      }
    }
    for (const { at, part: { key } } of conditions(spec)) {
      if (KEYS.includes(key) || key.startsWith('request.auth.')) {
        report([...at, 'key'], { message: `Expected no identity with action CUSTOM, got ${quote(key)}` });
      }
    }
  },
  good: ['spec: {action: CUSTOM, provider: {name: opa}, rules: [{from: [{source: {ipBlocks: [10.0.0.0/8]}}]}]}'],
  bad: [
    {
      yaml: 'spec: {action: CUSTOM, provider: {name: opa}, rules: [{from: [{source: {namespaces: [shop]}}]}]}',
      at: 'spec.rules[0].from[0].source.namespaces',
    },
    {
      yaml: 'spec: {action: CUSTOM, provider: {name: opa}, rules: [{when: [{key: source.principal, values: [a]}]}]}',
      at: 'spec.rules[0].when[0].key',
    },
  ],
});
