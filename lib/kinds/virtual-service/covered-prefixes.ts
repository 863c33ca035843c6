import type { Json } from '../../values/types';
import type { StringMatch } from '../_shared/string-match/api';
import type { Spec } from './rules/virtual-service-rule';

type Match = NonNullable<NonNullable<Spec['http']>[number]['match']>[number];
type Text = Json<StringMatch> | undefined;

/** A match by prefix and what it is called in a message. */
export interface PrefixMatch {
  readonly match: Match;
  readonly prefix: string;
}

/** The matches that an earlier one with a shorter prefix takes everything from, each with that one. */
export function coveredPrefixes<T extends PrefixMatch>(matches: readonly T[]): readonly { readonly covered: T; readonly by: T }[] {
  const before = new Map<string, T[]>();
  const lengths = new Set<number>();
  return matches.flatMap((one) => {
    // Only what the prefix starts with can cover it, so only prefixes of its own are looked up.
    const by = [...lengths].filter((length) => length < one.prefix.length)
      .flatMap((length) => before.get(one.prefix.slice(0, length)) ?? []).find((earlier) => isWiderMatch(earlier.match, one.match));
    const same = before.get(one.prefix);
    if (same) same.push(one);
    else before.set(one.prefix, [one]);
    lengths.add(one.prefix.length);
    return by ? [{ covered: one, by }] : [];
  });
}

/** Istio's own idea of it, which compares a few fields only and takes a missing authority for any that is there. */
function isWiderMatch(a: Match, b: Match): boolean {
  return (a.port ?? 0) === (b.port ?? 0)
    && methodText(a).startsWith(methodText(b))
    && textCovers(a.authority, b.authority)
    && mapCovers(a.headers, b.headers) && mapCovers(a.queryParams, b.queryParams) && mapCovers(a.withoutHeaders, b.withoutHeaders);
}

function mapCovers(a: Readonly<Record<string, Text>> = {}, b: Readonly<Record<string, Text>> = {}): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && textCovers(a[key], b[key]));
}

function textCovers(a: Text, b: Text): boolean {
  return encoded(a).startsWith(encoded(b));
}

/** A method that is neither a text nor the beginning of one, such as a regex, counts as GET. */
function methodText({ method }: Match): string {
  return encoded(method) || encoded({ exact: 'GET' });
}

function encoded(text: Text): string {
  if (text?.exact) return `exact:${text.exact}`;
  return text?.prefix ? `prefix:${text.prefix}` : '';
}
