import type { Json } from '../../values/types';
import { compileRegex } from '../../values/re2';
import type { RegexRewrite } from './api-action';
import type { Spec } from './rules/virtual-service-rule';

type Route = NonNullable<Spec['http']>[number];
type Match = NonNullable<Route['match']>[number];

/** A request that a route makes into one that no server expects. */
export interface WrongRewrite {
  readonly match: Match;
  /** A path that the route takes, and what becomes of it. */
  readonly path: string;
  readonly becomes: string;
  readonly kind: 'glued' | 'two slashes' | 'no slash';
}

/** The first match of a route whose prefix, replaced by the text, leaves a path without its slash or with one too many. */
export function wrongPrefixRewrite(routes: readonly Route[], index: number, text: string): WrongRewrite | undefined {
  return firstWrong(routes, index, (match) => {
    const { uri } = match;
    // Of a path that is matched as a whole nothing is left.
    if (uri?.exact !== undefined) return text.startsWith('/') ? undefined : { path: uri.exact, becomes: text, kind: 'no slash' };
    if (uri?.regex !== undefined) return text.startsWith('/') ? undefined : { path: 'a path', becomes: text, kind: 'no slash' };
    const prefix = uri?.prefix ?? '/';
    const path = prefix === '' ? '/x' : prefix.endsWith('/') ? `${prefix}x` : `${prefix}/x`;
    const becomes = text + path.slice(prefix.length);
    if (!text.startsWith('/')) return { path, becomes, kind: 'no slash' };
    if (prefix.endsWith('/') && !text.endsWith('/')) return { path, becomes, kind: 'glued' };
    return text.endsWith('/') && !prefix.endsWith('/') ? { path, becomes, kind: 'two slashes' } : undefined;
  });
}

/** The first match of a route for which the regex leaves a path without its first slash or with two in a row. */
export function wrongRegexRewrite(routes: readonly Route[], index: number, { match: regex = '', rewrite = '' }: Json<RegexRewrite>): WrongRewrite | undefined {
  const compiled = compileRegex(regex);
  if (compiled === undefined) return undefined;
  return firstWrong(routes, index, ({ uri }) => {
    if (uri?.regex !== undefined) return undefined;
    const start = uri?.exact ?? uri?.prefix ?? '/';
    const below = uri?.exact !== undefined ? [] : [start.endsWith('/') ? `${start}x` : `${start}/x`];
    for (const path of [...below, start].filter((each) => each.startsWith('/') && !each.includes('//'))) {
      const becomes = compiled.replace(path, rewrite);
      if (becomes.includes('//')) return { path, becomes, kind: 'two slashes' };
      if (!becomes.startsWith('/')) return { path, becomes, kind: 'no slash' };
    }
    return undefined;
  });
}

function firstWrong(
  routes: readonly Route[], index: number, test: (match: Match) => Omit<WrongRewrite, 'match'> | undefined,
): WrongRewrite | undefined {
  const matches = matchesOf(routes[index]!);
  for (const [m, match] of matches.entries()) {
    const wrong = test(match);
    if (wrong === undefined) continue;
    const earlier = [...routes.slice(0, index).flatMap(matchesOf), ...matches.slice(0, m)];
    if (!earlier.some((before) => takes(before, match, wrong.path))) return { match, ...wrong };
  }
  return undefined;
}

/** The matches of a route; one without any takes every request. */
function matchesOf({ match = [] }: Route): readonly Match[] {
  return match.length > 0 ? match : [{}];
}

/** True when an earlier match takes every request that the later one has for the path. */
function takes({ uri, name: _, statPrefix: _stat, ignoreUriCase, ...conditions }: Match, later: Match, path: string): boolean {
  const [text, wanted] = ignoreUriCase ? [path.toLowerCase(), lower(uri)] : [path, uri];
  const takesPath = wanted === undefined || wanted.exact === text
    || wanted.prefix !== undefined && text.startsWith(wanted.prefix)
    || wanted.regex !== undefined && compileRegex(wanted.regex)?.matches(path) === true;
  const isSame = (field: string, value: unknown): boolean => JSON.stringify(value) === JSON.stringify(later[field as keyof Match]);
  return takesPath && Object.entries(conditions).every(([field, value]) => isSame(field, value));
}

function lower(uri: Match['uri']): Match['uri'] {
  if (uri?.exact !== undefined) return { exact: uri.exact.toLowerCase() };
  return uri?.prefix === undefined ? uri : { prefix: uri.prefix.toLowerCase() };
}
