import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';

/** Routes name a subset by its name, so each name stands for one subset. */
export const uniqueSubsetNames = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/unique-subset-names',
  onlyWith: ['subsets'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Duplicate name of a subset',
  why: 'istiod refuses the resource: a route names a subset by its name, which would stand for two.',
  fix: 'rename one of the subsets, or join their settings in one',
  source: 'pkg/config/validation/validation.go#ValidateDestinationRule',
  check({ spec }, report) {
    const first = new Map<string, number>();
    for (const [i, { name }] of (spec.subsets ?? []).entries()) {
      const before = first.get(name);
      if (before === undefined) first.set(name, i);
      else report(['spec', 'subsets', i, 'name'], { message: `Expected a name of its own, got ${quote(name)} as subset ${before} has` });
    }
  },
  good: ['spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}'],
  bad: [
    { yaml: 'spec: {host: reviews, subsets: [{name: v1, labels: {version: v1}}, {name: v1, labels: {version: v2}}]}', at: 'spec.subsets[1].name' },
  ],
});
