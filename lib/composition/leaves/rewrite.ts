import { quoteRegex } from '../../match/quote-regex';
import type { BehaviourRow } from './behaviour-row';

/** How the path of a request is changed before it goes on: by a regex, which is right whatever the route matches. */
export interface PathRewrite {
  /** The text that is replaced, as a regex in RE2 syntax. */
  readonly match: string;
  /** The replacement; `\1` is the text of the first group. */
  readonly rewrite: string;
}

/**
 * The rewrite that puts another path in the place of a prefix, and leaves no `//` behind. Istio's own prefix rewrite replaces whatever
 * prefix the route matched, which is another one as soon as another pattern narrows the route.
 *
 * @param from the prefix, without a slash at the end
 * @param to what takes its place, without a slash at the end
 */
export function prefixRewrite(from: string, to: string): PathRewrite {
  const base = to.replaceAll('\\', '\\\\');
  return base === '' ? { match: `^${quoteRegex(from)}/?(.*)$`, rewrite: '/\\1' } : { match: `^${quoteRegex(from)}(/.*)?$`, rewrite: `${base}\\1` };
}

/** The rewrite of paths that have another prefix in front, which goes as well; `undefined` for any but a rewrite of a prefix. */
export function behindPrefix({ match, rewrite }: PathRewrite, prefix: string): PathRewrite | undefined {
  const isOfPrefix = match.startsWith('^/') && (match.endsWith('/?(.*)$') || match.endsWith('(/.*)?$'));
  return isOfPrefix ? { match: `^${quoteRegex(prefix)}${match.slice(1)}`, rewrite } : undefined;
}

/** The row of `rewritePath`. */
export const rewritePathRow: BehaviourRow<PathRewrite> = {
  for: 'requests',
  onResponses: false,
  name: 'rewrite path',
  text: ({ match, rewrite }) => `${JSON.stringify(match)} becomes ${JSON.stringify(rewrite)}`,
  write: ({ match, rewrite }) => ({ rewrite: { uriRegexRewrite: { match, rewrite } } }),
};

/** The row of `rewriteAuthority`. */
export const rewriteAuthorityRow: BehaviourRow<string> = {
  for: 'requests',
  onResponses: false,
  name: 'rewrite authority',
  text: (authority) => authority,
  write: (authority) => ({ rewrite: { authority } }),
};
