import { isMatchWithin } from '../../../lib/match/within';
import type { Redirect } from '../../../lib/composition/outcome';
import type { RequestMatch } from '../../../lib/match/request-match';
import { choices, quote } from '../../../lib/core/quote';
import { isPort } from '../../../lib/values/port';
import { type Pattern, refuseOption } from '../../core/pattern';
import { AUTHORITY } from './authority';
import type { HttpPoliciesRedirect } from './options';
import { prefixOf } from './prefix';

const STATUSES: readonly number[] = [301, 302, 303, 307, 308] satisfies HttpPoliciesRedirect['status'][];

/** Where each request is sent. @throws ConfigError for a redirect without a target, or to what is redirected again @internal */
export function redirectsOf(
  pattern: Pattern, options: HttpPoliciesRedirect, when: readonly RequestMatch[],
): { readonly when: RequestMatch; readonly redirect: Redirect }[] {
  const no = (option: string, message: string, fix?: string): never => (
    refuseOption(pattern, ['redirect', ...option === '' ? [] : [option]], message, fix)
  );
  const { path, prefix, to, authority, scheme, port, status } = options;
  const parts = { authority, scheme, port };
  if (path !== undefined && prefix !== undefined) no('prefix', 'Expected one of "path" and "prefix", got both');
  if ((prefix === undefined) !== (to === undefined)) no('to', `Expected "prefix" and "to" together, got ${to === undefined ? 'no "to"' : '"to" alone'}`);
  const isElsewhere = Object.values(parts).some((part) => part !== undefined);
  if (!isElsewhere && path === undefined && prefix === undefined) no('', 'Expected where to, got nothing', "write path: '/new/'");
  if (path !== undefined && !(typeof path === 'string' && /^\/[^#\s]*$/.test(path))) no('path', `Expected a path such as "/new/", got ${quote(path)}`);
  if (authority !== undefined && !(typeof authority === 'string' && AUTHORITY.test(authority))) no('authority', `Expected a host, got ${quote(authority)}`, "write 'api.example.com'");
  if (port !== undefined && !isPort(port)) {
    no('port', `Expected a whole number from 1 to 65535, got ${quote(port)}`);
  }
  if (status !== undefined && !STATUSES.includes(status)) no('status', `Expected ${choices(STATUSES)}, got ${quote(status)}`);
  const others = { ...parts, ...(status === undefined ? {} : { status }) };

  if (prefix !== undefined) {
    const under = prefixOf(pattern, 'redirect', { prefix, to }, when);
    if (!isElsewhere && `${under.to}/`.startsWith(`${under.from}/`)) {
      no('to', `Expected a path that is not redirected again, got ${quote(to)}`, 'choose a path outside of the prefix');
    }
    return under.when.map((match) => ({ when: match, redirect: { prefix: { from: under.from, to: under.to }, ...others } }));
  }
  const isAgain = (match: RequestMatch): boolean => isMatchWithin({ ...match, path: { exact: path! } }, match);
  if (!isElsewhere && when.some(isAgain)) {
    no('path', `Expected a path that is not redirected again, got ${quote(path)}`, 'narrow the match, or choose another path');
  }
  return when.map((match) => ({ when: match, redirect: { ...(path === undefined ? {} : { path }), ...others } }));
}
