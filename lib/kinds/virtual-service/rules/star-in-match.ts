import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { strayStar } from '../../_shared/string-match/star';
import { type TextMatch, textMatches } from '../text-matches';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const when = (match: string): string => withRoute(`match: [{${match}}], ${TO_A}`);
const AT = 'spec.http[0].match[0]';
// HTTP itself has stars in these headers, such as "Accept: */*" and "If-Match: *".
const STARRED = /^(?:accept(?:-.+)?|if-match|if-none-match|access-control-.+|vary|via|te|range)$/i;

/** No comparison of a route has a wildcard: what ends in anything is a prefix, what has anything inside is a regex. */
export const starInMatch = defineRule<Spec>({
  id: 'virtual-service/star-in-match',
  onlyWith: ['match'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected no star as a wildcard in a match',
  why: 'Envoy compares the star of exact and prefix as a star, so hardly any request matches; in a regex the star repeats the character in front of it.',
  fix: 'write the text in front of the star as prefix, or a regex in which .* is any text',
  source: ['test/traffic/recorded/matches-that-take-no-request.yaml', 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch'],
  check({ spec }, report) {
    for (const one of textMatches(spec)) {
      if (mayHaveStar(one)) continue;
      const star = strayStar(one.match);
      if (star === undefined) continue;
      const { field, reason, fix } = star;
      report([...one.at, field], { message: `Expected a text without a wildcard, got ${field} ${quote(one.match[field])}: ${reason}`, fix });
    }
  },
  good: [
    when('uri: {prefix: /api/}'), when('uri: {regex: "/api/.*"}'), when('uri: {regex: "/[a-z]*/x(/.*)?"}'), when('uri: {regex: "/v\\\\d*"}'),
    when('headers: {accept: {exact: "*/*"}, if-none-match: {exact: "*"}}'), when('queryParams: {q: {exact: "*"}}'),
  ],
  bad: [
    { yaml: when('uri: {prefix: "/api/*"}'), at: `${AT}.uri.prefix` },
    { yaml: when('uri: {exact: "/a*"}'), at: `${AT}.uri.exact` },
    { yaml: when('uri: {prefix: "/users/*/orders"}'), at: `${AT}.uri.prefix` },
    { yaml: when('uri: {regex: "/api/*"}'), at: `${AT}.uri.regex` },
    { yaml: when('authority: {exact: "*.example.com"}'), at: `${AT}.authority.exact` },
    { yaml: when('headers: {x-tenant: {exact: "acme-*"}}'), at: `${AT}.headers.x-tenant.exact` },
    { yaml: when('headers: {x-tenant: {exact: "*"}}'), at: `${AT}.headers.x-tenant.exact` },
    { yaml: when('method: {exact: "*"}'), at: `${AT}.method.exact` },
    { yaml: when('queryParams: {version: {exact: "v1*"}}'), at: `${AT}.queryParams.version.exact` },
  ],
});

/** True where a star may be meant: a search for everything, headers of which it is a value, and regexes of any text but a path. */
function mayHaveStar({ field, name = '', match }: TextMatch): boolean {
  if (match.regex !== undefined) return field !== 'uri';
  if (field === 'queryParams') return match.exact === '*';
  return (field === 'headers' || field === 'withoutHeaders') && STARRED.test(name);
}
