import { isMatchWithin } from '../../../lib/match/within';
import type { Redirect } from '../../../lib/composition/outcome';
import type { RequestMatch } from '../../../lib/match/request-match';
import { choices, quote } from '../../../lib/core/quote';
import { isPort } from '../../../lib/values/port';
import { type Pattern, refuseOption } from '../../core/pattern';
import { AUTHORITY } from './authority';
import type { HttpPoliciesRedirect } from './options';
import { prefixOf } from './prefix';

const CODES: readonly number[] = [301, 302, 303, 307, 308] satisfies HttpPoliciesRedirect['redirectCode'][];

/** Where each request is sent. @throws ConfigError for a redirect without a target, or to what is redirected again @internal */
export function redirectsOf(
  pattern: Pattern, options: HttpPoliciesRedirect, when: readonly RequestMatch[],
): { readonly when: RequestMatch; readonly redirect: Redirect }[] {
  const no = (option: string, message: string, fix?: string): never => (
    refuseOption(pattern, ['redirect', ...option === '' ? [] : [option]], message, fix)
  );
  const { prefix, uri, authority, scheme, port, redirectCode } = options;
  const parts = { authority, scheme, port };
  if (prefix !== undefined && uri === undefined) no('uri', 'Expected "uri" beside "prefix", got none', "write uri: '/new'");
  const isElsewhere = Object.values(parts).some((part) => part !== undefined);
  if (!isElsewhere && uri === undefined) no('', 'Expected where to, got nothing', "write uri: '/new/'");
  if (uri !== undefined && !(typeof uri === 'string' && /^\/[^#\s]*$/.test(uri))) no('uri', `Expected a path such as "/new/", got ${quote(uri)}`);
  if (authority !== undefined && !(typeof authority === 'string' && AUTHORITY.test(authority))) no('authority', `Expected a host, got ${quote(authority)}`, "write 'api.example.com'");
  if (port !== undefined && !isPort(port)) {
    no('port', `Expected a whole number from 1 to 65535, got ${quote(port)}`);
  }
  if (redirectCode !== undefined && !CODES.includes(redirectCode)) no('redirectCode', `Expected ${choices(CODES)}, got ${quote(redirectCode)}`);
  const others = { ...parts, ...(redirectCode === undefined ? {} : { status: redirectCode }) };

  if (prefix !== undefined) {
    const under = prefixOf(pattern, 'redirect', { prefix, uri }, when);
    if (!isElsewhere && `${under.to}/`.startsWith(`${under.from}/`)) {
      no('uri', `Expected a path that is not redirected again, got ${quote(uri)}`, 'choose a path outside of the prefix');
    }
    return under.when.map((match) => ({ when: match, redirect: { prefix: { from: under.from, to: under.to }, ...others } }));
  }
  const isAgain = (match: RequestMatch): boolean => isMatchWithin({ ...match, path: { exact: uri! } }, match);
  if (!isElsewhere && when.some(isAgain)) {
    no('uri', `Expected a path that is not redirected again, got ${quote(uri)}`, 'narrow the match, or choose another path');
  }
  return when.map((match) => ({ when: match, redirect: { ...(uri === undefined ? {} : { path: uri }), ...others } }));
}
