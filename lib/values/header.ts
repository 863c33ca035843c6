import { quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { formatProblem } from './istio-format';

const NAME = /^[0-9A-Za-z!#$%&'*+,.^_`|~-]+$/;
const NOT_IN_NAME = /[^0-9A-Za-z!#$%&'*+,.^_`|~-]/u;
const PSEUDO_HEADERS: readonly string[] = [':method', ':scheme', ':authority', ':path', ':status'];
const CLAIMS = '@request.auth.claims';
// The tab is the one control character that a header may have.
const CONTROL = /[\x00-\x08\x0A-\x1F\x7F]/;

/** What is wrong with a header name as a request carries it. Istio takes the comma too, which HTTP does not. */
export function headerNameProblem(text: string): string | undefined {
  if (text === '') return 'it is empty';
  if (NAME.test(text)) return undefined;
  return `${quote(NOT_IN_NAME.exec(text)![0])} cannot stand in a header name`;
}

/** True for a claim of a request's token in place of a header: `@request.auth.claims.group`, `@request.auth.claims[group]`. */
export function isJwtClaim(name: string): boolean {
  if (name.slice(0, CLAIMS.length).toLowerCase() !== CLAIMS) return false;
  const claim = name.slice(CLAIMS.length);
  if (claim.startsWith('.')) return claim.length > 1;
  return claim.startsWith('[') && claim.endsWith(']') && claim.length > 2;
}

const HEADER = { severity: 'error', authority: 'istiod', why: 'istiod refuses the resource.' } as const;

/** The name of a header, as a cookie or hash policy has it. */
export const headerName = defineValue({
  ...HEADER,
  id: 'value/header-name',
  summary: 'A header name has the characters of one',
  fix: 'write the name alone: letters, digits and hyphens are safe',
  source: 'pkg/config/validation/validation.go#ValidateStrictHTTPHeaderName',
  expected: 'a header name',
  test: headerNameProblem,
  good: ['x-user', 'X_User', 'a,b', "!#$%&'*+.^`|~"],
  bad: ['', 'x user', 'x:user', ':path', 'é', 'x-user\n'],
});

/** What a route can match on: a header, a pseudo-header, a claim of the token. */
export const headerMatch = defineValue({
  ...HEADER,
  id: 'value/header-match',
  summary: 'A header to match is a header name, a pseudo-header or a claim',
  fix: 'write a header name, one of :method :scheme :authority :path :status, or @request.auth.claims.name',
  source: ['pkg/config/validation/validation.go#ValidateHTTPHeaderNameOrJwtClaimRoute', 'pkg/jwt/routing.go#ToRoutingClaim'],
  expected: 'a header name, a pseudo-header or a claim',
  test(text) {
    if (isJwtClaim(text) || PSEUDO_HEADERS.includes(text)) return undefined;
    if (text.startsWith(':')) return `the pseudo-headers are ${PSEUDO_HEADERS.join(' ')}`;
    return text.startsWith('@') ? `a claim is ${CLAIMS}.name or ${CLAIMS}[name]` : headerNameProblem(text);
  },
  good: ['x-user', ':path', '@request.auth.claims.group', '@Request.Auth.Claims[a][b]'],
  bad: ['', ':Path', ':protocol', '@request.auth.claims', '@request.auth.claims.', '@request.auth.claims[]', 'x user'],
});

/** The name of a header that a route adds to or sets on a request. */
export const requestHeader = defineValue({
  ...HEADER,
  id: 'value/request-header',
  summary: 'A header to add to a request is no pseudo-header but :authority',
  fix: 'write the name of a header; for the path and the method use rewrite',
  source: 'pkg/config/validation/validation.go#ValidateHTTPHeaderWithAuthorityOperationName',
  expected: 'the name of a header, or :authority',
  test(text) {
    if (text === '') return 'it is empty';
    return text.startsWith(':') && text.toLowerCase() !== ':authority' ? 'of the pseudo-headers only :authority may be changed' : undefined;
  },
  good: ['x-user', 'Host', ':authority', ':Authority', 'any thing'],
  bad: ['', ':path', ':method', ':'],
});

/** The name of a header that a route removes, or changes on a response. */
export const plainHeader = defineValue({
  ...HEADER,
  id: 'value/plain-header',
  summary: 'A header to remove, or to change on a response, is neither Host nor a pseudo-header',
  fix: 'write the name of another header',
  source: 'pkg/config/validation/validation.go#ValidateHTTPHeaderOperationName',
  expected: 'the name of a header other than Host',
  test(text) {
    if (text === '') return 'it is empty';
    if (text.startsWith(':')) return 'a pseudo-header cannot be changed here';
    return text.toLowerCase() === 'host' ? 'Host cannot be changed here' : undefined;
  },
  good: ['x-user', 'any thing', 'hosts'],
  bad: ['', 'Host', 'host', ':authority', ':path'],
});

/** The value that a route gives to a header: text with Envoy's variables. */
export const headerValue = defineValue({
  ...HEADER,
  id: 'value/header-value',
  summary: 'A header value is text without control characters, with percent signs only around variables',
  fix: 'write %% for a percent sign and %NAME% or %NAME(…)% for a variable of Envoy',
  source: ['pkg/config/validation/validation.go#ValidateHTTPHeaderValue', 'pkg/config/validation/header_value_validator.go#validateHeaderValue'],
  expected: 'the value of a header',
  test: (text) => (CONTROL.test(text) ? 'it has a control character' : formatProblem(text)),
  good: [
    '', 'a', 'a b\tc', '100%%', '%DOWNSTREAM_REMOTE_ADDRESS%', '%REQ(x-user)%', 'é', '%A%', '%A B%', '%REQ(x)%', '%REQ( x) %', '%M(["a", "b"] )%', '%M(["a)%',
    '%A(x\\))%', '%(x)%',
  ],
  bad: [
    'a\nb', '\u0000', '\u007F', '%', '100%', '%REQ(x-user)', '%A', '%A%%', '%A()%', '%A(x', '%A(x)', '%A(x) y%', '%A(x\\', '%M([)%', '%M(["a"', '%M(["a" x', '%M(["a"]',
    '%M(["a"]x)%',
  ],
});
