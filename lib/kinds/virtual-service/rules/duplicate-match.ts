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
  aliases: ['IST0131'],
  good: [routes('match: [{uri: {prefix: /a}}, {uri: {exact: /a}}]')],
  bad: [{ yaml: routes('match: [{uri: {exact: /a}}]', 'match: [{uri: {exact: /a}, name: again}]'), at: 'spec.http[1].match[0]' }],
  check({ spec }, report) {
    for (const protocol of PROTOCOLS) {
      const first = new Map<string, Placed>();
      const repeated: { readonly placed: Placed; readonly first: number }[] = [];
      for (const placed of placedMatches(spec)[protocol]) {
        const other = first.get(placed.text);
        if (other === undefined) first.set(placed.text, placed);
        else repeated.push({ placed, first: other.route });
      }
      const counts = countsOf(repeated.map(({ placed }) => placed.route));
      for (const [i, { placed: { at, route }, first: before }] of repeated.entries()) {
        // With the last match of a route that has no other one left, istiod says that the route is unreachable as well.
        const isLast = repeated[i + 1]?.placed.route !== route && counts.get(route) === matchesOf(spec, protocol, route);
        report(at, {
          message: `Expected a match of its own, got the same as in route ${before}`,
          ...(isLast ? { aliases: ['IST0131', 'IST0130'] } : {}),
        });
      }
    }
  },
});

function countsOf(routes: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const route of routes) counts.set(route, (counts.get(route) ?? 0) + 1);
  return counts;
}

function matchesOf(spec: Spec, protocol: (typeof PROTOCOLS)[number], route: number): number {
  return (spec[protocol]?.[route] as { readonly match?: readonly object[] } | undefined)?.match?.length ?? 0;
}
