import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { coveredPrefixes } from '../covered-prefixes';
import { placedMatches, routes } from './reachability-parts';
import type { Spec } from './virtual-service-rule';

/** Unreachable match: one before it with a shorter prefix takes the same requests. */
export const coveredMatch = defineRule<Spec>({
  id: 'virtual-service/covered-match',
  onlyWith: ['match'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Unreachable match: one before it with a shorter prefix takes the same requests',
  why: 'Routes are tried in order, and every path that starts with the longer prefix starts with the shorter one.',
  fix: 'move the route with the longer prefix in front of the one with the shorter prefix',
  source: ['pkg/config/validation/validation.go#analyzeUnreachableHTTPRules', 'pkg/config/validation/validation.go#coveredValidation'],
  aliases: ['IST0131'],
  good: [
    routes('match: [{uri: {prefix: /api/v1}}]', 'match: [{uri: {prefix: /api}}]'),
    routes('match: [{uri: {prefix: /api}, method: {exact: POST}}]', 'match: [{uri: {prefix: /api/v1}}]'),
  ],
  bad: [
    { yaml: routes('match: [{uri: {prefix: /api}}]', 'match: [{uri: {prefix: /api/v1}}]'), at: 'spec.http[1].match[0]' },
    { yaml: routes('match: [{uri: {prefix: /api}, method: {regex: POST}}]', 'match: [{uri: {prefix: /api/v1}}]'), at: 'spec.http[1].match[0]' },
  ],
  check({ spec }, report) {
    const seen = new Set<string>();
    const matches = placedMatches(spec).http.flatMap((placed) => {
      if (seen.has(placed.text)) return [];
      seen.add(placed.text);
      const match = placed.match as NonNullable<NonNullable<Spec['http']>[number]['match']>[number];
      return match.uri?.prefix ? [{ ...placed, match, prefix: match.uri.prefix }] : [];
    });
    for (const { covered, by } of coveredPrefixes(matches)) {
      report(covered.at, { message: `Expected a match that requests can reach, got prefix ${quote(covered.prefix)} behind ${quote(by.prefix)} of route ${by.route}` });
    }
  },
});
