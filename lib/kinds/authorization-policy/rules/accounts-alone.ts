import { defineRule } from '../../../core/rule';
import { type PolicyFields, sources } from '../parts';

const OTHERS = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'] as const;

/** A service account includes its namespace, so it excludes other identities of the peer. */
export const accountsAlone = defineRule<PolicyFields>({
  id: 'authorization-policy/accounts-alone',
  onlyWith: ['serviceAccounts', 'notServiceAccounts'],
  severity: 'error',
  authority: 'api-server',
  summary: 'Conflicting fields: service accounts beside principals or namespaces',
  why: 'The API server refuses the resource: a service account stands for its principal and its namespace already.',
  fix: 'write namespace/name in serviceAccounts, and remove the rest',
  source: [
    'manifests/charts/base/files/crd-all.gen.yaml#AuthorizationPolicy.spec.rules[].from[].source',
    'pkg/config/validation/validation.go#ValidateAuthorizationPolicy',
  ],
  cel: [
    '(has(self.serviceAccounts) || has(self.notServiceAccounts)) ? (!has(self.principals) &&\n'
    + '!has(self.notPrincipals) && !has(self.namespaces) && !has(self.notNamespaces)) : true',
  ],
  check({ spec }, report) {
    for (const { at, part } of sources(spec)) {
      if (part?.serviceAccounts === undefined && part?.notServiceAccounts === undefined) continue;
      const others = OTHERS.filter((field) => part[field] !== undefined);
      if (others.length > 0) report(at, { message: `Expected service accounts alone, got them beside ${others.join(' and ')}` });
    }
  },
  good: ['spec: {rules: [{from: [{source: {serviceAccounts: [shop/cart]}}]}]}'],
  bad: [{ yaml: 'spec: {rules: [{from: [{source: {serviceAccounts: [cart], namespaces: [shop]}}]}]}', at: 'spec.rules[0].from[0].source' }],
});
