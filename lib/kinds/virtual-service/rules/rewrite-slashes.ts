import type { Path } from '../../../core/finding';
import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { type WrongRewrite, wrongPrefixRewrite, wrongRegexRewrite } from '../rewritten-paths';
import { hasGatewaySemantics, type Spec, TO_A, withRoute } from './virtual-service-rule';

const when = (match: string, rewrite: string): string => withRoute(`match: [${match}], rewrite: ${rewrite}, ${TO_A}`);
const AT = 'spec.http[0].rewrite.uri';

/** A rewrite puts its text in the place of whatever prefix the route matched, letter by letter, for each of its matches. */
export const rewriteSlashes = defineRule<Spec>({
  id: 'virtual-service/rewrite-slashes',
  onlyWith: ['rewrite', 'redirect'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a rewrite after which each path has its slashes',
  why: 'Envoy puts the text in the place of the matched prefix, letter by letter: /base for /common/ makes /common/api into /baseapi, and / for /common makes it into //api.',
  fix: 'end both the prefix and its replacement with a slash, or neither; give matches that need another one a route of their own',
  source: [
    'pilot/pkg/networking/core/route/route.go#applyHTTPRouteDestination',
    'pilot/pkg/networking/core/route/route.go#ApplyRedirect',
    'test/traffic/recorded/rewrite-of-two-prefixes.yaml',
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite',
  ],
  check({ spec: { http = [] }, metadata }, report) {
    if (hasGatewaySemantics(metadata)) return;
    http.forEach(({ rewrite, redirect }, i) => {
      const say = (at: Path, text: string, wrong: WrongRewrite | undefined): void => {
        if (wrong) report(['spec', 'http', i, ...at], { message: messageOf(text, wrong), ...fixOf(text, wrong) });
      };
      if (rewrite?.uri) say(['rewrite', 'uri'], rewrite.uri, wrongPrefixRewrite(http, i, rewrite.uri));
      const regex = rewrite?.uri ? undefined : rewrite?.uriRegexRewrite;
      if (regex?.match && regex.rewrite) say(['rewrite', 'uriRegexRewrite', 'rewrite'], regex.rewrite, wrongRegexRewrite(http, i, regex));
      if (redirect?.prefixRewrite && !redirect.uri) say(['redirect', 'prefixRewrite'], redirect.prefixRewrite, wrongPrefixRewrite(http, i, redirect.prefixRewrite));
    });
  },
  good: [
    when('{uri: {prefix: /common/}}', '{uri: /}'), when('{uri: {prefix: /common}}', '{uri: /base}'), when('{uri: {exact: /a}}', '{uri: /b/}'),
    when('{uri: {prefix: /common/}}, {uri: {prefix: /common}}', '{uri: /}'), when('{uri: {prefix: /common/}}, {uri: {exact: /common}}', '{uri: /}'),
    when('{uri: {prefix: /}}', '{uri: /base/}'), when('{uri: {prefix: /a}}', '{uriRegexRewrite: {match: "^/a/?(.*)$", rewrite: "/\\\\1"}}'),
    withRoute(`rewrite: {authority: b.com}, ${TO_A}`), when('{uri: {regex: "/a/.*"}}', '{uri: /b}'),
  ],
  bad: [
    { yaml: when('{uri: {prefix: /desk}}, {uri: {prefix: /}}', '{uri: /desk}'), at: AT },
    { yaml: when('{uri: {prefix: /common}}', '{uri: /}'), at: AT },
    { yaml: when('{uri: {prefix: /common/}}', '{uri: /base}'), at: AT },
    { yaml: withRoute(`rewrite: {uri: /base}, ${TO_A}`), at: AT },
    { yaml: when('{headers: {x-beta: {}}}', '{uri: /beta}'), at: AT },
    { yaml: when('{uri: {prefix: /a}}', '{uri: b}'), at: AT },
    { yaml: when('{uri: {prefix: /a}}', '{uriRegexRewrite: {match: "^/a(.*)$", rewrite: "/\\\\1"}}'), at: 'spec.http[0].rewrite.uriRegexRewrite.rewrite' },
    { yaml: withRoute('match: [{uri: {prefix: /old}}], redirect: {prefixRewrite: /}'), at: 'spec.http[0].redirect.prefixRewrite' },
  ],
});

function messageOf(text: string, { match: { uri }, path, becomes, kind }: WrongRewrite): string {
  const matched = uri?.exact ?? uri?.prefix ?? uri?.regex;
  const of = matched === undefined ? 'of a match without a path' : `of ${uri?.prefix === undefined ? 'the path' : 'the prefix'} ${quote(matched)}`;
  const fault = { 'glued': 'it has no slash at its end', 'two slashes': 'two slashes remain', 'no slash': 'the path has no slash at its start' }[kind];
  return `Expected a rewrite ${of} that keeps the slashes, got ${quote(text)}: ${path} becomes ${quote(becomes)}, ${fault}`;
}

function fixOf(text: string, { match: { uri }, kind }: WrongRewrite): { fix?: string } {
  if (kind === 'glued') return { fix: `write ${text}/, in a route of its own for ${uri?.prefix ?? 'this match'}` };
  if (kind === 'two slashes' && uri?.prefix) return { fix: `match prefix: ${uri.prefix}/ for this rewrite, and exact: ${uri.prefix} beside it` };
  return {};
}
