import { defineRule } from '../../../core/rule';
import { PROTOCOLS, type Placed, placedMatches, routes } from './reachability-parts';
import type { Spec } from './virtual-service-rule';

/** Duplicate match: one before it is the same. */
export const duplicateMatch = defineRule<Spec>({
  id: 'virtual-service/duplicate-match',
  onlyWith: ['match'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Duplicate match: one before it is the same',
  why: 'Routes are tried in order, so the second match is never reached.',
  fix: 'remove the match, or add the condition that makes it different',
  source: [
    'pkg/config/validation/validation.go#analyzeUnreachableHTTPRules',
    'pkg/config/validation/validation.go#analyzeUnreachableTCPRules',
    'pkg/config/validation/validation.go#analyzeUnreachableTLSRules',
  ],
  good: [routes('match: [{uri: {prefix: /a}}, {uri: {exact: /a}}]')],
  bad: [{ yaml: routes('match: [{uri: {exact: /a}}]', 'match: [{uri: {exact: /a}, name: again}]'), at: 'spec.http[1].match[0]' }],
  check({ spec }, report) {
    for (const protocol of PROTOCOLS) {
      const first = new Map<string, Placed>();
      for (const placed of placedMatches(spec)[protocol]) {
        const other = first.get(placed.text);
        if (other === undefined) first.set(placed.text, placed);
        else report(placed.at, { message: `Expected a match of its own, got the same as in route ${other.route}` });
      }
    }
  },
});
