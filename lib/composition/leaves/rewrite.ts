import type { BehaviourRow } from './behaviour-row';

/** How the path of a request is changed before it goes on: by a regex, which is right whatever the route matches. */
export interface PathRewrite {
  /** The text that is replaced, as a regex in RE2 syntax. */
  readonly match: string;
  /** The replacement; `\1` is the text of the first group. */
  readonly rewrite: string;
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
