import { defineRule } from '../../../core/rule';
import { listsOf, operations, type PolicyFields, sources } from '../parts';

/** A source or an operation needs a condition. */
export const partNotEmpty = defineRule<PolicyFields>({
  id: 'authorization-policy/part-not-empty',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected at least one condition in a source or an operation',
  why: 'istiod refuses the resource: it could mean everything or nothing.',
  fix: 'fill it, or remove the entry; a rule without from and to matches every request',
  source: 'pkg/config/validation/validation.go#ValidateAuthorizationPolicy',
  check({ spec }, report) {
    for (const { at, part } of sources(spec)) {
      if (listsOf(part).length === 0) report(at, { message: `Expected at least one condition in a source, got ${part ? 'none' : 'no source'}` });
    }
    for (const { at, part } of operations(spec)) {
      if (listsOf(part).length === 0) report(at, { message: `Expected at least one condition in an operation, got ${part ? 'none' : 'no operation'}` });
    }
  },
  good: ['spec: {rules: [{from: [{source: {namespaces: [shop]}}], to: [{operation: {ports: ["80"]}}]}]}', 'spec: {rules: [{from: [], to: []}]}'],
  bad: [
    { yaml: 'spec: {rules: [{from: [{}]}]}', at: 'spec.rules[0].from[0]' },
    { yaml: 'spec: {rules: [{from: [{source: {principals: []}}]}]}', at: 'spec.rules[0].from[0].source' },
    { yaml: 'spec: {rules: [{to: [{operation: {}}]}]}', at: 'spec.rules[0].to[0].operation' },
  ],
});
