import { joinMatches } from '../../../lib/match/join';
import type { RequestMatch } from '../../../lib/match/request-match';
import { underPath } from '../../../lib/match/under-path';
import { quote } from '../../../lib/core/quote';
import { type Pattern, refuseOption } from '../../core/pattern';

/** A prefix of paths that another takes the place of, segment by segment. */
export interface Prefix {
  /** Without a slash at the end. */
  readonly from: string;
  /** Without a slash at the end. */
  readonly to: string;
  /** The requests under it. */
  readonly when: readonly RequestMatch[];
}

/** The prefix that an option names, and the requests under it. @throws ConfigError for what is no prefix, or has no requests @internal */
export function prefixOf(
  pattern: Pattern, option: 'rewrite' | 'redirect', { prefix, uri }: { readonly prefix: unknown; readonly uri: unknown },
  when: readonly RequestMatch[],
): Prefix {
  const no = (at: string, message: string, fix?: string): never => (
    refuseOption(pattern, at, message, fix)
  );
  const from = typeof prefix === 'string' ? withoutSlash(prefix) : '';
  if (!/^\/[^?#]*$/.test(from)) no(`${option}.prefix`, `Expected a path such as "/docs", got ${quote(prefix)}`);
  if (typeof uri !== 'string' || !/^\/[^?#]*$/.test(uri)) return no(`${option}.uri`, `Expected a path such as "/", got ${quote(uri)}`);
  const { matches, problem } = joinMatches(when, underPath(from));
  if (matches.length === 0 || problem) no('match', `Expected requests under ${quote(prefix)}, got others`, 'leave out the match on the path');
  return { from, to: withoutSlash(uri), when: matches };
}

function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
