import { defineRule } from '../../../core/rule';
import { listsOf, operations, type PolicyFields, sources } from '../parts';

/** A value cannot be empty. */
export const noEmptyValue = defineRule<PolicyFields>({
  id: 'authorization-policy/no-empty-value',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected no empty text among the values',
  why: 'istiod refuses the resource: no request has an empty value there.',
  fix: 'remove it, or write "*" for anything that is there',
  source: [
    'pkg/config/security/security.go#CheckEmptyValues',
    'pkg/config/security/security.go#CheckServiceAccount',
    'pkg/config/security/security.go#CheckTrustDomainValues',
  ],
  check({ spec }, report) {
    for (const { at, part } of [...sources(spec), ...operations(spec)]) {
      for (const [name, list] of listsOf(part)) {
        const empty = list.indexOf('');
        if (empty >= 0) report([...at, name, empty], { message: 'Expected some text, got ""' });
      }
    }
  },
  good: ['spec: {rules: [{to: [{operation: {methods: [GET]}}]}]}'],
  bad: [
    { yaml: 'spec: {rules: [{to: [{operation: {methods: [""]}}]}]}', at: 'spec.rules[0].to[0].operation.methods[0]' },
    { yaml: 'spec: {rules: [{from: [{source: {principals: [a, ""]}}]}]}', at: 'spec.rules[0].from[0].source.principals[1]' },
  ],
});
