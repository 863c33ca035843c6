import { type PathRewrite, prefixRewrite } from '../../../lib/composition/leaves/rewrite';
import type { BehaviourClaim } from '../../../lib/composition/contribution';
import type { RequestMatch } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { compileRegex } from '../../../lib/values/re2';
import { assertOptions, type Pattern, refuseOption } from '../../core/pattern';
import { AUTHORITY } from './authority';
import type { HttpPoliciesRewrite, PathRegex } from './options';
import { prefixOf } from './prefix';

/** A rewrite, and the requests that it is for. @throws ConfigError for what rewrites nothing, or the wrong thing @internal */
export function rewriteOf(pattern: Pattern, rewrite: HttpPoliciesRewrite, when: readonly RequestMatch[]): Omit<BehaviourClaim, 'name'> {
  const { prefix, uri, uriRegexRewrite, authority } = rewrite;
  const no = (option: string, message: string, fix?: string): never => (
    refuseOption(pattern, ['rewrite', ...option === '' ? [] : [option]], message, fix)
  );
  if (prefix !== undefined && uriRegexRewrite !== undefined) no('uriRegexRewrite', 'Expected one of "prefix" and "uriRegexRewrite", got both');
  if ((prefix !== undefined) !== (uri !== undefined)) no('uri', `Expected "prefix" and "uri" together, got ${uri === undefined ? 'no "uri"' : '"uri" alone'}`);
  if (prefix === undefined && uriRegexRewrite === undefined && authority === undefined) no('', 'Expected a path or an authority, got none');
  if (authority !== undefined && !AUTHORITY.test(authority)) no('authority', `Expected a host, got ${quote(authority)}`, "write 'api.example.com'");
  const host = authority === undefined ? {} : { rewriteAuthority: authority };
  if (uriRegexRewrite !== undefined) return { when, behaviours: { rewritePath: pathRegex(pattern, uriRegexRewrite), ...host } };
  if (prefix === undefined) return { when, behaviours: host };
  const under = prefixOf(pattern, 'rewrite', { prefix, uri }, when);
  return { when: under.when, behaviours: { rewritePath: prefixRewrite(under.from, under.to), ...host } };
}

function pathRegex(pattern: Pattern, regex: PathRegex): PathRewrite {
  const at = ['rewrite', 'uriRegexRewrite'];
  const no = (option: string, message: string, fix?: string): never => refuseOption(pattern, [...at, option], message, fix);
  assertOptions(pattern, regex, { match: true, rewrite: true } satisfies Record<keyof PathRegex, true>, at);
  const { match, rewrite } = regex;
  const compiled = typeof match === 'string' ? compileRegex(match) : undefined;
  if (compiled === undefined) return no('match', `Expected a regex in RE2 syntax, got ${quote(match)}`);
  if (typeof rewrite !== 'string') return no('rewrite', `Expected a text, got ${quote(rewrite)}`);
  const wrong = (rewrite.match(/\\[^]?/g) ?? []).find((part) => part !== '\\\\' && !(/^\\\d$/.test(part) && Number(part[1]) <= compiled.groups));
  if (wrong !== undefined) no('rewrite', `Expected \\0 to \\${compiled.groups} for what the groups found, got ${quote(wrong)}`, 'write \\\\ for a backslash');
  return { match, rewrite };
}
