import type { PathRewrite } from '../../../lib/composition/leaves/rewrite';
import type { BehaviourClaim } from '../../../lib/composition/contribution';
import type { RequestMatch } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { compileRegex } from '../../../lib/values/re2';
import { type Pattern, refuseOption } from '../../core/pattern';
import { AUTHORITY } from './authority';
import type { HttpPoliciesRewrite } from './options';
import { type Prefix, prefixOf } from './prefix';

/** A rewrite, and the requests that it is for. @throws ConfigError for what rewrites nothing, or the wrong thing @internal */
export function rewriteOf(pattern: Pattern, rewrite: HttpPoliciesRewrite, when: readonly RequestMatch[]): Omit<BehaviourClaim, 'name'> {
  const { prefix, regex, to, authority } = rewrite;
  const no = (option: string, message: string, fix?: string): never => (
    refuseOption(pattern, ['rewrite', ...option === '' ? [] : [option]], message, fix)
  );
  if (prefix !== undefined && regex !== undefined) no('regex', 'Expected one of "prefix" and "regex", got both');
  const isPath = prefix !== undefined || regex !== undefined;
  if (isPath !== (to !== undefined)) no('to', `Expected "prefix" or "regex" and "to" together, got ${isPath ? 'no "to"' : '"to" alone'}`);
  if (!isPath && authority === undefined) no('', 'Expected a path or an authority, got none');
  if (authority !== undefined && !AUTHORITY.test(authority)) no('authority', `Expected a host, got ${quote(authority)}`, "write 'api.example.com'");
  const host = authority === undefined ? {} : { rewriteAuthority: authority };
  if (regex !== undefined) {
    const compiled = typeof regex === 'string' ? compileRegex(regex) : undefined;
    if (compiled === undefined) return no('regex', `Expected a regex in RE2 syntax, got ${quote(regex)}`);
    if (typeof to !== 'string') return no('to', `Expected a text, got ${quote(to)}`);
    const wrong = (to.match(/\\[^]?/g) ?? []).find((part) => part !== '\\\\' && !(/^\\\d$/.test(part) && Number(part[1]) <= compiled.groups));
    if (wrong !== undefined) no('to', `Expected \\0 to \\${compiled.groups} for what the groups found, got ${quote(wrong)}`, 'write \\\\ for a backslash');
    return { when, behaviours: { rewritePath: { match: regex, rewrite: to }, ...host } };
  }
  if (prefix === undefined) return { when, behaviours: host };
  const under = prefixOf(pattern, 'rewrite', { prefix, to }, when);
  return { when: under.when, behaviours: { rewritePath: withoutPrefix(under), ...host } };
}

/**
 * The regex that takes a prefix off a path, and leaves no `//` behind. Istio's own prefix rewrite replaces whatever prefix the route
 * matched, which is another one as soon as another pattern narrows the route.
 */
function withoutPrefix(prefix: Prefix): PathRewrite {
  const from = prefix.from.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const base = prefix.to.replaceAll('\\', '\\\\');
  return base === '' ? { match: `^${from}/?(.*)$`, rewrite: '/\\1' } : { match: `^${from}(/.*)?$`, rewrite: `${base}\\1` };
}
