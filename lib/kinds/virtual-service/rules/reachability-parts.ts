import { compareText } from '../../../core/compare-text';
import type { Path } from '../../../core/finding';
import { lastAsked } from '../../../core/last-asked';
import { type Spec, TO_A } from './virtual-service-rule';

/** The kinds of routes, each tried in order. */
export const PROTOCOLS = ['http', 'tcp', 'tls'] as const;

type Protocol = (typeof PROTOCOLS)[number];

/** Fields that mean something even when nothing is in them. */
export const TEXT_MATCHES = ['uri', 'scheme', 'method', 'authority'];

/** A match of a route, as far as reachability goes. */
export interface Placed {
  readonly at: Path;
  readonly route: number;
  readonly match: object;
  /** The same for matches that mean the same. */
  readonly text: string;
}

/** Where the routes of a protocol end to be reached: the first one without matches. */
export function firstWithoutMatch(routes: readonly { readonly match?: readonly object[] }[]): number {
  const found = routes.findIndex(({ match = [] }) => match.length === 0);
  return found < 0 ? routes.length : found;
}

/** Every match that may still be reached, by protocol, each with its place. */
export const placedMatches: (spec: Spec) => Readonly<Record<Protocol, readonly Placed[]>> = lastAsked((spec) => (
  { http: placedIn(spec, 'http'), tcp: placedIn(spec, 'tcp'), tls: placedIn(spec, 'tls') }
));

function placedIn(spec: Spec, protocol: Protocol): Placed[] {
  const routes: readonly { readonly match?: readonly object[] }[] = spec[protocol] ?? [];
  return routes.slice(0, firstWithoutMatch(routes)).flatMap(({ match = [] }, route) => (
    match.map((one, m) => ({ at: ['spec', protocol, route, 'match', m], route, match: one, text: canonical(one) }))
  ));
}

/** The match without its name, and without what is as good as nothing. */
function canonical(match: object): string {
  const fields = Object.entries(match).filter(([key, value]: [string, unknown]) => {
    if (key === 'name') return false;
    if (TEXT_MATCHES.includes(key)) return true;
    return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
  });
  return sortedJson(Object.fromEntries(fields));
}

/** JSON with its keys in order. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => compareText(a, b));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${sortedJson(field)}`).join()}}`;
}

/** HTTP routes with these fields, in YAML. */
export const routes = (...all: readonly string[]): string => `spec: {hosts: [a.com], http: [${all.map((fields) => `{${fields}${fields && ', '}${TO_A}}`).join(', ')}]}`;
