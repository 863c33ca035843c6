import {
  BlueGreen, Canary, DelegateVirtualService, Destination, header, HttpPolicies, method, Mirror, path, Resilience, type HttpPoliciesProps,
} from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { findings, HOST, refusal, type Say, specs } from '../../support/reviews';

type Options = HttpPoliciesProps extends infer P ? P extends unknown ? Omit<P, 'service'> : never : never;

const policies = (options: Options, id = 'policies'): Say => (service, chart) => new HttpPolicies(chart, id, { service, ...options } as HttpPoliciesProps);
const both = (...says: Say[]): Say => (service, chart) => { for (const say of says) say(service, chart); };
/** The routes of the first port, without the port. */
const routes = (...says: Say[]): unknown[] => specs(both(...says)).routes.http!
  .filter(({ match = [] }) => match.every(({ port }) => port === 80))
  .map(({ match = [], ...route }) => ({ ...route, match: match.map(({ port: _, ...rest }) => rest) }));
const to = { destination: { host: HOST, port: { number: 80 } } };

test.each<readonly [what: string, rewrite: NonNullable<HttpPoliciesProps['rewrite']>, expected: object, match: object[]]>([
  ['a prefix that goes', { prefix: '/docs', uri: '/' }, { uriRegexRewrite: { match: '^/docs/?(.*)$', rewrite: '/\\1' } },
    [{ uri: { exact: '/docs' } }, { uri: { prefix: '/docs/' } }]],
  ['a prefix with a slash at its end', { prefix: '/docs/', uri: '/v2/' }, { uriRegexRewrite: { match: '^/docs(/.*)?$', rewrite: '/v2\\1' } },
    [{ uri: { exact: '/docs' } }, { uri: { prefix: '/docs/' } }]],
  ['signs that a regex knows', { prefix: '/v1.0', uri: '/a\\1' }, { uriRegexRewrite: { match: '^/v1\\.0(/.*)?$', rewrite: '/a\\\\1\\1' } },
    [{ uri: { exact: '/v1.0' } }, { uri: { prefix: '/v1.0/' } }]],
  ['a prefix and the host', { prefix: '/docs', uri: '/', authority: 'docs.internal' },
    { uriRegexRewrite: { match: '^/docs/?(.*)$', rewrite: '/\\1' }, authority: 'docs.internal' }, [{ uri: { exact: '/docs' } }, { uri: { prefix: '/docs/' } }]],
  ['a regex', { uriRegexRewrite: { match: '^/v[0-9]+/', rewrite: '/' } }, { uriRegexRewrite: { match: '^/v[0-9]+/', rewrite: '/' } }, [{}]],
  ['a host', { authority: 'docs.internal:8080' }, { authority: 'docs.internal:8080' }, [{}]],
])('%s is rewritten', (_, rewrite, expected, match) => {
  expect(routes(policies({ rewrite }))[0]).toEqual({ name: expect.any(String), match, rewrite: expected, route: [to] });
});

test('path and host can be said by two constructs', () => {
  const [first, second] = routes(policies({ rewrite: { prefix: '/docs', uri: '/' } }, 'prefix'), policies({ rewrite: { authority: 'a.b' } }, 'host'));
  expect(first).toMatchObject({ rewrite: { uriRegexRewrite: { match: '^/docs/?(.*)$' }, authority: 'a.b' } });
  expect(second).toMatchObject({ rewrite: { authority: 'a.b' } });
});

test.each<readonly [what: string, options: object, path: string, message: string]>([
  ['two ways to rewrite', { rewrite: { prefix: '/a', uri: '/', uriRegexRewrite: { match: 'a', rewrite: '/' } } }, 'rewrite.uriRegexRewrite',
    'Expected one of "prefix" and "uriRegexRewrite", got both'],
  ['a prefix without an end', { rewrite: { prefix: '/a' } }, 'rewrite.uri', 'Expected "prefix" and "uri" together, got no "uri"'],
  ['an end without a prefix', { rewrite: { uri: '/a' } }, 'rewrite.uri', 'Expected "prefix" and "uri" together, got "uri" alone'],
  ['a rewrite of nothing', { rewrite: {} }, 'rewrite', 'Expected a path or an authority, got none'],
  ['the root as a prefix', { rewrite: { prefix: '/', uri: '/a' } }, 'rewrite.prefix', 'Expected a path such as "/docs", got "/"'],
  ['no path at the end', { rewrite: { prefix: '/a', uri: 'b' } }, 'rewrite.uri', 'Expected a path such as "/", got "b"'],
  ['a query at the end', { rewrite: { prefix: '/a', uri: '/b?c' } }, 'rewrite.uri', 'Expected a path such as "/", got "/b?c"'],
  ['a regex of JavaScript', { rewrite: { uriRegexRewrite: { match: '(?=a)', rewrite: '/' } } }, 'rewrite.uriRegexRewrite.match', 'Expected a regex in RE2 syntax, got "(?=a)"'],
  ['a host with a path', { rewrite: { authority: 'a.b/c' } }, 'rewrite.authority', 'Expected a host, got "a.b/c"'],
  ['a group that the regex does not have', { rewrite: { uriRegexRewrite: { match: '^/(\\d+)$', rewrite: '/n/\\2' } } }, 'rewrite.uriRegexRewrite.rewrite', 'Expected \\0 to \\1 for what the groups found, got "\\\\2"'],
  ['an escape that is none', { rewrite: { uriRegexRewrite: { match: '^/(\\d+)$', rewrite: '/n/\\x' } } }, 'rewrite.uriRegexRewrite.rewrite', 'Expected \\0 to \\1 for what the groups found, got "\\\\x"'],
  ['every host', { rewrite: { authority: '*' } }, 'rewrite.authority', 'Expected a host, got "*"'],
  ['a redirect to an address', { match: path.exact('/a'), redirect: { authority: 'https://x' } }, 'redirect.authority', 'Expected a host, got "https://x"'],
  ['a header with a blank', { headers: { request: { set: { 'x a': '1' } } } }, 'headers.request', 'Expected names of headers in lower case, got "x a"'],
  ['a header set and removed', { headers: { response: { set: { x: '1' }, remove: ['x'] } } }, 'headers.response', 'Expected "x" to be set or removed, got both'],
  ['a header set to nothing', { headers: { request: { set: { x: null } } } }, 'headers.request', 'Expected a text for "x", got null'],
  ['no headers', { headers: { request: {} } }, 'headers.request', 'Expected headers to set or to remove, got none'],
  ['a redirect to a text', { match: path.exact('/a'), redirect: { uri: 'b' } }, 'redirect.uri', 'Expected a path such as "/new/", got "b"'],
  ['a redirect with a status that is none', { match: path.exact('/a'), redirect: { uri: '/b', redirectCode: 300 } }, 'redirect.redirectCode', 'Expected 301, 302, 303, 307 or 308, got 300'],
  ['a redirect to no port', { match: path.exact('/a'), redirect: { port: 0 } }, 'redirect.port', 'Expected a whole number from 1 to 65535, got 0'],
  ['a redirect to itself by a header', { match: header('x').present(), redirect: { uri: '/b' } }, 'redirect.uri', 'Expected a path that is not redirected again, got "/b"'],
  ['a prefix that is redirected nowhere', { redirect: { prefix: '/a' } }, 'redirect.uri', 'Expected "uri" beside "prefix", got none'],
  ['a prefix that is redirected below itself', { redirect: { prefix: '/a', uri: '/a/b' } }, 'redirect.uri', 'Expected a path that is not redirected again, got "/a/b"'],
  ['a prefix and other requests', { match: path.exact('/b'), redirect: { prefix: '/a', uri: '/c' } }, 'match', 'Expected requests under "/a", got others'],
  ['an answer that is no text', { match: path.exact('/a'), directResponse: { status: 200, body: 5 } }, 'directResponse.body', 'Expected a text, got 5'],
  ['an origin without a scheme', { corsPolicy: { allowOrigins: ['www.example.com'] } }, 'corsPolicy.allowOrigins', 'Expected an origin, got "www.example.com": it has no scheme'],
  ['an origin with a slash', { corsPolicy: { allowOrigins: [{ exact: 'https://a.com/' }] } }, 'corsPolicy.allowOrigins',
    'Expected an origin, got "https://a.com/": an origin has no path and no slash at its end'],
  ['an origin with a star', { corsPolicy: { allowOrigins: ['https://*.a.com'] } }, 'corsPolicy.allowOrigins', 'Expected an origin, got "https://*.a.com": the star is compared as a star'],
  ['an empty match', { match: [], directResponse: { status: 200 } }, 'match', 'Expected at least one match, got an empty list, which would be every request'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(policies(untyped(options)))).toMatchObject({ path: at, construct: 'shop/policies', message });
});

test('a prefix is redirected segment by segment, and what is said for longer paths under it has their whole path or longer prefix', () => {
  const moved = policies({ redirect: { prefix: '/old/', uri: '/', redirectCode: 308 } });
  expect(routes(moved).slice(0, 2)).toEqual([
    { name: 'policies', match: [{ uri: { exact: '/old' } }], redirect: { uri: '/', redirectCode: 308 } },
    { name: 'policies', match: [{ uri: { prefix: '/old/' } }], redirect: { prefixRewrite: '/', redirectCode: 308 } },
  ]);
  const cors = policies({ match: [path.exact('/old/a'), path.prefix('/old/b/')], corsPolicy: { allowOrigins: ['*'] } }, 'cors');
  const [, ...under] = routes(policies({ match: header('x').present(), redirect: { prefix: '/old', uri: '/new' } }), cors) as { redirect?: object }[];
  const headers = { x: {} };
  const corsPolicy = { allowOrigins: [{ exact: '*' }] };
  expect(under.filter(({ redirect }) => redirect)).toEqual([
    { name: 'policies-cors', match: [{ headers, uri: { exact: '/old/a' } }], redirect: { uri: '/new/a' }, corsPolicy },
    { name: 'policies-cors', match: [{ headers, uri: { prefix: '/old/b/' } }], redirect: { prefixRewrite: '/new/b/' }, corsPolicy },
    { name: 'policies', match: [{ headers, uri: { prefix: '/old/' } }], redirect: { prefixRewrite: '/new/' } },
  ]);
});

test('a redirect elsewhere is no circle', () => {
  expect(routes(policies({ match: path.prefix('/a'), redirect: { uri: '/a/b', authority: 'new.example.com', redirectCode: 308 } }))[0]).toEqual({
    name: 'policies', match: [{ uri: { prefix: '/a' } }], redirect: { uri: '/a/b', authority: 'new.example.com', redirectCode: 308 },
  });
});

describe('beside other constructs', () => {
  const cart: Say = (service, chart) => {
    const routesOfCart = new DelegateVirtualService(chart, 'cart-routes').addHttpRoute({ to: Destination.host('cart') });
    new HttpPolicies(chart, 'cart', { service, match: [path.exact('/cart'), path.prefix('/cart/')], delegate: routesOfCart });
  };
  const released: Say = (service, chart) => new BlueGreen(chart, 'release', { service, active: 'v1' });
  const resilience = (options: object = {}): Say => (service, chart) => new Resilience(chart, 'patience', { service, timeout: '3s', ...options });

  test.each<readonly [what: string, says: readonly Say[], expected: readonly string[]]>([
    ['a delegate and a timeout for all', [cart, resilience()], []],
    ['a delegate and retries of reads', [cart, resilience({ retries: { retryOn: 'idempotent' } })], ['composition/behind-delegate by shop/patience with shop/cart']],
    ['a delegate and a timeout for another path', [cart, resilience({ match: path.prefix('/a') })], []],
    ['a delegate and copies of reads', [released, cart, (service, chart) => new Mirror(chart, 'shadow', { service, version: 'v2', percentage: 1 })],
      ['composition/mirror-and-delegate by shop/shadow with shop/cart']],
    ['a delegate and copies of another path', [released, cart, (service, chart) => (
      new Mirror(chart, 'shadow', { service, version: 'v2', percentage: 1, match: path.exact('/a') })
    )], []],
    ['a header set twice', [
      policies({ headers: { request: { set: { 'x-team': 'a' } } } }, 'one'), policies({ headers: { request: { remove: ['x-team'] } } }, 'two'),
    ], ['composition/claimed-twice by shop/two with shop/one']],
    ['two headers', [policies({ headers: { request: { set: { 'x-a': 'a' } } } }, 'one'), policies({ headers: { request: { set: { 'x-b': 'b' } } } }, 'two')], []],
    ['an answer behind a redirect', [
      policies({ match: path.prefix('/a/'), redirect: { authority: 'b' } }, 'moved'), policies({ match: path.prefix('/a/b/').and(method('GET')), directResponse: { status: 410 } }, 'gone'),
    ], []],
    ['a pinned request behind an answer', [
      policies({ match: path.prefix('/a/'), directResponse: { status: 410 } }, 'gone'),
      (service, chart) => new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 1, always: path.exact('/a/b') }),
    ], ['composition/unreachable by shop/canary with shop/gone']],
  ])('%s', (_, says, expected) => {
    expect(findings(both(...says))).toEqual(expected);
  });
});
