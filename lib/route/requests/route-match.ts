import type { TextTest } from '../../match/text-test';
import type { HttpRouteSpec } from '../../mesh/virtual-services';
import { type TextMatchSpec, textTest } from './text-match';

/** What a route asks of a request; all of it has to hold. */
export interface RouteMatch {
  /** The path without the query. */
  readonly path: TextTest;
  /** Headers, and with a colon before the name the method, the authority and the scheme. */
  readonly headers: readonly HeaderTest[];
  /** Parameters of the query. */
  readonly query: readonly NamedTest[];
  /** Claims of the token that a gateway verified. */
  readonly claims: readonly ClaimTest[];
}

/** A test of a value that has a name. */
export interface NamedTest {
  readonly name: string;
  readonly test: TextTest;
}

/** The test of a header. */
export interface HeaderTest extends NamedTest {
  /** True when the test must not hold. A header that is missing counts as empty then, unless the test is that it is present. */
  readonly isInverted: boolean;
}

/** The test of a claim: its name, and those of the claims in it. */
export interface ClaimTest {
  readonly claim: readonly string[];
  readonly test: TextTest;
  readonly isInverted: boolean;
}

/** The match of a route without conditions. */
export const ANY_REQUEST: RouteMatch = { path: { prefix: '/' }, headers: [], query: [], claims: [] };

type MatchSpec = NonNullable<HttpRouteSpec['match']>[number];

/** Source: route/route.go#TranslateRouteMatch. */
export function routeMatch(spec: MatchSpec | undefined): RouteMatch {
  if (!spec) return ANY_REQUEST;
  const { uri, ignoreUriCase, headers = {}, withoutHeaders = {}, queryParams = {}, method, authority, scheme } = spec;
  const claims: ClaimTest[] = [];
  const tests: HeaderTest[] = [];
  const add = (all: Readonly<Record<string, TextMatchSpec>>, isInverted: boolean): void => {
    for (const [name, text] of Object.entries(all)) {
      const claim = routingClaim(name);
      if (claim) claims.push({ claim, test: textTest(text) ?? { present: true }, isInverted });
      else tests.push({ name: name.toLowerCase(), test: presentOr(text), isInverted });
    }
  };
  add(headers, false);
  add(withoutHeaders, true);
  for (const [name, text] of [[':method', method], [':authority', authority], [':scheme', scheme]] as const) {
    if (text) tests.push({ name, test: presentOr(text), isInverted: false });
  }
  return {
    path: pathTest(uri, ignoreUriCase === true),
    headers: tests,
    query: Object.entries(queryParams).map(([name, text]) => ({ name, test: presentOr(text) })),
    claims,
  };
}

function pathTest(uri: TextMatchSpec | undefined, anyCase: boolean): TextTest {
  const test = (uri && textTest(uri)) ?? { prefix: '/' };
  return anyCase && !('regex' in test) ? { ...test, anyCase: true } as TextTest : test;
}

/** An empty match, and the regex `*`, ask whether the value is present. Source: route/route.go#canBeConvertedToPresentMatch. */
function presentOr(text: TextMatchSpec): TextTest {
  const test = textTest(text);
  return !test || ('regex' in test && test.regex === '*') ? { present: true } : test;
}

const CLAIMS = '@request.auth.claims';

/** The claim that a header of a match stands for; undefined for a header. Source: pkg/jwt/routing.go#ToRoutingClaim. */
export function routingClaim(header: string): readonly string[] | undefined {
  if (!header.toLowerCase().startsWith(CLAIMS)) return undefined;
  const name = header.slice(CLAIMS.length);
  if (name.startsWith('.') && name.length > 1) return name.slice(1).split('.');
  return name.startsWith('[') && name.endsWith(']') && name.length > 2 ? name.slice(1, -1).split('][') : undefined;
}

/** True for a match that holds for every request, so that no later route is reached. Source: route/route.go#IsCatchAllRoute. */
export function isCatchAll({ path, headers, query, claims }: RouteMatch): boolean {
  const isAnyPath = ('prefix' in path && path.prefix === '/') || ('regex' in path && path.regex === '.*');
  return isAnyPath && headers.length + query.length + claims.length === 0;
}
