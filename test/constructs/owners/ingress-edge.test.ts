import { App, type Chart } from 'cdk8s';
import {
  authority, BlueGreen, Canary, DelegateVirtualService, FaultInjection, header, HttpPolicies, IngressGateway, type IngressHost, type Match,
  MeshService, Mirror, path, Pattern, renderPath, Resilience,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { findingsIn, findingsOf } from '../../support/findings';

const http = { http: { number: 80, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };

interface Shop {
  readonly chart: Chart;
  readonly edge: IngressGateway;
  readonly host: IngressHost;
  readonly front: MeshService<'http'>;
  readonly reviews: MeshService<'http', 'v1' | 'v2'>;
}

function shopIn(chart: Chart): Shop {
  const edge = new IngressGateway(chart, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop-tls' } });
  return {
    chart, edge,
    host: edge.host('shop.example.com'),
    front: new MeshService(chart, 'front', { ports: http }),
    reviews: new MeshService(chart, 'reviews', { ports: http, versions }),
  };
}

/** The routes of the host, and the findings, for a program whose steps run in that order. */
function written(steps: readonly ((shop: Shop) => unknown)[], order: 'forwards' | 'backwards'): { routes: any[]; findings: string[] } {
  const shop = shopIn(chartOf());
  for (const step of order === 'forwards' ? steps : [...steps].reverse()) step(shop);
  const app = App.of(shop.chart);
  const findings = findingsIn(app).filter(({ severity }) => severity !== 'info').map(({ rule, construct }) => `${rule} of ${construct}`);
  const routes = (shop.chart.toJson() as any[]).find(({ metadata }) => metadata.name === 'edge.shop.example.com')?.spec.http ?? [];
  return { routes, findings };
}

const stripped = ({ host, reviews }: Shop): unknown => host.path('/reviews', reviews, { strip: true });

/** The matches of the first route that leads to v2. */
function pinnedMatches(match: Match | readonly Match[]): unknown {
  const pin = ({ chart, reviews: service }: Shop): unknown => new BlueGreen(chart, 'release', { service, active: 'v1', preview: { version: 'v2', match } });
  const both = (['forwards', 'backwards'] as const).map((order) => written([stripped, pin], order));
  expect(both[0]).toEqual(both[1]);
  expect(both[0]!.findings).toEqual([]);
  const { routes } = both[0]!;
  expect(routes.every(({ rewrite }) => rewrite.uriRegexRewrite.match === '^/reviews/?(.*)$')).toBe(true);
  return routes.filter(({ route }) => route[0].destination.subset === 'v2').flatMap((route) => route.match);
}

test.each([
  ['a prefix', path.prefix('/beta/'), [{ uri: { prefix: '/reviews/beta/' } }]],
  ['a whole path', path.exact('/beta'), [{ uri: { exact: '/reviews/beta' } }]],
  ['the root', path.exact('/'), [{ uri: { exact: '/reviews' } }, { uri: { exact: '/reviews/' } }]],
  ['a regex', path.regex('/[0-9]+'), [{ uri: { regex: '/reviews/[0-9]+' } }]],
  ['a regex of the root as well', path.regex('/|/a'), [{ uri: { exact: '/reviews' } }, { uri: { regex: '/reviews(?:/|/a)' } }]],
  ['a whole path in any case', path.exact('/Beta.x').ignoreCase(), [{ uri: { regex: '/reviews(?i:/Beta\\.x)' } }]],
  ['a prefix in any case', path.prefix('/beta/').ignoreCase(), [{ uri: { regex: '/reviews(?i:/beta/).*' } }]],
  ['a header', header('x').exact('y'), [
    { headers: { x: { exact: 'y' } }, uri: { exact: '/reviews' } }, { headers: { x: { exact: 'y' } }, uri: { prefix: '/reviews/' } },
  ]],
  ['a path and a header', path.prefix('/beta/').and(header('x').exact('y')), [{ headers: { x: { exact: 'y' } }, uri: { prefix: '/reviews/beta/' } }]],
] as const)('behind a path that is taken off, %s of the service is the one that clients ask for', (_, match, expected) => {
  expect(pinnedMatches(match)).toEqual(expected);
});

test('behind a path that is taken off, a service rewrites its own prefix, and redirects lead to paths of clients', () => {
  const steps = [stripped, ({ chart, reviews: service }: Shop) => {
    new HttpPolicies(chart, 'docs', { service, rewrite: { prefix: '/docs', uri: '/' } });
    new HttpPolicies(chart, 'moved', { service, match: path.exact('/old'), redirect: { uri: '/new' } });
    new HttpPolicies(chart, 'legacy', { service, redirect: { prefix: '/legacy', uri: '/modern' } });
    new HttpPolicies(chart, 'away', { service, match: path.exact('/away'), redirect: { uri: '/x', authority: 'other.example.com' } });
  }];
  const { routes, findings } = written(steps, 'forwards');
  expect(findings).toEqual([]);
  const named = (name: string): unknown => routes.filter((route) => route.name === `reviews/${name}`).map(({ match, redirect, rewrite }) => ({ match, redirect, rewrite }));
  expect(named('docs')).toEqual([]);
  expect(named('default-docs')).toEqual([{
    match: [{ uri: { exact: '/reviews/docs' } }, { uri: { prefix: '/reviews/docs/' } }], rewrite: { uriRegexRewrite: { match: '^/reviews/docs/?(.*)$', rewrite: '/\\1' } },
  }]);
  expect(named('moved')).toEqual([{ match: [{ uri: { exact: '/reviews/old' } }], redirect: { uri: '/reviews/new' } }]);
  expect(named('away')).toEqual([{ match: [{ uri: { exact: '/reviews/away' } }], redirect: { uri: '/x', authority: 'other.example.com' } }]);
  expect(named('legacy')).toEqual([
    { match: [{ uri: { exact: '/reviews/legacy' } }], redirect: { uri: '/reviews/modern' } },
    { match: [{ uri: { prefix: '/reviews/legacy/' } }], redirect: { prefixRewrite: '/reviews/modern/' } },
  ]);
});

test('what is said at a host holds there alone, and wins over what the service says', () => {
  const steps = [
    ({ host, front }: Shop) => host.path('/', front),
    ({ host, reviews }: Shop) => host.path('/reviews', reviews),
    ({ chart, reviews: service }: Shop) => new Resilience(chart, 'patience', { service, timeout: '3s', retries: { attempts: 0 } }),
    ({ chart, host }: Shop) => new Resilience(chart, 'hurry', { service: host, timeout: '9s' }),
    ({ chart, host }: Shop) => new HttpPolicies(chart, 'cors', { service: host, match: path.prefix('/reviews/'), headers: { response: { set: { 'x-edge': '1' } } } }),
    ({ chart, host }: Shop) => new HttpPolicies(chart, 'gone', { service: host, match: path.exact('/reviews/gone'), directResponse: { status: 410 } }),
    ({ chart, host }: Shop) => new FaultInjection(chart, 'chaos', { service: host, match: header('x-chaos').present(), abort: { httpStatus: 503, percentage: 50 } }),
  ];
  const [{ routes, findings }, backwards] = [written(steps, 'forwards'), written(steps, 'backwards')];
  expect(routes).toEqual(backwards.routes);
  expect(findings.filter((found) => !found.startsWith('composition/fault-alone'))).toEqual([]);
  const summary = routes.map(({ name, timeout, retries, headers, directResponse, fault }) => [
    name, timeout ?? directResponse?.status, retries?.attempts, headers?.response?.set?.['x-edge'], fault?.abort?.httpStatus,
  ]);
  expect(summary).toEqual([
    ['gone', 410, undefined, '1', undefined],
    ['reviews/default-cors-chaos', '9s', 2, '1', 503],
    ['reviews/default-cors', '9s', 2, '1', undefined],
    ['reviews/default-chaos', '9s', 2, undefined, 503],
    ['reviews/default', '9s', 2, undefined, undefined],
    ['front/default-chaos', '9s', 2, undefined, 503],
    ['front/default', '9s', 2, undefined, undefined],
  ]);
});

test('a host may send all clients elsewhere, without a service', () => {
  const shop = shopIn(chartOf());
  new HttpPolicies(shop.chart, 'moved', { service: shop.edge.host('old.example.com'), match: path.prefix('/'), redirect: { authority: 'shop.example.com' } });
  shop.host.to(shop.front);
  const specs = (JSON.parse(JSON.stringify(shop.chart.toJson())) as any[]).filter(({ kind }) => kind === 'VirtualService').map(({ spec }) => spec);
  expect(specs[0]).toMatchObject({ hosts: ['old.example.com'], http: [{ name: 'moved', redirect: { authority: 'shop.example.com' } }] });
  expect(findingsIn(App.of(shop.chart)).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('explain and describe name what is said at the host', () => {
  const { chart, host, reviews, front } = shopIn(chartOf());
  host.to(front).path('/reviews', reviews, { strip: true });
  new HttpPolicies(chart, 'gone', { service: host, match: path.exact('/gone'), directResponse: { status: 410 } });
  new Resilience(chart, 'patience', { service: host, timeout: '9s', retries: { attempts: 0 } });
  expect(host.explain().replace(/ \([^()]*:\d+\)/g, '')).toBe(`shop.example.com (gateway istio-ingress/edge)
  https on port 443: SIMPLE with shop-tls
  http on port 80: redirected to https
the host itself:
  1. path is "/gone": response 410, by shop/gone
where path is "/reviews", or path starts with "/reviews/", with /reviews taken off: reviews.shop.svc.cluster.local:80, by shop/reviews
  2. path is "/reviews", or path starts with "/reviews/": to all endpoints
       retries: never, by shop/patience
       timeout: 9s, by shop/patience
       rewrite path: "^/reviews/?(.*)$" becomes "/\\\\1", by shop/reviews
the remaining paths: front.shop.svc.cluster.local:80, by shop/front
  3. every request: to all endpoints
       retries: never, by shop/patience
       timeout: 9s, by shop/patience
`);
  const model = host.describe();
  expect(model).toStrictEqual(JSON.parse(JSON.stringify(model)));
  expect(model).toMatchObject({ routes: [{ name: 'gone', by: { construct: 'shop/gone' } }], mounts: [{ path: '/reviews', isStripped: true }, {}] });
});

class Odd extends Pattern {
  public constructor(shop: Shop, claims: unknown) {
    super(shop.chart, 'odd', {}, {});
    shop.host.contribute(this, claims as never);
  }
}

const refused: readonly (readonly [what: string, rule: string, at: string, message: string, build: (shop: Shop) => unknown])[] = [
  ['strip that is no flag', 'pattern/invalid-option', 'strip', 'Expected true or false, got "yes"', ({ host, front }) => host.path('/a', front, { strip: untyped('yes') })],
  ['strip of the root', 'pattern/invalid-option', 'strip', 'Expected a path that can be taken off, got "/"', ({ host, front }) => host.path('/', front, { strip: true })],
  ['an option that there is not', 'pattern/unknown-option', 'stripped', 'Expected "strip", got "stripped"', ({ host, front }) => host.path('/a', front, untyped({ stripped: true }))],
  ['no options', 'pattern/invalid-option', '', 'Expected options, got null', ({ host, front }) => host.path('/a', front, untyped(null))],
  ['two services at all paths', 'composition/claimed-twice', '', 'Expected one service at the remaining paths of "shop.example.com"', ({ host, front, reviews }) => (
    host.to(front).path('/', reviews)
  )],
  ['a path with and without strip', 'composition/claimed-twice', '', 'Expected one service at path "/a"', ({ host, front }) => (
    host.path('/a', front).path('/a', front, { strip: true })
  )],
  ['a regex rewrite behind strip', 'composition/not-strippable', '', 'Expected routes that hold with "/a" taken off, got "shop/odd", which rewrites the path by a regex', ({ chart, host, reviews }) => {
    host.path('/a', reviews, { strip: true });
    new HttpPolicies(chart, 'odd', { service: reviews, rewrite: { uriRegexRewrite: { match: '/v1/', rewrite: '/' } } });
  }],
  ['a delegate behind strip', 'composition/not-strippable', '', 'got "shop/odd", which hands them to another VirtualService', ({ chart, host, reviews }) => {
    host.path('/a', reviews, { strip: true });
    const delegate = new DelegateVirtualService(chart, 'batch', { metadata: { name: 'batch' } });
    delegate.addHttpRoute('all', { to: reviews.port('http') });
    new HttpPolicies(chart, 'odd', { service: reviews, match: path.prefix('/batch/'), delegate });
  }],
  ['a rewrite at the host beside strip', 'composition/claimed-twice', '', 'Expected one construct to rewrite the path at "shop.example.com/a", got "shop/odd" beside strip', ({ chart, host, front }) => {
    host.path('/a', front, { strip: true });
    new HttpPolicies(chart, 'odd', { service: host, rewrite: { prefix: '/a', uri: '/b' } });
  }],
  ['a header twice at a host', 'composition/claimed-twice', '', 'Expected one construct to decide "request header x"', ({ chart, host, front }) => {
    host.to(front);
    for (const id of ['a', 'b']) new HttpPolicies(chart, id, { service: host, headers: { request: { set: { x: id } } } });
  }],
  ['a response for all requests', 'composition/unreachable', '', 'Unreachable: "shop/odd" takes the requests for "shop.example.com" before the service gets them', ({ chart, host, front }) => {
    host.to(front);
    new HttpPolicies(chart, 'odd', { service: host, match: path.prefix('/'), directResponse: { status: 503 } });
  }],
  ['a timeout where TLS is handed on', 'ingress-gateway/requests-unseen', '', 'Expected no claims on requests at "db.example.com"', ({ chart, edge }) => {
    const db = new MeshService(chart, 'db', { ports: { tls: { number: 443, protocol: 'TLS' } } });
    const host = edge.host('db.example.com', { https: { mode: 'PASSTHROUGH' } }).to(db);
    new Resilience(chart, 'odd', { service: host, timeout: '1s', retries: { attempts: 0 } });
  }],
  ['shares', 'ingress-gateway/not-at-a-host', 'service', 'got shares of versions', (shop) => new Odd(shop, { shares: [{ version: 'v1', percent: 100 }] })],
  ['a pin', 'ingress-gateway/not-at-a-host', 'service', 'got requests that are pinned to versions', (shop) => (
    new Odd(shop, { exceptions: [{ name: 'a', when: [], then: { kind: 'version', version: 'v1' } }] })
  )],
  ['a policy', 'ingress-gateway/not-at-a-host', 'service', 'got a policy for the endpoints of a service', (shop) => new Odd(shop, { policies: [{ policy: { 'limits.connections': 1 } }] })],
  ['a mirror to a version', 'ingress-gateway/not-at-a-host', 'service', 'got a mirror to a version', (shop) => (
    new Odd(shop, { behaviours: [{ name: 'a', behaviours: { mirrors: [{ version: 'v1', percent: 1 }] } }] })
  )],
  ['what is no claim', 'pattern/unknown-option', 'timeout', 'got "timeout"', (shop) => new Odd(shop, { timeout: '1s' })],
  ['a canary of a host', 'composition/not-an-owner', 'service', 'Expected a MeshService or an ExternalService, got ', ({ chart, host }) => (
    new Canary(chart, 'odd', { service: untyped(host), stable: untyped('v1'), canary: untyped('v2'), weight: 1 })
  )],
  ['a mirror of a host', 'composition/not-an-owner', 'service', 'Expected a MeshService or an ExternalService, got ', ({ chart, host, reviews }) => (
    new Mirror(chart, 'odd', { service: untyped(host), destination: reviews.port('http'), percentage: 1 })
  )],
  ['a host of another app', 'reference/other-app', 'service', 'Expected a construct of the same app', ({ chart }) => (
    new Resilience(chart, 'odd', { service: shopIn(chartOf()).host, timeout: '1s' })
  )],
  ['a gateway in the place of its host', 'composition/not-an-owner', 'service', 'Expected a MeshService, an ExternalService or a host of an IngressGateway, got "shop/edge"', ({ chart, edge }) => (
    new Resilience(chart, 'odd', { service: untyped(edge), timeout: '1s' })
  )],
];

test.each(refused)('%s: error', (_, rule, at, message, build) => {
  const findings = findingsOf((chart) => build(shopIn(chart))).filter((found) => found.rule === rule);
  expect(findings.map(({ severity, path: got }) => [severity, renderPath(got)])).toEqual([['error', at]]);
  expect(findings[0]!.message).toContain(message);
  expect(findings[0]!.source?.file).toMatch(/ingress-edge\.test\.ts$/);
});

test('conditions that a gateway cannot see are reported as without effect', () => {
  const { chart, host, front } = shopIn(chartOf());
  host.to(front);
  new Resilience(chart, 'odd', { service: host, match: authority.exact('other.example.com'), timeout: '1s', retries: { attempts: 0 } });
  expect(findingsIn(App.of(chart)).filter(({ rule }) => rule === 'composition/left-out').map(({ construct }) => construct)).toEqual(['shop/odd']);
});
