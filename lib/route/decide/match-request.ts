import { testHolds, type TextTest } from '../../match/text-test';
import type { ClaimTest, HeaderTest, NamedTest, RouteMatch } from '../requests/route-match';
import { headerOf, type HttpRequest, pathOf, queryOf } from './request';

/** A condition of a match that does not hold for a request. */
export type FailedCondition =
  | { readonly on: 'path'; readonly test: RouteMatch['path'] }
  | { readonly on: 'header'; readonly test: HeaderTest }
  | { readonly on: 'query'; readonly test: NamedTest }
  | { readonly on: 'claim'; readonly test: ClaimTest };

/** The first condition of a match that does not hold; undefined when the match holds. */
export function failedCondition({ path, headers, query, claims }: RouteMatch, request: HttpRequest): FailedCondition | undefined {
  if (!testHolds(path, pathOf(request))) return { on: 'path', test: path };
  const header = headers.find((test) => !headerHolds(test, request));
  if (header) return { on: 'header', test: header };
  const parameter = query.find(({ name, test }) => !textHolds(test, queryOf(request, name)));
  if (parameter) return { on: 'query', test: parameter };
  const claim = claims.find((test) => !claimHolds(test, request));
  return claim && { on: 'claim', test: claim };
}

function textHolds(test: TextTest, text: string | undefined): boolean {
  return text !== undefined && testHolds(test, text);
}

function headerHolds({ name, test, isInverted }: HeaderTest, request: HttpRequest): boolean {
  const value = valueOf(name, request);
  if (!isInverted) return textHolds(test, value);
  return 'present' in test ? value === undefined : !testHolds(test, value ?? '');
}

function valueOf(name: string, request: HttpRequest): string | undefined {
  switch (name) {
    case ':method': return request.method;
    case ':authority':
    case 'host': return request.authority;
    case ':scheme': return request.scheme;
    case ':path': return request.path;
    default: return headerOf(request, name);
  }
}

/** A claim holds by its text, or by one of the texts of its list. Source: security/authz/model/util.go#MetadataMatcherForJWTClaims. */
function claimHolds({ claim, test, isInverted }: ClaimTest, { claims }: HttpRequest): boolean {
  const value = claim.reduce<unknown>((inner, name) => (
    typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Readonly<Record<string, unknown>>)[name] : undefined
  ), claims);
  const isText = (each: unknown): boolean => typeof each === 'string' && testHolds(test, each);
  return (Array.isArray(value) ? value.some(isText) : isText(value)) !== isInverted;
}
