import { defineRule } from '../../../core/rule';
import { PROTOCOLS, firstWithoutMatch, routes } from './reachability-parts';
import type { Spec } from './virtual-service-rule';

/** Unreachable route: one before it takes every request. */
export const unreachableRoute = defineRule<Spec>({
  id: 'virtual-service/unreachable-route',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Unreachable route: one before it takes every request',
  why: 'Routes are tried in order, and a route without matches takes every request.',
  fix: 'move the route without matches to the end, or remove the routes behind it',
  source: [
    'pkg/config/validation/validation.go#analyzeUnreachableHTTPRules',
    'pkg/config/validation/validation.go#analyzeUnreachableTCPRules',
    'pkg/config/validation/validation.go#analyzeUnreachableTLSRules',
  ],
  aliases: ['IST0130'],
  good: [routes('match: [{uri: {prefix: /a}}]', '')],
  bad: [{ yaml: routes('', ''), at: 'spec.http[1]' }, { yaml: routes('', 'match: [{uri: {prefix: /a}}]'), at: 'spec.http[1]' }],
  check({ spec }, report) {
    for (const protocol of PROTOCOLS) {
      const all: readonly { readonly match?: readonly object[] }[] = spec[protocol] ?? [];
      const first = firstWithoutMatch(all);
      for (let i = first + 1; i < all.length; i++) {
        report(['spec', protocol, i], { message: `Expected a route that requests can reach, got one behind route ${first}, which has no match` });
      }
    }
  },
});
