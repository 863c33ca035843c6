import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import {
  authority, cookie, DelegateVirtualService, Destination, DestinationRule, fromGateway, GatewayRef, header, type HttpRouteOptions,
  IstioVirtualService, type Match, method, path, port, query, renderPath, scheme, ServiceEntry, sourceLabels, sourceNamespace,
  type TcpRouteOptions, type TlsRouteOptions, VirtualService, type VirtualServiceProps, type VirtualServiceSpec, withoutHeader,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { findingsOf } from '../support/findings';


function specOf(construct: VirtualService | DelegateVirtualService): VirtualServiceSpec {
  return (construct.resource.toJson() as { spec: VirtualServiceSpec }).spec;
}

function make(props: Partial<VirtualServiceProps> = {}, chart = chartOf()): VirtualService {
  return new VirtualService(chart, 'reviews', { hosts: ['reviews'], ...props });
}

const to = Destination.host('reviews');
const toReviews = { route: [{ destination: { host: 'reviews' } }] };
const edge = { ref: GatewayRef.named('edge', 'istio-ingress') };

test('the code of the design', () => {
  const chart = chartOf();
  const ratings = new DestinationRule(chart, 'rule', { host: 'ratings', subsets: { v1: { labels: { version: 'v1' } } } });
  const virtualService = new VirtualService(chart, 'ratings', { hosts: ['ratings'] })
    .addHttpRoute('default', { to: ratings.subset('v1'), timeout: Duration.seconds(3) });
  expect(specOf(virtualService)).toEqual({
    hosts: ['ratings'],
    http: [{ name: 'default', route: [{ destination: { host: 'ratings', subset: 'v1' } }], timeout: '3s' }],
  });
});

const conditions: readonly (readonly [code: string, built: Match, spec: object])[] = [
  ['path.exact', path.exact('/a'), { uri: { exact: '/a' } }],
  ['path.prefix', path.prefix('/a'), { uri: { prefix: '/a' } }],
  ['path.regex', path.regex('/a.*'), { uri: { regex: '/a.*' } }],
  ['ignoreCase', path.prefix('/a').ignoreCase(), { uri: { prefix: '/a' }, ignoreUriCase: true }],
  ['header.exact', header('end-user').exact('jason'), { headers: { 'end-user': { exact: 'jason' } } }],
  ['header.prefix', header('cookie').prefix('user='), { headers: { cookie: { prefix: 'user=' } } }],
  ['header.regex', header('x-version').regex('v[12]'), { headers: { 'x-version': { regex: 'v[12]' } } }],
  ['header.present', header('x-debug').present(), { headers: { 'x-debug': {} } }],
  ['a claim', header('@request.auth.claims.group').exact('beta'), { headers: { '@request.auth.claims.group': { exact: 'beta' } } }],
  ['withoutHeader.exact', withoutHeader('x-a').exact('1'), { withoutHeaders: { 'x-a': { exact: '1' } } }],
  ['withoutHeader.prefix', withoutHeader('x-a').prefix('1'), { withoutHeaders: { 'x-a': { prefix: '1' } } }],
  ['withoutHeader.regex', withoutHeader('x-a').regex('1+'), { withoutHeaders: { 'x-a': { regex: '1+' } } }],
  ['withoutHeader.present', withoutHeader('x-a').present(), { withoutHeaders: { 'x-a': {} } }],
  ['query.exact', query('v').exact('1'), { queryParams: { v: { exact: '1' } } }],
  ['query.prefix', query('v').prefix('1'), { queryParams: { v: { prefix: '1' } } }],
  ['query.regex', query('v').regex('1|2'), { queryParams: { v: { regex: '1|2' } } }],
  ['query.present', query('v').present(), { queryParams: { v: {} } }],
  ['method', method('GET'), { method: { exact: 'GET' } }],
  ['method.exact', method.exact('GET'), { method: { exact: 'GET' } }],
  ['method.prefix', method.prefix('P'), { method: { prefix: 'P' } }],
  ['method.regex', method.regex('GET|HEAD'), { method: { regex: 'GET|HEAD' } }],
  ['authority', authority('a.com'), { authority: { exact: 'a.com' } }],
  ['authority.prefix', authority.prefix('a.com'), { authority: { prefix: 'a.com' } }],
  ['scheme', scheme('https'), { scheme: { exact: 'https' } }],
  ['port', port(80), { port: 80 }],
  ['sourceLabels', sourceLabels({ app: 'a' }), { sourceLabels: { app: 'a' } }],
  ['sourceNamespace', sourceNamespace('shop'), { sourceNamespace: 'shop' }],
  ['fromGateway', fromGateway(edge, GatewayRef.mesh, 'inner'), { gateways: ['istio-ingress/edge', 'mesh', 'inner'] }],
  ['named', path.exact('/').named('home'), { uri: { exact: '/' }, name: 'home' }],
  ['statPrefix', path.exact('/').statPrefix('home'), { uri: { exact: '/' }, statPrefix: 'home' }],
  [
    'and', path.prefix('/a').ignoreCase().and(header('a').exact('1')).and(header('b').present()).and(port(80)),
    { uri: { prefix: '/a' }, ignoreUriCase: true, headers: { a: { exact: '1' }, b: {} }, port: 80 },
  ],
  [
    'and of maps', withoutHeader('a').present().and(withoutHeader('b').present()).and(query('c').present()).and(query('d').present())
      .and(sourceLabels({ e: '1' })).and(sourceLabels({ f: '2' })),
    { withoutHeaders: { a: {}, b: {} }, queryParams: { c: {}, d: {} }, sourceLabels: { e: '1', f: '2' } },
  ],
];

test.each(conditions)('match: %s', (_, built, spec) => {
  expect(built.toSpec()).toEqual(spec);
  const gateways = [edge, GatewayRef.mesh, 'inner'];
  expect(specOf(make({ gateways, http: [{ match: built, to }] })).http).toEqual([{ match: [spec], ...toReviews }]);
});

test('a match is a value: joining it leaves it as it was', () => {
  const one = header('a').exact('1');
  const two = one.and(header('b').exact('2'));
  one.named('one').and(port(80));
  expect([one.toSpec(), two.toSpec()]).toEqual([{ headers: { a: { exact: '1' } } }, { headers: { a: { exact: '1' }, b: { exact: '2' } } }]);
});

const open: readonly (readonly [what: string, build: () => unknown, finding: string])[] = [
  ['a path', () => path.prefix(untyped(undefined)), 'route/condition-without-value @ uri.prefix'],
  ['a header', () => header('x').exact(untyped(undefined)), 'route/condition-without-value @ headers.x.exact'],
  ['the name of a header', () => header(untyped(undefined)).present(), 'route/condition-without-value @ headers.undefined'],
  ['a cookie', () => cookie('a').exact(untyped(undefined)), 'route/condition-without-value @ headers.cookie'],
  ['the name of a cookie', () => cookie(untyped(undefined)).present(), 'route/condition-without-value @ headers.cookie'],
  ['a method', () => method(untyped(undefined)), 'route/condition-without-value @ method.exact'],
  ['a label', () => sourceLabels({ app: untyped(undefined) }), 'route/condition-without-value @ sourceLabels.app'],
  ['a port', () => port(untyped(undefined)), 'route/condition-without-value @ port'],
];
test.each(open)('%s that is left open is refused: it would hold for everything', (_, build, finding) => {
  expect(findingsOf(build).map(({ rule, path: at }) => `${rule} @ ${renderPath(at)}`)).toEqual([finding]);
});

test.each<[string, () => unknown, string]>([
  ['a prefix without a slash', () => path.prefix(untyped('admin')), 'uri.prefix: write /admin'],
  ['a path of a variable', () => path.exact(String('admin')), 'uri.exact: write /admin'],
  ['a query', () => path.exact('/a?b=c'), 'uri.exact: write /a, and match parameters in queryParams'],
  ['a regex without a slash', () => path.regex('v1/.*'), 'uri.regex: write /v1/.*'],
])('%s matches no request, and is refused', (_, program, expected) => {
  const found = findingsOf(program);
  expect(found.map(({ rule, path: at, fix }) => `${rule} @ ${renderPath(at)}: ${fix}`)).toEqual([`route/path-matches-nothing @ ${expected}`]);
});

test('paths that requests have', () => {
  const base = String('/a');
  expect([path.prefix(''), path.prefix('/'), path.prefix(`${base}/b`), path.regex('.*/a')].map((match) => match.toSpec().uri)).toEqual([
    { prefix: '' }, { prefix: '/' }, { prefix: '/a/b' }, { regex: '.*/a' },
  ]);
});

const joins: readonly (readonly [code: string, build: () => unknown, finding: string])[] = [
  ['two paths', () => path.exact('/a').and(path.prefix('/b')), 'route/condition-twice @ uri: Expected "uri" once, got exact "/a" and prefix "/b"'],
  [
    'one header twice', () => header('end-user').exact('jason').and(header('end-user').present()),
    'route/condition-twice @ headers.end-user: Expected "end-user" once, got exact "jason" and {}',
  ],
  ['two ports', () => port(80).and(port(81)), 'route/condition-twice @ port: Expected "port" once, got 80 and 81'],
  ['two names', () => port(80).named('a').named('b'), 'route/condition-twice @ name: Expected "name" once, got "a" and "b"'],
  [
    'one label twice', () => sourceLabels({ app: 'a' }).and(sourceLabels({ app: 'b' })),
    'route/condition-twice @ sourceLabels.app: Expected "app" once, got "a" and "b"',
  ],
  ['no match', () => port(80).and(untyped({ port: 80 })), 'route/not-a-match @ : Expected a match, got an object with port'],
];

test.each(joins)('joining %s is refused where it is written', (_, build, expected) => {
  const [first, ...more] = findingsOf(build);
  expect(`${first!.rule} @ ${renderPath(first!.path)}: ${first!.message}`).toBe(expected);
  expect(more).toEqual([]);
  expect(first!.source?.file).toMatch(/virtual-service\.test\.ts$/);
});

const v1 = Destination.host('reviews', { subset: 'v1' });
const v2 = Destination.host('reviews', { subset: 'v2', port: 9080 });
const specV1 = { host: 'reviews', subset: 'v1' };
const specV2 = { host: 'reviews', subset: 'v2', port: { number: 9080 } };
const httpRoutes: readonly (readonly [what: string, route: HttpRouteOptions, spec: object])[] = [
  ['a target', { to: v1 }, { route: [{ destination: specV1 }] }],
  ['a target with a weight', { to: v1.weighted(100) }, { route: [{ destination: specV1, weight: 100 }] }],
  [
    'a target with headers', { to: { destination: v1, headers: { request: { set: { a: '1' } } } } },
    { route: [{ destination: specV1, headers: { request: { set: { a: '1' } } } }] },
  ],
  [
    'several targets', { to: [v1.weighted(90), { destination: v2, weight: 10, headers: { response: { add: { 'x-canary': '1' } } } }] },
    { route: [{ destination: specV1, weight: 90 }, { destination: specV2, weight: 10, headers: { response: { add: { 'x-canary': '1' } } } }] },
  ],
  ['a list of matches', { match: [port(80), path.exact('/')], to }, { match: [{ port: 80 }, { uri: { exact: '/' } }], ...toReviews }],
  ['an empty list of matches', { match: [], to }, { match: [], ...toReviews }],
  ['a name', { name: 'all', to }, { name: 'all', ...toReviews }],
  ['a timeout', { to, timeout: Duration.seconds(3) }, { timeout: '3s', ...toReviews }],
  ['a timeout as text', { to, timeout: '0.5s' }, { timeout: '0.5s', ...toReviews }],
  [
    'retries', { to, retries: { attempts: 3, perTryTimeout: Duration.seconds(2), retryOn: ['connect-failure', 503], backoff: '25ms' } },
    { retries: { attempts: 3, perTryTimeout: '2s', retryOn: 'connect-failure,503', backoff: '25ms' }, ...toReviews },
  ],
  [
    'retries as text', { to, retries: { attempts: 1, retryOn: '5xx', retryRemoteLocalities: true, retryIgnorePreviousHosts: false } },
    { retries: { attempts: 1, retryOn: '5xx', retryRemoteLocalities: true, retryIgnorePreviousHosts: false }, ...toReviews },
  ],
  [
    'a delay', { to, fault: { delay: { fixedDelay: Duration.seconds(7), percentage: 0.1 } } },
    { fault: { delay: { fixedDelay: '7s', percentage: { value: 0.1 } } }, ...toReviews },
  ],
  [
    'a delay in the old way', { to, fault: { delay: { fixedDelay: '7s', percent: 5 } } },
    { fault: { delay: { fixedDelay: '7s', percent: 5 } }, ...toReviews },
  ],
  [
    'a failure', { to, fault: { abort: { httpStatus: 500, percentage: 100 } } },
    { fault: { abort: { httpStatus: 500, percentage: { value: 100 } } }, ...toReviews },
  ],
  [
    'both', { to, fault: { delay: { fixedDelay: '1s', percentage: 1 }, abort: { grpcStatus: 'UNAVAILABLE', percentage: 0 } } },
    {
      fault: { delay: { fixedDelay: '1s', percentage: { value: 1 } }, abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 0 } } },
      ...toReviews,
    },
  ],
  ['a mirror', { to, mirror: v2 }, { mirror: specV2, ...toReviews }],
  ['a mirror of some requests', { to, mirror: { destination: v2, percentage: 0 } }, { mirror: specV2, mirrorPercentage: { value: 0 }, ...toReviews }],
  [
    'mirrors', { to, mirror: [v1, { destination: v2, percentage: 5 }] },
    { mirrors: [{ destination: specV1 }, { destination: specV2, percentage: { value: 5 } }], ...toReviews },
  ],
  [
    'CORS', { to, corsPolicy: { allowOrigins: ['https://a.com', { regex: '.*' }], allowMethods: ['GET'], maxAge: Duration.hours(1) } },
    { corsPolicy: { allowOrigins: [{ exact: 'https://a.com' }, { regex: '.*' }], allowMethods: ['GET'], maxAge: '1h' }, ...toReviews },
  ],
  [
    'headers', { to, headers: { request: { remove: ['x-debug'] }, response: { set: { server: 'shop' } } } },
    { headers: { request: { remove: ['x-debug'] }, response: { set: { server: 'shop' } } }, ...toReviews },
  ],
  ['a rewrite', { to, rewrite: { uri: '/', authority: 'a.com' } }, { rewrite: { uri: '/', authority: 'a.com' }, ...toReviews }],
  [
    'a rewrite by a regex', { to, rewrite: { uriRegexRewrite: { match: '^/v1/(.*)', rewrite: '/\\1' } } },
    { rewrite: { uriRegexRewrite: { match: '^/v1/(.*)', rewrite: '/\\1' } }, ...toReviews },
  ],
  [
    'a redirect', { redirect: { scheme: 'https', redirectCode: 308, derivePort: 'FROM_PROTOCOL_DEFAULT' } },
    { redirect: { scheme: 'https', redirectCode: 308, derivePort: 'FROM_PROTOCOL_DEFAULT' } },
  ],
  ['an answer', { directResponse: { status: 204 } }, { directResponse: { status: 204 } }],
  ['an answer with text', { directResponse: { status: 503, body: '' } }, { directResponse: { status: 503, body: { string: '' } } }],
  [
    'an answer with bytes', { directResponse: { status: 200, body: new Uint8Array([104, 105]) } },
    { directResponse: { status: 200, body: { bytes: 'aGk=' } } },
  ],
  ['a delegate made elsewhere', { delegate: { name: 'cart', namespace: 'shop' } }, { delegate: { name: 'cart', namespace: 'shop' } }],
];

test.each(httpRoutes)('HTTP route with %s', (_, route, spec) => {
  const chart = chartOf();
  const virtualService = new VirtualService(chart, 'declared', { hosts: ['a.com'], http: [route] });
  const added = new VirtualService(chart, 'added', { hosts: ['b.com'] }).addHttpRoute(route);
  expect([specOf(virtualService).http, specOf(added).http]).toEqual([[spec], [spec]]);
  expect(chart.node.root).toBeInstanceOf(App);
  expect((chart.node.root as App).synthYaml()).toContain('kind: VirtualService');
});

const tlsRoutes: readonly (readonly [what: string, route: TlsRouteOptions, spec: object])[] = [
  ['names', { match: { sniHosts: ['reviews'] }, to }, { match: [{ sniHosts: ['reviews'] }], ...toReviews }],
  [
    'everything', {
      match: [{
        sniHosts: ['reviews'], port: 443, destinationSubnets: ['10.0.0.0/8'], sourceLabels: { app: 'a' }, sourceNamespace: 'shop',
        gateways: [GatewayRef.mesh, 'other/gateway'],
      }],
      to: [v1.weighted(1), v2.weighted(0)],
    },
    {
      match: [{
        sniHosts: ['reviews'], port: 443, destinationSubnets: ['10.0.0.0/8'], sourceLabels: { app: 'a' }, sourceNamespace: 'shop',
        gateways: ['mesh', 'other/gateway'],
      }],
      route: [{ destination: specV1, weight: 1 }, { destination: specV2, weight: 0 }],
    },
  ],
];

test.each(tlsRoutes)('TLS route with %s', (_, route, spec) => {
  expect(specOf(make({ tls: [route] }).addTlsRoute(route))).toEqual({ hosts: ['reviews'], tls: [spec, spec] });
});

const tcpRoutes: readonly (readonly [what: string, route: TcpRouteOptions, spec: object])[] = [
  ['nothing but a target', { to }, toReviews],
  ['a port', { match: { port: 3306 }, to: v1.weighted(1) }, { match: [{ port: 3306 }], route: [{ destination: specV1, weight: 1 }] }],
  [
    'two matches', { match: [{ gateways: [GatewayRef.mesh] }, { destinationSubnets: ['10.0.0.1'] }], to },
    { match: [{ gateways: ['mesh'] }, { destinationSubnets: ['10.0.0.1'] }], ...toReviews },
  ],
];

test.each(tcpRoutes)('TCP route with %s', (_, route, spec) => {
  expect(specOf(make({ tcp: [route] }).addTcpRoute(route))).toEqual({ hosts: ['reviews'], tcp: [spec, spec] });
});

test('routes stand in the order in which they were said, those of the props first', () => {
  const virtualService = make({ http: [{ name: 'one', to }] })
    .addHttpRoute('two', { to })
    .addHttpRoute({ name: 'three', to })
    .addHttpRoute({ to });
  expect(specOf(virtualService).http!.map(({ name }) => name)).toEqual(['one', 'two', 'three', undefined]);
});

test('what is not said is not there, what is empty stays', () => {
  expect(specOf(make())).toEqual({ hosts: ['reviews'] });
  expect(specOf(make({ http: [], tls: [], tcp: [], gateways: [], exportTo: [] })))
    .toEqual({ hosts: ['reviews'], http: [], tls: [], tcp: [], gateways: [], exportTo: [] });
});

test('gateways are named as their namespace asks for, in the list and in a match', () => {
  const gateways = [edge, GatewayRef.named('inner', 'shop'), GatewayRef.named('near'), GatewayRef.mesh, 'as/written'];
  const names = ['istio-ingress/edge', 'inner', 'near', 'mesh', 'as/written'];
  const virtualService = make({ gateways, http: [{ match: fromGateway(...gateways), to }], tcp: [{ match: { gateways }, to }] });
  const match = [{ gateways: names }];
  expect(specOf(virtualService)).toMatchObject({ gateways: names, http: [{ match }], tcp: [{ match }] });
});

test('hosts of references are short at home and full elsewhere', () => {
  const app = new App();
  const chart = chartOf('shop', app);
  const other = chartOf('other', app);
  const subsetIn = (scope: Chart) => new DestinationRule(scope, 'rule', { host: 'reviews', subsets: { v1: {} } }).subset('v1');
  const [near, far] = [subsetIn(chart), subsetIn(other)];
  const entry = new ServiceEntry(other, 'entry', { hosts: ['a.com'], ports: { http: { number: 80 } } }).port('http');
  const virtualService = make({ http: [{ to: near.weighted(1), mirror: [far, entry] }], tcp: [{ to: far }] }, chart);
  const away = { host: 'reviews.other.svc.cluster.local', subset: 'v1' };
  expect(specOf(virtualService)).toMatchObject({
    http: [{
      route: [{ destination: { host: 'reviews', subset: 'v1' } }],
      mirrors: [{ destination: away }, { destination: { host: 'a.com', port: { number: 80 } } }],
    }],
    tcp: [{ route: [{ destination: away }] }],
  });
});

test('a delegate has routes for HTTP and no hosts; it is named with its namespace where that is another', () => {
  const app = new App();
  const chart = chartOf('shop', app);
  const delegate = new DelegateVirtualService(chart, 'cart', { metadata: { name: 'cart' }, exportTo: ['*'], http: [{ match: path.exact('/a'), to }] })
    .addHttpRoute('rest', { to })
    .addHttpRoute({ directResponse: { status: 404 } });
  expect(specOf(delegate)).toEqual({
    exportTo: ['*'],
    http: [{ match: [{ uri: { exact: '/a' } }], ...toReviews }, { name: 'rest', ...toReviews }, { directResponse: { status: 404 } }],
  });
  const root = (scope: Chart, host: string) => specOf(make({ hosts: [host] }, scope).addHttpRoute({ match: path.prefix('/cart'), delegate, timeout: '5s' }));
  const route = { match: [{ uri: { prefix: '/cart' } }], timeout: '5s' };
  expect(root(chart, 'a.com').http).toEqual([{ ...route, delegate: { name: 'cart' } }]);
  expect(root(chartOf('edge', app), 'b.com').http).toEqual([{ ...route, delegate: { name: 'cart', namespace: 'shop' } }]);
  expect(delegate.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(app.synthYaml()).toContain('name: cart');
});

const elsewhere = new Chart(new App(), 'elsewhere', { namespace: 'shop' });
const itsRule = new DestinationRule(elsewhere, 'rule', { host: 'reviews', subsets: { v1: {} } });
const itsDelegate = new DelegateVirtualService(elsewhere, 'delegate');
const itsGateway = { ref: new GatewayRef('edge', 'shop', elsewhere) };
const props = (more: object) => (chart: Chart) => make(more as Partial<VirtualServiceProps>, chart);
const http = (route: unknown) => props({ http: [route] });
const NOT_A_TARGET = 'reference/not-a-target';

const bad: readonly (readonly [what: string, build: (chart: Chart) => unknown, finding: string])[] = [
  ['a host for a target', http({ to: 'reviews' }), `${NOT_A_TARGET} @ spec.http[0].route[0].destination`],
  ['a plain destination', http({ to: { host: 'reviews' } }), `${NOT_A_TARGET} @ spec.http[0].route[0].destination`],
  ['a host for one of the targets', http({ to: [to.weighted(1), 'b'] }), `${NOT_A_TARGET} @ spec.http[0].route[1].destination`],
  ['a host with a weight', http({ to: { target: 'b', weight: 1 } }), `${NOT_A_TARGET} @ spec.http[0].route[0].destination`],
  ['null for a target', http({ to: null }), `${NOT_A_TARGET} @ spec.http[0].route[0].destination`],
  ['a host for a mirror', http({ to, mirror: 'b' }), `${NOT_A_TARGET} @ spec.http[0].mirror`],
  ['a host for one of the mirrors', http({ to, mirror: [{ target: 'b' }] }), `${NOT_A_TARGET} @ spec.http[0].mirrors[0].destination`],
  ['a host for a target of TLS', props({ tls: [{ match: { sniHosts: ['a'] }, to: 'a' }] }), `${NOT_A_TARGET} @ spec.tls[0].route[0].destination`],
  ['a host for a target of TCP', props({ tcp: [{ to }, { to: 'a' }] }), `${NOT_A_TARGET} @ spec.tcp[1].route[0].destination`],
  ['a subset of another app', http({ to: itsRule.subset('v1') }), 'reference/other-app @ spec.http[0].route[0].destination'],
  ['a gateway of another app', props({ gateways: [itsGateway] }), 'reference/other-app @ spec.gateways[0]'],
  [
    'a gateway of another app in a match', props({ gateways: ['edge'], http: [{ match: fromGateway(itsGateway), to }] }),
    'reference/other-app @ spec.http[0].match[0].gateways[0]',
  ],
  ['a delegate of another app', http({ delegate: itsDelegate }), 'reference/other-app @ spec.http[0].delegate'],
  [
    'a delegate with hosts', (chart) => make({}, chart).addHttpRoute({ delegate: untyped(make({}, new Chart(chart, 'c'))) }),
    'reference/not-a-delegate @ spec.http[0].delegate',
  ],
  [
    'a match on a gateway that is not among those of the resource',
    props({ gateways: [edge, GatewayRef.mesh], http: [{ match: [port(80), fromGateway(GatewayRef.named('other', 'istio-ingress'))], to }] }),
    'reference/unbound-gateway @ spec.http[0].match[1].gateways[0]',
  ],
  ['a match on a gateway in the mesh', http({ match: fromGateway(edge), to }), 'reference/unbound-gateway @ spec.http[0].match[0].gateways[0]'],
  [
    'a match of TCP on the mesh when only a gateway is bound',
    props({ gateways: [edge], tcp: [{ match: { gateways: [edge, GatewayRef.mesh] }, to }] }),
    'reference/unbound-gateway @ spec.tcp[0].match[0].gateways[1]',
  ],
  ['two names', (chart) => make({}, chart).addHttpRoute('a', untyped({ name: 'b', to })), 'route/part-twice @ spec.http[0].name'],
  ['targets in both words', http({ to, route: [] }), 'route/part-twice @ spec.http[0].route'],
  ['targets of TCP in both words', props({ tcp: [{ to, route: [] }] }), 'route/part-twice @ spec.tcp[0].route'],
  ['a mirror in both words', http({ to, mirror: to, mirrorPercentage: { value: 5 } }), 'route/part-twice @ spec.http[0].mirrorPercentage'],
  ['an unknown prop', props({ host: 'reviews' }), 'field/unknown @ spec.host'],
  ['an unknown key of a route', http({ to, timeOut: '5s' }), 'field/unknown @ spec.http[0].timeOut'],
  ['an unknown key of a target', http({ to: { destination: to, wieght: 5 } }), 'field/unknown @ spec.http[0].route[0].wieght'],
  ['an unknown key of a mirror', http({ to, mirror: { destination: to, percent: 5 } }), 'field/unknown @ spec.http[0].mirror.percent'],
  ['an unknown key of one of the mirrors', http({ to, mirror: [{ destination: to, percent: 5 }] }), 'field/unknown @ spec.http[0].mirrors[0].percent'],
  ['an unknown key of a fault', http({ to, fault: { abort: { status: 500 } } }), 'field/unknown @ spec.http[0].fault.abort.status'],
  ['an unknown key of a policy', http({ to, corsPolicy: { allowOrigins: [], origins: [] } }), 'field/unknown @ spec.http[0].corsPolicy.origins'],
  ['an unknown key of a match of TCP', props({ tcp: [{ match: { prot: 80 }, to }] }), 'field/unknown @ spec.tcp[0].match[0].prot'],
  ['no list of hosts', props({ hosts: 'reviews' }), 'field/wrong-type @ spec.hosts'],
  ['no list of routes', props({ http: { to } }), 'input/not-json @ spec.http.to'],
  ['no list of gateways', props({ gateways: 'edge' }), 'field/wrong-type @ spec.gateways'],
  ['a number for a gateway', props({ gateways: [80] }), 'field/wrong-type @ spec.gateways[0]'],
  ['text for a route', http('all to v1'), 'field/wrong-type @ spec.http[0]'],
  ['undefined for a route', http(undefined), 'input/undefined-in-list @ spec.http[0]'],
  ['text for a match', http({ match: '/a', to }), 'field/wrong-type @ spec.http[0].match[0]'],
  ['text for retries', http({ to, retries: '3' }), 'field/wrong-type @ spec.http[0].retries'],
  ['text for a fault', http({ to, fault: { delay: '7s' } }), 'field/wrong-type @ spec.http[0].fault.delay'],
  ['a percentage as text', http({ to, mirror: { destination: to, percentage: '5' } }), 'field/wrong-type @ spec.http[0].mirrorPercentage'],
  ['a number for a path', http({ match: path.exact(untyped(5)), to }), 'field/wrong-type @ spec.http[0].match[0].uri.exact'],
  ['a regex of another dialect', http({ match: path.regex('(?=a)'), to }), 'value/re2 @ spec.http[0].match[0].uri.regex'],
  ['a delegate by its name alone', http({ delegate: 'cart' }), 'field/wrong-type @ spec.http[0].delegate'],
  ['a timeout without a unit', http({ to, timeout: '5' }), 'value/duration @ spec.http[0].timeout'],
  ['no action', http({ timeout: '5s' }), 'virtual-service/no-action @ spec.http[0]'],
  ['no targets', http({ to: [] }), 'virtual-service/no-action @ spec.http[0]'],
  ['a route that is a name only', (chart) => make({}, chart).addHttpRoute('all', untyped(undefined)), 'virtual-service/no-action @ spec.http[0]'],
  ['a redirect and a target', http({ redirect: { authority: 'b.example.com' }, to }), 'virtual-service/redirect-excludes-others @ spec.http[0].route'],
  ['targets without weights', http({ to: [to, to] }), 'virtual-service/total-weight-zero @ spec.http[0].route'],
  ['a weight below zero', props({ tcp: [{ to: to.weighted(-1) }] }), 'virtual-service/negative-weight @ spec.tcp[0].route[0].weight'],
];

test.each(bad)('%s is reported', (_, build, finding) => {
  expect(findingsOf(build).map(({ rule, path: at }) => `${rule} @ ${renderPath(at)}`)).toEqual([finding]);
});

test('a name says how to make a target of it', () => {
  expect(findingsOf(http({ to: 'reviews' }))[0]).toMatchObject({
    message: 'Expected a service, a subset, a port or a destination, got "reviews"',
    fix: 'write Destination.host("reviews"), or take it of the construct that owns the host',
    construct: 'shop/reviews',
    source: { file: expect.stringMatching(/virtual-service\.test\.ts$/) },
  });
});

test('a match on a gateway that is only known by its name is left alone', () => {
  const match = fromGateway(edge, 'other');
  expect(specOf(make({ gateways: ['istio-ingress/edge'], http: [{ match, to }] })).gateways).toEqual(['istio-ingress/edge']);
  expect(specOf(make({ gateways: [edge], http: [{ match, to }] })).gateways).toEqual(['istio-ingress/edge']);
});

test('the resource is the child of that name, and can be patched', () => {
  const virtualService = make({ http: [{ to }] });
  virtualService.addJsonPatch(JsonPatch.add('/spec/http/0/timeout', '5s'));
  virtualService.metadata.addLabel('team', 'shop');
  expect(virtualService.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  expect(virtualService.resource).toBeInstanceOf(IstioVirtualService);
  expect(virtualService.resource.toJson()).toMatchObject({
    metadata: { labels: { team: 'shop' } }, spec: { http: [{ ...toReviews, timeout: '5s' }] },
  });
});

test('the program may go on changing what it passed in', () => {
  const http: HttpRouteOptions[] = [{ to }];
  const given = { hosts: ['reviews'], http };
  const virtualService = new VirtualService(chartOf(), 'reviews', given);
  http.push(untyped({ to: 'reviews' }));
  Object.assign(given, { hosts: undefined });
  expect(specOf(virtualService)).toEqual({ hosts: ['reviews'], http: [toReviews] });
});
