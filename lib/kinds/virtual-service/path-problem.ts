import type { Json } from '../../values/types';
import type { StringMatch } from '../_shared/string-match/api';

/** Why no request has a path, and what to write. */
export interface PathProblem {
  /** The field of the match. */
  readonly kind: 'exact' | 'prefix' | 'regex';
  readonly reason: string;
  readonly fix?: string;
}

const NO_SLASH = 'every path starts with a slash';

/** Why no request has the path that a match compares with; `undefined` where some may. What has a star is another question. */
export function pathProblem(match: Json<StringMatch>): PathProblem | undefined {
  if (match.regex !== undefined) {
    // Only a plain letter or digit at the start is certain: all else may match a slash, or nothing.
    return /^\^?[A-Za-z0-9](?![*?{])[^|]*$/.test(match.regex) ? { kind: 'regex', reason: NO_SLASH, fix: `write ${match.regex.replace(/^\^?/, '$&/')}` } : undefined;
  }
  const kind = match.exact === undefined ? 'prefix' : 'exact';
  const path = match[kind];
  if (path === undefined || path.includes('*') || path === '' && kind === 'prefix') return undefined;
  if (/[?#]/.test(path)) return { kind, reason: 'paths are compared without the query', fix: `write ${path.replace(/[?#].*$/s, '') || '/'}, and match parameters in queryParams` };
  return path.startsWith('/') ? undefined : { kind, reason: NO_SLASH, ...(path.includes(':') ? {} : { fix: `write /${path}` }) };
}
