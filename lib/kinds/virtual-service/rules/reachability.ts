import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { coveredPrefixes } from '../covered-prefixes';
import { rulesOf, type Spec, TO_A } from './rule-rows';

const PROTOCOLS = ['http', 'tcp', 'tls'] as const;
/** Fields that mean something even when nothing is in them. */
const TEXT_MATCHES = ['uri', 'scheme', 'method', 'authority'];

/** A match of a route, as far as reachability goes. */
interface Placed {
  readonly at: Path;
  readonly route: number;
  readonly match: object;
}

/** Where the routes of a protocol end to be reached: the first one without matches. */
function firstWithoutMatch(routes: readonly { readonly match?: readonly object[] }[]): number {
  const found = routes.findIndex(({ match = [] }) => match.length === 0);
  return found < 0 ? routes.length : found;
}

/** Every match that may still be reached, with its place. */
function placedMatches(spec: Spec, protocol: (typeof PROTOCOLS)[number]): readonly Placed[] {
  const routes: readonly { readonly match?: readonly object[] }[] = spec[protocol] ?? [];
  return routes.slice(0, firstWithoutMatch(routes)).flatMap(({ match = [] }, route) => (
    match.map((one, m) => ({ at: ['spec', protocol, route, 'match', m], route, match: one }))
  ));
}

/** The match as text that is the same for matches that mean the same: without its name, and without what is as good as nothing. */
function canonical(match: object): string {
  const fields = Object.entries(match).filter(([key, value]: [string, unknown]) => {
    if (key === 'name') return false;
    if (TEXT_MATCHES.includes(key)) return true;
    return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
  });
  return sortedJson(Object.fromEntries(fields));
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${sortedJson(field)}`).join()}}`;
}

const routes = (...all: readonly string[]): string => `spec: {hosts: [a.com], http: [${all.map((fields) => `{${fields}${fields && ', '}${TO_A}}`).join(', ')}]}`;

/** Routes that no request ever gets to. */
export const reachability = rulesOf([
  {
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
  },
  {
    name: 'duplicate-match',
    severity: 'warning',
    summary: 'Duplicate match: one before it is the same',
    why: 'Routes are tried in order, so the second match is never asked.',
    fix: 'remove the match, or say what is different about it',
    source: 'VS-DUP-003, VS-DUP-004; virtualservice.go analyzeUnreachableHTTPRules',
    good: [routes('match: [{uri: {prefix: /a}}, {uri: {exact: /a}}]')],
    bad: [[routes('match: [{uri: {exact: /a}}]', 'match: [{uri: {exact: /a}, name: again}]'), 'spec.http[1].match[0]']],
    check(spec, report) {
      for (const protocol of PROTOCOLS) {
        const first = new Map<string, Placed>();
        for (const placed of placedMatches(spec, protocol)) {
          const key = canonical(placed.match);
          const other = first.get(key);
          if (other === undefined) first.set(key, placed);
          else report(placed.at, { message: `Expected a match of its own, got the same as in route ${other.route}` });
        }
      }
    },
  },
  {
    name: 'covered-match',
    severity: 'warning',
    summary: 'Unreachable match: one before it with a shorter prefix takes the same requests',
    why: 'Routes are tried in order, and every path that starts with the longer prefix starts with the shorter one.',
    fix: 'move the route with the longer prefix in front of the other',
    source: 'VS-DUP-005; virtualservice.go analyzeUnreachableHTTPRules',
    good: [routes('match: [{uri: {prefix: /api/v1}}]', 'match: [{uri: {prefix: /api}}]')],
    bad: [[routes('match: [{uri: {prefix: /api}}]', 'match: [{uri: {prefix: /api/v1}}]'), 'spec.http[1].match[0]']],
    check(spec, report) {
      const seen = new Set<string>();
      const matches = placedMatches(spec, 'http').flatMap((placed) => {
        const key = canonical(placed.match);
        if (seen.has(key)) return [];
        seen.add(key);
        const match = placed.match as NonNullable<NonNullable<Spec['http']>[number]['match']>[number];
        return match.uri?.prefix ? [{ ...placed, match, prefix: match.uri.prefix }] : [];
      });
      for (const { covered, by } of coveredPrefixes(matches)) {
        report(covered.at, { message: `Expected requests that get here, got prefix ${quote(covered.prefix)} behind ${quote(by.prefix)} of route ${by.route}` });
      }
    },
  },
]);
