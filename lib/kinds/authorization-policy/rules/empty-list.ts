import type { Path } from '../../../core/finding';
import { defineRule } from '../../../core/rule';
import { conditions, listsOf, operations, type PolicyFields, sources } from '../parts';

/** A program that filters a list down to no entry does not want the rule to match everything. */
export const emptyList = defineRule<PolicyFields>({
  id: 'authorization-policy/empty-list',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected no empty list in a rule',
  why: 'Istio reads an empty list as unset: it restricts nothing, so the rule matches more than its author meant.',
  fix: 'fill the list, or remove it when nothing is to be restricted',
  source: ['https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source', 'https://protobuf.dev/programming-guides/json/'],
  check({ spec }, report) {
    const reportEmpty = (at: Path, part: object | undefined): void => {
      for (const [name, list] of Object.entries(part ?? {})) {
        if (Array.isArray(list) && list.length === 0) report([...at, name], { message: `Expected some ${name}, got []: it restricts nothing` });
      }
    };
    (spec.rules ?? []).forEach((rule, i) => reportEmpty(['spec', 'rules', i], rule));
    for (const { at, part } of [...sources(spec), ...operations(spec), ...conditions(spec)]) {
      // A part without any value is refused: that is another rule's.
      if (listsOf(part).length > 0) reportEmpty(at, part);
    }
  },
  good: ['spec: {rules: []}', 'spec: {rules: [{from: [{source: {namespaces: [shop]}}]}]}'],
  bad: [
    { yaml: 'spec: {rules: [{from: []}]}', at: 'spec.rules[0].from' },
    { yaml: 'spec: {rules: [{from: [{source: {principals: [], ipBlocks: [10.0.0.1]}}]}]}', at: 'spec.rules[0].from[0].source.principals' },
  ],
});
