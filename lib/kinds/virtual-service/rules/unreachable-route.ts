import { ruleOf } from './virtual-service-rule';
import { PROTOCOLS, firstWithoutMatch, routes } from './reachability-parts';

/** Unreachable route: one before it takes every request. */
export const unreachableRoute = ruleOf({
  name: 'unreachable-route',
  severity: 'warning',
  summary: 'Unreachable route: one before it takes every request',
  why: 'Routes are tried in order, and a route without matches takes what comes.',
  fix: 'move the route without matches to the end, or remove what stands behind it',
  source: 'VS-DUP-001, VS-DUP-002; virtualservice.go analyzeUnreachableHTTPRules, analyzeUnreachableTCPRules, analyzeUnreachableTLSRules',
  good: [routes('match: [{uri: {prefix: /a}}]', '')],
  bad: [[routes('', ''), 'spec.http[1]'], [routes('', 'match: [{uri: {prefix: /a}}]'), 'spec.http[1]']],
  check(spec, report) {
    for (const protocol of PROTOCOLS) {
      const all: readonly { readonly match?: readonly object[] }[] = spec[protocol] ?? [];
      const first = firstWithoutMatch(all);
      for (let i = first + 1; i < all.length; i++) {
        report(['spec', protocol, i], { message: `Expected a route that requests get to, got one behind route ${first}, which has no match` });
      }
    }
  },
});
