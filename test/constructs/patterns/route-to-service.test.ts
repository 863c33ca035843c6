import { App, type Chart, Testing } from 'cdk8s';
import {
  Canary, check, ConfigError, EgressGateway, EgressThroughGateway, ExternalService, FaultInjection, header, HttpPolicies, IngressGateway,
  MeshService, type MeshServiceReference, method, Mirror, NamespaceIsolation, path, Resilience, Split, type Finding, type HttpPoliciesProps,
  type HttpRoute, type RoutedTarget, type VirtualServiceSpec,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { thrownBy } from '../../support/findings';

/* A part of the requests of one service goes to another one, with what holds there. */

type Service = MeshService<'http', 'v1' | 'v2'>;
interface Program { readonly app: App; readonly chart: Chart; readonly shop: Service; readonly orders: Service }
type Say = (program: Program) => unknown;

const SHOP = 'shop.shop.svc.cluster.local';
const ORDERS = 'orders.shop.svc.cluster.local';

function service(chart: Chart, name: string, number = 80): Service {
  return new MeshService(chart, name, {
    ports: { http: { number, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
}
function made(...says: Say[]): Program {
  const app = new App();
  const chart = chartOf('shop', app);
  const program = { app, chart, shop: service(chart, 'shop'), orders: service(chart, 'orders', 8080) };
  for (const say of says) say(program);
  return program;
}
const route = (options: Partial<HttpPoliciesProps> = {}, id = 'moved'): Say => ({ chart, shop, orders }) => (
  new HttpPolicies(chart, id, untyped({ service: shop, match: path.prefix('/orders/'), to: orders, ...options }))
);
const canaryOf = (name: 'shop' | 'orders', options: object = {}): Say => (program) => new Canary(program.chart, `${name}-canary`, {
  service: program[name], stable: 'v1', canary: 'v2', weight: 10, ...options,
});
function specOf({ chart }: Program, name = 'shop'): VirtualServiceSpec {
  const resources = Testing.synth(chart) as { kind: string; metadata: { name: string }; spec: VirtualServiceSpec }[];
  expect(check(resources).filter(({ severity }) => severity === 'error')).toEqual([]);
  return resources.find(({ kind, metadata }) => kind === 'VirtualService' && metadata.name === name)!.spec;
}
/** The routes of a VirtualService, as name, match without the port, and destinations. */
function routes(
  name: string, ...says: Say[]
): readonly (readonly [name: string | undefined, match: readonly object[], to: readonly string[]])[] {
  const { http = [] } = specOf(made(...says), name);
  return http.map((one) => [one.name, (one.match ?? []).map(({ port: _, ...rest }) => rest), destinations(one)]);
}
function destinations({ route: to = [] }: HttpRoute): string[] {
  return to.map(({ destination: { host, subset, port }, weight }) => (
    `${host.split('.')[0]}:${port?.number} ${subset ?? 'all'}${weight ? ` ${weight}` : ''}`
  ));
}
/** The errors of a synth, else what it reports besides. */
function problems(...says: Say[]): string[] {
  const { app, shop } = made(...says);
  const errors = errorsOf(app);
  if (errors.length === 0) {
    return shop._composition.problems.map(({ rule, by, others }) => inWords(rule.id, by.construct, others.map((other) => other.construct)));
  }
  return errors.map(({ rule, construct, related = [] }) => inWords(rule, construct, related.map((one) => (one as Finding).construct)));
}
function errorsOf(app: App): readonly Finding[] {
  try {
    app.synthYaml();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.findings;
    throw error;
  }
}
const inWords = (rule: string, by: string | undefined, others: readonly (string | undefined)[]): string => (
  `${rule} by ${by}${others.length > 0 ? ` with ${others.join(', ')}` : ''}`
);

test('requests of the match go to the other service, and the rest stays', () => {
  expect(routes('shop', route())).toEqual([
    ['moved/default', [{ uri: { prefix: '/orders/' } }], ['orders:8080 all']],
    ['default', [{}], ['shop:80 all']],
  ]);
});

test('the canary and the pins of the other service hold on the route, those of the host only on what is left', () => {
  const expected = [
    ['moved/orders-canary-always', [{ headers: { 'x-beta': {} }, uri: { prefix: '/orders/' } }], ['orders:8080 v2']],
    ['moved/default', [{ uri: { prefix: '/orders/' } }], ['orders:8080 v1 90', 'orders:8080 v2 10']],
    ['shop-canary-always', [{ headers: { 'end-user': { exact: 'jason' } } }], ['shop:80 v2']],
    ['default', [{}], ['shop:80 v1 90', 'shop:80 v2 10']],
  ];
  const says = [
    route(), canaryOf('orders', { always: header('x-beta').present() }), canaryOf('shop', { always: header('end-user').exact('jason') }),
  ];
  expect(routes('shop', ...says)).toEqual(expected);
  expect(routes('shop', ...says.reverse())).toEqual(expected);
});

test('a pin for fewer requests of the other service stays', () => {
  const pin: Say = ({ chart, shop }) => new Split(chart, 'legacy', { service: shop, weights: { v2: 100 }, pins: { v1: path.exact('/orders/legacy') } });
  expect(routes('shop', route(), pin)).toEqual([
    ['legacy-v1', [{ uri: { exact: '/orders/legacy' } }], ['shop:80 v1']],
    ['moved/default', [{ uri: { prefix: '/orders/' } }], ['orders:8080 all']],
    ['default', [{}], ['shop:80 v2']],
  ]);
});

test('behaviours of the other service win; those of the host hold where it has none', () => {
  const says: Say[] = [
    route({ headers: { response: { set: { 'x-moved': 'yes' } } } }),
    ({ chart, shop }) => new Resilience(chart, 'shop-patience', { service: shop, timeout: '3s', retries: { attempts: 0 } }),
    ({ chart, shop }) => new HttpPolicies(chart, 'shop-headers', { service: shop, headers: { request: { set: { 'x-shop': '1', 'x-both': 'shop' } } } }),
    ({ chart, orders }) => new Resilience(chart, 'orders-patience', { service: orders, timeout: '9s', retries: { attempts: 0 } }),
    ({ chart, orders }) => new HttpPolicies(chart, 'orders-headers', { service: orders, headers: { request: { set: { 'x-both': 'orders' } } } }),
    ({ chart, orders }) => new Resilience(chart, 'orders-reports', { service: orders, match: path.prefix('/orders/reports/'), timeout: '1m', retries: { attempts: 0 } }),
  ];
  const { http } = specOf(made(...says));
  const headers = { request: { set: { 'x-both': 'orders', 'x-shop': '1' } }, response: { set: { 'x-moved': 'yes' } } };
  expect(http!.map(({ name, timeout, headers: changed }) => [name, timeout, changed])).toEqual([
    ['moved/default-orders-reports', '1m', headers],
    ['moved/default', '9s', headers],
    ['default', '3s', { request: { set: { 'x-both': 'shop', 'x-shop': '1' } } }],
  ]);
});

test('what another service takes is not mirrored to a version of the host, but to other hosts', () => {
  const { http } = specOf(made(
    route(),
    ({ chart, shop }) => new Mirror(chart, 'own', { service: shop, version: 'v2', percentage: 100, sideEffects: true }),
    ({ chart, shop, orders }) => new Mirror(chart, 'audit', { service: shop, destination: orders.version('v2').onPort(8080), percentage: 5, sideEffects: true }),
  ));
  expect(http!.map(({ name, mirrors = [] }) => [name, mirrors.map(({ destination: { host, subset } }) => `${host} ${subset}`)])).toEqual([
    ['moved/default', [`${ORDERS} v2`]],
    ['default', [`${SHOP} v2`, `${ORDERS} v2`]],
  ]);
});

test('a port, a version and a service of another team can be meant', () => {
  const version: Say = ({ chart, shop, orders }) => new HttpPolicies(chart, 'moved', { service: shop, match: path.prefix('/orders/'), to: orders.version('v2') });
  expect(routes('shop', version, canaryOf('orders', { always: header('a').present(), never: header('b').present() }))[0])
    .toEqual(['moved/orders-canary-always', [{ headers: { a: {} }, uri: { prefix: '/orders/' } }], ['orders:8080 v2']]);
  expect(routes('shop', version).map(([, , to]) => to)).toEqual([['orders:8080 v2'], ['shop:80 all']]);
  const users = (to: (service: MeshServiceReference<'web', 'v7'>) => RoutedTarget): Say => ({ chart, shop }) => {
    const theirs = MeshService.fromName(chart, 'users', {
      namespace: 'accounts', ports: { web: { number: 8000, protocol: 'HTTP' } }, versions: ['v7'],
    });
    new HttpPolicies(chart, 'moved', { service: shop, match: path.prefix('/orders/'), to: to(theirs) });
  };
  expect(routes('shop', users((theirs) => theirs))[0]![2]).toEqual(['users:8000 all']);
  expect(routes('shop', users((theirs) => theirs.version('v7')))[0]![2]).toEqual(['users:8000 v7']);
  expect(routes('shop', users((theirs) => theirs.port('web')))[0]![2]).toEqual(['users:8000 all']);
});

test('a service outside gets its own name as Host, and its egress gateway holds on the route', () => {
  const outside = (through: boolean): Say => ({ chart, shop }) => {
    const partner = new ExternalService(chart, 'partner', {
      host: 'api.partner.com', ...(through ? {} : { exportTo: ['*'] }), ports: { http: { number: 80, protocol: 'HTTP' } },
    });
    new HttpPolicies(chart, 'outside', { service: shop, match: path.prefix('/partner/'), to: partner, rewrite: { prefix: '/partner', uri: '/' } });
    if (!through) return;
    const gateway = new EgressGateway(chart, 'egress', { namespace: 'egress', service: 'egress', workload: { labels: { istio: 'egress' } } });
    new EgressThroughGateway(chart, 'through', { service: partner, gateway, port: 'http', clients: ['shop'] });
  };
  const spec = (through: boolean): VirtualServiceSpec => specOf(made(outside(through), ({ chart, shop }) => (
    new HttpPolicies(chart, 'authority', { service: shop, rewrite: { authority: 'inner' } })
  )));
  expect(spec(false).http![0]).toMatchObject({
    name: 'outside/default', rewrite: { authority: 'api.partner.com' }, route: [{ destination: { host: 'api.partner.com', port: { number: 80 } } }],
  });
  expect(spec(true).http![0]).toMatchObject({
    name: 'outside/default', rewrite: { authority: 'api.partner.com' },
    route: [{ destination: { host: 'egress.egress.svc.cluster.local', port: { number: 443 } } }],
  });
  expect(spec(false).http!.at(-1)).toMatchObject({ name: 'default', rewrite: { authority: 'inner' } });
});

test('behind a gateway the route holds with all that holds at the other service', () => {
  const gateway: Say = ({ chart, shop }) => new IngressGateway(chart, 'edge', {
    namespace: 'shop', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop' },
  }).host('shop.example.com').to(shop);
  expect(routes('edge.shop.example.com', gateway, route(), canaryOf('orders', { always: header('x-beta').present() }), canaryOf('shop'))).toEqual([
    ['shop/moved/orders-canary-always', [{ headers: { 'x-beta': {} }, uri: { prefix: '/orders/' } }], ['orders:8080 v2']],
    ['shop/moved/default', [{ uri: { prefix: '/orders/' } }], ['orders:8080 v1 90', 'orders:8080 v2 10']],
    ['shop/default', [], ['shop:80 v1 90', 'shop:80 v2 10']],
  ]);
  const pinned: Say = ({ chart, shop }) => new IngressGateway(chart, 'edge', {
    namespace: 'shop', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop' },
  }).host('shop.example.com').to(shop.version('v2'));
  expect(routes('edge.shop.example.com', pinned, route(), canaryOf('orders')).map(([, , to]) => to)).toEqual([
    ['orders:8080 v1 90', 'orders:8080 v2 10'], ['shop:80 v2'],
  ]);
});

test('routes lead over several services, and each hop narrows them', () => {
  const third: Say = ({ chart, orders }) => {
    const archive = service(chart, 'archive', 9000);
    new HttpPolicies(chart, 'archived', { service: orders, match: path.prefix('/orders/old/'), to: archive });
    new Canary(chart, 'archive-canary', { service: archive, stable: 'v1', canary: 'v2', weight: 50 });
  };
  expect(routes('shop', route(), third)).toEqual([
    ['moved/archived/default', [{ uri: { prefix: '/orders/old/' } }], ['archive:9000 v1 50', 'archive:9000 v2 50']],
    ['moved/default', [{ uri: { prefix: '/orders/' } }], ['orders:8080 all']],
    ['default', [{}], ['shop:80 all']],
  ]);
});

describe('routes that lead back', () => {
  const back: Say = ({ chart, shop, orders }) => new HttpPolicies(chart, 'back', { service: orders, match: path.prefix('/cart/'), to: shop });

  test('are one error that names the constructs and their lines', () => {
    for (const says of [[route(), back], [back, route()]]) {
      const found = thrownBy(() => made(...says).app.synthYaml());
      expect(found.map(({ rule, construct, related = [] }) => inWords(rule, construct, related.map((one) => (one as Finding).construct))))
        .toEqual(['composition/circular-routes by shop/back with shop/moved']);
      expect(found[0]!.message).toBe(`Expected routes to other services that lead nowhere back, got "${ORDERS}" to "${SHOP}" from "shop/back", and "${SHOP}" to "${ORDERS}" from "shop/moved"`);
      expect(found[0]!.source?.file).toContain('route-to-service.test.ts');
    }
  });

  test('are found over a third service as well, which another one can lead to', () => {
    const says: Say[] = [
      route(),
      ({ chart, orders, shop }) => {
        const third = service(chart, 'third');
        new HttpPolicies(chart, 'to-third', { service: orders, match: path.prefix('/a/'), to: third });
        new HttpPolicies(chart, 'from-third', { service: third, match: path.prefix('/b/'), to: shop });
        new HttpPolicies(chart, 'from-outside', { service: service(chart, 'outside'), match: path.prefix('/c/'), to: shop });
      },
    ];
    expect(problems(...says)).toEqual(['composition/circular-routes by shop/to-third with shop/from-third, shop/moved']);
  });
});

test.each<readonly [what: string, options: object | ((program: Program) => object), rule: string, message: string]>([
  ['the service itself', ({ shop }) => ({ to: shop }), 'pattern/invalid-option', `Expected another service, got "${SHOP}" itself`],
  ['a version of the service itself', ({ shop }) => ({ to: shop.version('v2') }), 'pattern/invalid-option', `Expected another service, got "${SHOP}" itself`],
  ['a name', { to: 'orders' }, 'pattern/invalid-option', 'Expected a service, or a port or a version of one, got "orders"'],
  ['null', { to: null }, 'pattern/invalid-option', 'Expected a service, or a port or a version of one, got null'],
  ['no match', { match: undefined }, 'pattern/invalid-option', 'Expected a match beside redirect, directResponse, delegate or to, got none'],
  ['a redirect beside it', { redirect: { uri: '/a' } }, 'pattern/invalid-option', 'Expected one of redirect, directResponse, delegate and to, got redirect and to'],
  ['several ports', ({ chart }) => ({ to: new MeshService(chart, 'two', { ports: { a: { number: 1, protocol: 'HTTP' }, b: { number: 2, protocol: 'HTTP' } } }) }),
    'reference/port-missing', 'Expected one port of "two.shop.svc.cluster.local", got the service as a whole, with the ports "a" or "b"'],
  ['connections', ({ chart }) => ({ to: new MeshService(chart, 'db', { ports: { db: { number: 3306, protocol: 'MYSQL' } } }) }),
    'pattern/invalid-option', 'Expected an HTTP port of "db.shop.svc.cluster.local", got 3306 with MYSQL'],
  ['a port for connections', ({ chart }) => ({
    to: new MeshService(chart, 'db', { ports: { http: { number: 80, protocol: 'HTTP' }, db: { number: 3306, protocol: 'MYSQL' } } }).port('db'),
  }), 'pattern/invalid-option', 'Expected an HTTP port of "db.shop.svc.cluster.local", got 3306 with MYSQL'],
  ['a port that the service does not have', ({ orders }) => ({ to: orders.target.onPort(81) }), 'pattern/invalid-option', `Expected an HTTP port of "${ORDERS}", got 81`],
  ['a wildcard', ({ chart }) => ({ to: new ExternalService(chart, 'all', { host: '*.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } } }) }),
    'pattern/invalid-option', 'Expected a service with one name, got the wildcard "*.partner.com"'],
  ['a service of another app', () => ({ to: service(chartOf('other', new App()), 'other') }), 'reference/other-app', 'Expected a construct of the same app, got "other/other" of another one'],
])('%s is refused', (_, options, rule, message) => {
  const found = thrownBy(() => made((program) => route(typeof options === 'function' ? options(program) : options)(program)));
  expect(found.map((one) => [one.rule, one.message, one.construct])).toEqual([[rule, message, 'shop/moved']]);
  expect(found[0]!.source?.file).toContain('route-to-service.test.ts');
});

test.each<readonly [what: string, others: readonly Say[], expected: readonly string[]]>([
  ['another route for the same requests', [({ chart, shop }) => new HttpPolicies(chart, 'two', { service: shop, match: path.prefix('/orders/'), to: service(chart, 'three') })],
    ['composition/claimed-twice by shop/two with shop/moved']],
  ['a redirect of all of them', [({ chart, shop }) => new HttpPolicies(chart, 'gone', { service: shop, match: path.prefix('/orders'), redirect: { authority: 'a.com' } })],
    ['composition/unreachable by shop/moved with shop/gone']],
  ['a pin of all of them', [({ chart, shop }) => new Split(chart, 'pins', { service: shop, pins: { v1: path.prefix('/orders/') } })],
    ['composition/claimed-twice by shop/pins with shop/moved']],
  ['a canary whose pins are for other paths', [canaryOf('orders', { always: path.prefix('/api/') })], ['composition/left-out by shop/orders-canary with shop/moved']],
  ['a rewrite before the paths of the other service', [
    canaryOf('orders', { always: path.prefix('/beta/') }),
    ({ chart, shop }) => new HttpPolicies(chart, 'strip', { service: shop, match: path.prefix('/orders/'), rewrite: { prefix: '/orders', uri: '/' } }),
  ], ['composition/behind-stripped-prefix by shop/orders-canary with shop/moved, shop/strip']],
  ['two regexes for the path', [canaryOf('orders', { always: path.regex('.*/beta/.*') })], ['composition/not-joinable by shop/orders-canary with shop/moved']],
  ['a fault of the other service beside its patience', [
    ({ chart, orders }) => new FaultInjection(chart, 'chaos', { service: orders, match: header('x').present(), abort: { httpStatus: 503, percentage: 1 } }),
    ({ chart, orders }) => new Resilience(chart, 'patience', { service: orders, timeout: '1s' }),
  ], []],
  ['patience of the host for requests whose timeout the other service decides', [
    ({ chart, orders }) => new Resilience(chart, 'theirs', { service: orders, timeout: '1s', retries: { attempts: 0 } }),
    ({ chart, shop }) => new Resilience(chart, 'ours', { service: shop, match: path.prefix('/orders/'), timeout: '3s', retries: { attempts: 0 } }),
  ], ['composition/without-effect by shop/ours']],
])('beside %s', (_, others, expected) => {
  const first = route(typeof others === 'object' && expected[0]?.includes('not-joinable') ? { match: path.regex('/orders/.*') } : {});
  expect(problems(first, ...others)).toEqual(expected);
});

test('a service that not all clients of the host see is a warning, which names both', () => {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { app } = made(({ chart, shop }) => new HttpPolicies(chart, 'outside', {
    service: shop, match: path.prefix('/p/'), to: new ExternalService(chart, 'p', { host: 'a.com', exportTo: ['.'], ports: { http: { number: 80, protocol: 'HTTP' } } }),
  }));
  app.synthYaml();
  const text = stderr.mock.calls.map(([line]) => String(line)).join('');
  stderr.mockRestore();
  expect(text).toContain('warning composition/service-out-of-sight\n  Construct shop/outside\n');
  expect(text).toContain(`Expected "a.com" to be exported to the namespaces that see "${SHOP}", got "."`);
  expect(text).toContain('see also Construct shop/p');
});

test('the routes do not multiply beyond what is contributed', () => {
  const headers = (of: 'shop' | 'orders', to: (program: Program) => Service, count: number): Say => (program) => {
    const other = to(program);
    for (let i = 0; i < count; i++) new HttpPolicies(program.chart, `${of}-${i}`, { service: program[of], match: header(`x-${of}-${i}`).present(), to: other });
  };
  const found = thrownBy(() => made(headers('shop', ({ orders }) => orders, 30), headers('orders', ({ chart }) => service(chart, 'third'), 30)).app.synthYaml());
  expect(found.map(({ rule }) => rule)).toEqual(['composition/too-many-routes']);
  expect(found[0]!.related!.length).toBeGreaterThan(20);
});

test('a Sidecar imports what the routes of a dependency lead to', () => {
  const { app, chart, shop } = made();
  const other = new MeshService(chart, 'far', { namespace: 'far', ports: { http: { number: 80, protocol: 'HTTP' } } });
  new HttpPolicies(chart, 'moved', { service: shop, match: method('PUT'), to: other });
  new NamespaceIsolation(chartOf('web', app), 'isolation', { namespace: 'web', dependencies: [shop] });
  expect(app.synthYaml()).toContain('far/far.far.svc.cluster.local');
});

test('who decides what can be read', () => {
  const { shop } = made(route(), canaryOf('orders'), canaryOf('shop'));
  expect(shop.explain().replace(/ \([^()]*:\d+\)/g, '')).toContain(`
  1. path starts with "/orders/": 90 % to v1, 10 % to v2 of ${ORDERS}:8080, by shop/orders-canary, on the route by shop/moved
  2. every request: 90 % to v1, 10 % to v2, by shop/shop-canary
`);
  expect(shop.describe().exceptions).toMatchObject([{ value: { name: 'moved', then: { kind: 'service', host: ORDERS, port: 8080 } }, by: { construct: 'shop/moved' } }]);
});
