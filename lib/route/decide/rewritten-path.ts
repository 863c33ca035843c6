import { compileRegex } from '../../values/re2';
import type { RouteMatch } from '../requests/route-match';
import type { Forward } from '../requests/route-configuration';
import { type HttpRequest, pathOf } from './request';

/** The path that the workload sees. */
export function rewrittenPath(
  request: HttpRequest, match: RouteMatch, { pathRewrite, regexRewrite }: Pick<Forward, 'pathRewrite' | 'regexRewrite'>,
): string {
  const own = pathOf(request);
  const rest = request.path.slice(own.length);
  if (pathRewrite !== undefined) return withPrefix(request.path, match, pathRewrite);
  if (!regexRewrite) return request.path;
  return `${compileRegex(regexRewrite.regex)?.replace(own, regexRewrite.substitution) ?? own}${rest}`;
}

/** A prefix replaces what the match asked for: the prefix, or else the whole path. */
export function withPrefix(path: string, { path: test }: RouteMatch, prefix: string): string {
  const end = path.search(/[?#]/);
  const whole = end < 0 ? path.length : end;
  return `${prefix}${path.slice('prefix' in test ? test.prefix.length : whole)}`;
}
