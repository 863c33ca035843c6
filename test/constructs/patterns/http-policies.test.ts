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
  ['a prefix that goes', { prefix: '/docs', to: '/' }, { uriRegexRewrite: { match: '^/docs/?(.*)$', rewrite: '/\\1' } },
    [{ uri: { exact: '/docs' } }, { uri: { prefix: '/docs/' } }]],
  ['a prefix with a slash at its end', { prefix: '/docs/', to: '/v2/' }, { uriRegexRewrite: { match: '^/docs(/.*)?$', rewrite: '/v2\\1' } },
    [{ uri: { exact: '/docs' } }, { uri: { prefix: '/docs/' } }]],
  ['signs that a regex knows', { prefix: '/v1.0', to: '/a\\1' }, { uriRegexRewrite: { match: '^/v1\\.0(/.*)?$', rewrite: '/a\\\\1\\1' } },
    [{ uri: { exact: '/v1.0' } }, { uri: { prefix: '/v1.0/' } }]],
  ['a prefix and the host', { prefix: '/docs', to: '/', authority: 'docs.internal' },
    { uriRegexRewrite: { match: '^/docs/?(.*)$', rewrite: '/\\1' }, authority: 'docs.internal' }, [{ uri: { exact: '/docs' } }, { uri: { prefix: '/docs/' } }]],
  ['a regex', { regex: '^/v[0-9]+/', to: '/' }, { uriRegexRewrite: { match: '^/v[0-9]+/', rewrite: '/' } }, [{}]],
  ['a host', { authority: 'docs.internal:8080' }, { authority: 'docs.internal:8080' }, [{}]],
])('%s is rewritten', (_, rewrite, expected, match) => {
  expect(routes(policies({ rewrite }))[0]).toEqual({ name: expect.any(String), match, rewrite: expected, route: [to] });
});

test('path and host can be said by two constructs', () => {
  const [first, second] = routes(policies({ rewrite: { prefix: '/docs', to: '/' } }, 'prefix'), policies({ rewrite: { authority: 'a.b' } }, 'host'));
  expect(first).toMatchObject({ rewrite: { uriRegexRewrite: { match: '^/docs/?(.*)$' }, authority: 'a.b' } });
  expect(second).toMatchObject({ rewrite: { authority: 'a.b' } });
});

test.each<readonly [what: string, options: object, path: string, message: string]>([
  ['two ways to rewrite', { rewrite: { prefix: '/a', regex: 'a', to: '/' } }, 'rewrite.regex', 'Expected one of "prefix" and "regex", got both'],
  ['a prefix without an end', { rewrite: { prefix: '/a' } }, 'rewrite.to', 'Expected "prefix" or "regex" and "to" together, got no "to"'],
  ['an end without a prefix', { rewrite: { to: '/a' } }, 'rewrite.to', 'Expected "prefix" or "regex" and "to" together, got "to" alone'],
  ['a rewrite of nothing', { rewrite: {} }, 'rewrite', 'Expected a path or an authority, got none'],
  ['the root as a prefix', { rewrite: { prefix: '/', to: '/a' } }, 'rewrite.prefix', 'Expected a path such as "/docs", got "/"'],
  ['no path at the end', { rewrite: { prefix: '/a', to: 'b' } }, 'rewrite.to', 'Expected a path such as "/", got "b"'],
  ['a query at the end', { rewrite: { prefix: '/a', to: '/b?c' } }, 'rewrite.to', 'Expected a path such as "/", got "/b?c"'],
  ['a regex of JavaScript', { rewrite: { regex: '(?=a)', to: '/' } }, 'rewrite.regex', 'Expected a regex in RE2 syntax, got "(?=a)"'],
  ['a host with a path', { rewrite: { authority: 'a.b/c' } }, 'rewrite.authority', 'Expected a host, got "a.b/c"'],
  ['a group that the regex does not have', { rewrite: { regex: '^/(\\d+)$', to: '/n/\\2' } }, 'rewrite.to', 'Expected \\0 to \\1 for what the groups found, got "\\\\2"'],
  ['an escape that is none', { rewrite: { regex: '^/(\\d+)$', to: '/n/\\x' } }, 'rewrite.to', 'Expected \\0 to \\1 for what the groups found, got "\\\\x"'],
  ['every host', { rewrite: { authority: '*' } }, 'rewrite.authority', 'Expected a host, got "*"'],
  ['a redirect to an address', { match: path.exact('/a'), redirect: { authority: 'https://x' } }, 'redirect.authority', 'Expected a host, got "https://x"'],
  ['a header with a blank', { requestHeaders: { set: { 'x a': '1' } } }, 'requestHeaders', 'Expected names of headers in lower case, got "x a"'],
  ['a header set and removed', { responseHeaders: { set: { x: '1' }, remove: ['x'] } }, 'responseHeaders', 'Expected "x" to be set or removed, got both'],
  ['a header set to nothing', { requestHeaders: { set: { x: null } } }, 'requestHeaders', 'Expected a text for "x", got null'],
  ['no headers', { requestHeaders: {} }, 'requestHeaders', 'Expected headers to set or to remove, got none'],
  ['a redirect to a text', { match: path.exact('/a'), redirect: { path: 'b' } }, 'redirect.path', 'Expected a path such as "/new/", got "b"'],
  ['a redirect with a status that is none', { match: path.exact('/a'), redirect: { path: '/b', status: 300 } }, 'redirect.status', 'Expected 301, 302, 303, 307 or 308, got 300'],
  ['a redirect to no port', { match: path.exact('/a'), redirect: { port: 0 } }, 'redirect.port', 'Expected a whole number from 1 to 65535, got 0'],
  ['a redirect to itself by a header', { match: header('x').present(), redirect: { path: '/b' } }, 'redirect.path', 'Expected a path that is not redirected again, got "/b"'],
  ['a redirect to a path and of a prefix', { redirect: { path: '/a', prefix: '/b', to: '/c' } }, 'redirect.prefix', 'Expected one of "path" and "prefix", got both'],
  ['a prefix that is redirected nowhere', { redirect: { prefix: '/a' } }, 'redirect.to', 'Expected "prefix" and "to" together, got no "to"'],
  ['a prefix that is redirected below itself', { redirect: { prefix: '/a', to: '/a/b' } }, 'redirect.to', 'Expected a path that is not redirected again, got "/a/b"'],
  ['a prefix and other requests', { match: path.exact('/b'), redirect: { prefix: '/a', to: '/c' } }, 'match', 'Expected requests under "/a", got others'],
  ['an answer that is no text', { match: path.exact('/a'), directResponse: { status: 200, body: 5 } }, 'directResponse.body', 'Expected a text, got 5'],
  ['an origin without a scheme', { cors: { allowOrigins: ['www.example.com'] } }, 'cors.allowOrigins', 'Expected an origin, got "www.example.com": it has no scheme'],
  ['an origin with a slash', { cors: { allowOrigins: [{ exact: 'https://a.com/' }] } }, 'cors.allowOrigins',
    'Expected an origin, got "https://a.com/": an origin has no path and no slash at its end'],
  ['an origin with a star', { cors: { allowOrigins: ['https://*.a.com'] } }, 'cors.allowOrigins', 'Expected an origin, got "https://*.a.com": the star is compared as a star'],
  ['an empty match', { match: [], directResponse: { status: 200 } }, 'match', 'Expected at least one match, got an empty list, which would be every request'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(policies(untyped(options)))).toMatchObject({ path: at, construct: 'shop/policies', message });
});

test('a prefix is redirected segment by segment, and what is said for longer paths under it has their whole path or longer prefix', () => {
  const moved = policies({ redirect: { prefix: '/old/', to: '/', status: 308 } });
  expect(routes(moved).slice(0, 2)).toEqual([
    { name: 'policies', match: [{ uri: { exact: '/old' } }], redirect: { uri: '/', redirectCode: 308 } },
    { name: 'policies', match: [{ uri: { prefix: '/old/' } }], redirect: { prefixRewrite: '/', redirectCode: 308 } },
  ]);
  const cors = policies({ match: [path.exact('/old/a'), path.prefix('/old/b/')], cors: { allowOrigins: ['*'] } }, 'cors');
  const [, ...under] = routes(policies({ match: header('x').present(), redirect: { prefix: '/old', to: '/new' } }), cors) as { redirect?: object }[];
  const headers = { x: {} };
  const corsPolicy = { allowOrigins: [{ exact: '*' }] };
  expect(under.filter(({ redirect }) => redirect)).toEqual([
    { name: 'policies-cors', match: [{ headers, uri: { exact: '/old/a' } }], redirect: { uri: '/new/a' }, corsPolicy },
    { name: 'policies-cors', match: [{ headers, uri: { prefix: '/old/b/' } }], redirect: { prefixRewrite: '/new/b/' }, corsPolicy },
    { name: 'policies', match: [{ headers, uri: { prefix: '/old/' } }], redirect: { prefixRewrite: '/new/' } },
  ]);
});

test('a redirect elsewhere is no circle', () => {
  expect(routes(policies({ match: path.prefix('/a'), redirect: { path: '/a/b', authority: 'new.example.com', status: 308 } }))[0]).toEqual({
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
    ['a delegate and retries of reads', [cart, resilience({ retries: 'idempotent' })], ['composition/behind-delegate by shop/patience with shop/cart']],
    ['a delegate and a timeout for another path', [cart, resilience({ match: path.prefix('/a') })], []],
    ['a delegate and copies of reads', [released, cart, (service, chart) => new Mirror(chart, 'shadow', { service, version: 'v2', percent: 1 })],
      ['composition/mirror-and-delegate by shop/shadow with shop/cart']],
    ['a delegate and copies of another path', [released, cart, (service, chart) => (
      new Mirror(chart, 'shadow', { service, version: 'v2', percent: 1, match: path.exact('/a') })
    )], []],
    ['a header set twice', [
      policies({ requestHeaders: { set: { 'x-team': 'a' } } }, 'one'), policies({ requestHeaders: { remove: ['x-team'] } }, 'two'),
    ], ['composition/claimed-twice by shop/two with shop/one']],
    ['two headers', [policies({ requestHeaders: { set: { 'x-a': 'a' } } }, 'one'), policies({ requestHeaders: { set: { 'x-b': 'b' } } }, 'two')], []],
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
