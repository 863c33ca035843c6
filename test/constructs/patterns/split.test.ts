import {
  BlueGreen, Canary, cookie, FaultInjection, header, HttpPolicies, IngressGateway, MeshService, Mirror, path, sourceLabels, sourceNamespace,
  Split, StickySession, type SplitProps, type VirtualServiceSpec,
} from 'cdk8s-istio';
import { Testing, type App, type Chart } from 'cdk8s';
import { untyped } from '../../support/chart';
import { findings, made, refusal, type Say } from '../../support/reviews';

type Shop = MeshService<'http' | 'db', 'v1' | 'v2' | 'v3'>;
type Options = SplitProps<'v1' | 'v2' | 'v3'>;

const HOST = 'checkout.shop.svc.cluster.local';

/** A service with three versions, a port for requests and one for connections. */
function checkout(chart: Chart): Shop {
  return new MeshService(chart, 'checkout', {
    ports: { http: { number: 80, protocol: 'HTTP' }, db: { number: 3306, protocol: 'TCP' } },
    versions: { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } },
  });
}
const withShop = (...says: ((service: Shop, chart: Chart) => unknown)[]): Say => (_, chart) => {
  const service = checkout(chart);
  for (const say of says) say(service, chart);
  return service;
};
const split = (options: Omit<Options, 'service'>, id = 'split') => (service: Shop, chart: Chart): Split => (
  new Split(chart, id, untyped({ service, ...options }))
);
function routesOf(say: Say): VirtualServiceSpec {
  const resources = Testing.synth(made(say).chart) as { kind: string; spec: VirtualServiceSpec }[];
  return resources.find(({ kind }) => kind === 'VirtualService')!.spec;
}
const to = (subset: string, port: number, more: object = {}): object => (
  { destination: { host: HOST, subset, port: { number: port } }, ...more }
);
/** Each route of the mesh with the versions that its requests get. */
const outcomes = (say: Say): string[] => routesOf(say).http!
  .map(({ name, route = [] }) => `${name}: ${route.map(({ destination: { subset } }) => subset).join()}`);

test('whole percents are written as they are, tenths as parts of a thousand, in the order of the versions', () => {
  const shares = (weights: object, port: number): object[] => (
    Object.entries(weights).map(([version, weight]) => to(version, port, { weight: weight as number }))
  );
  const of = (weights: Readonly<Record<string, number>>): VirtualServiceSpec => routesOf(withShop(split({ weights })));
  expect(of({ v3: 1, v1: 90, v2: 9 })).toEqual({
    hosts: [HOST],
    http: [{ name: 'default', match: [{ port: 80 }], route: shares({ v1: 90, v2: 9, v3: 1 }, 80) }],
    tcp: [{ match: [{ port: 3306 }], route: shares({ v1: 90, v2: 9, v3: 1 }, 3306) }],
  });
  expect(of({ v1: 94.5, v2: 5.4, v3: 0.1 }).http![0]!.route).toEqual(shares({ v1: 945, v2: 54, v3: 1 }, 80));
  expect(of({ v1: 94.5, v2: 5.4, v3: 0.1 }).tcp![0]!.route).toEqual(shares({ v1: 945, v2: 54, v3: 1 }, 3306));
  expect(of({ v1: 99.5, v2: 0.5, v3: 0 }).http![0]!.route).toEqual(shares({ v1: 995, v2: 5 }, 80));
  expect(of({ v2: 100 }).http![0]!.route).toEqual([to('v2', 80)]);
});

test.each([[33.3, 33.3, 33.4], [0.1, 0.2, 99.7], [70.1, 29.8, 0.1], [1.1, 2.2, 96.7]])('tenths sum to 100 exactly: %d, %d, %d', (v1, v2, v3) => {
  const route = routesOf(withShop(split({ weights: { v1, v2, v3 } }))).http![0]!.route!;
  expect(route.reduce((sum, { weight = 0 }) => sum + weight, 0)).toBe(1000);
});

test('pins are tried before the weights, narrow ones first, whatever the order in which they are written', () => {
  const pins = {
    v1: path.prefix('/legacy/'), v2: [header('x-tenant').exact('acme'), cookie('tenant').exact('acme')], v3: sourceNamespace('load-test'),
  } as const;
  const expected = ['split-v3: v3', 'split-v2: v2', 'split-v2: v2', 'split-v1: v1', 'default: v1,v2'];
  expect(outcomes(withShop(split({ weights: { v1: 50, v2: 50 }, pins })))).toEqual(expected);
  const { v1, v2, v3 } = pins;
  expect(outcomes(withShop(split({ pins: { v3, v2: [...v2].reverse(), v1 }, weights: { v2: 50, v1: 50 } })))).toEqual(expected);
});

test('pins alone leave other requests to all pods, or to what another construct decides', () => {
  const pins = split({ pins: { v3: header('x-beta').present() } }, 'pins');
  expect(routesOf(withShop(pins)).http![1]).toEqual({ name: 'default', match: [{ port: 80 }], route: [{ destination: { host: HOST, port: { number: 80 } } }] });
  const beside = (service: Shop, chart: Chart): unknown => new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 10 });
  expect(outcomes(withShop(pins, beside))).toEqual(['pins-v3: v3', 'default: v1,v2']);
  expect(routesOf(withShop(pins, beside))).toEqual(routesOf(withShop(beside, pins)));
  expect(outcomes(withShop(split({ weights: { v1: 100 }, pins: { v2: [] } })))).toEqual(['default: v1']);
});

test('browsers stay at a version that has a weight; pins hold all the same', () => {
  const routes = routesOf(withShop(split({ weights: { v1: 90, v2: 10, v3: 0 }, sticky: { cookie: 'ab' }, pins: { v3: header('x-beta').present() } })));
  const cookies = (version: string): object => ({ headers: { response: { add: { 'set-cookie': `ab=${version}; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax` } } } });
  expect(routes.http!.map(({ name }) => name)).toEqual(['split-v3', 'split-sticky-v1', 'split-sticky-v2', 'default']);
  expect(routes.http![1]!.match).toEqual([{ headers: { cookie: { regex: '^(.*;\\s*)?ab=v1(;.*)?$' } }, port: 80 }]);
  expect(routes.http![3]!.route).toEqual([to('v1', 80, { weight: 90, ...cookies('v1') }), to('v2', 80, { weight: 10, ...cookies('v2') })]);
  expect(routesOf(withShop(split({ weights: { v1: 100 }, sticky: { cookie: 'ab' } })))).toEqual(routesOf(withShop(split({ weights: { v1: 100 } }))));
});

test.each<readonly [what: string, options: object, at: string, message: string]>([
  ['nothing', {}, '', 'Expected "weights", "pins" or both, got none'],
  ['no pins and no weights', { pins: {} }, '', 'Expected "weights", "pins" or both, got none'],
  ['weights that are no object', { weights: [50, 50] }, 'weights', 'Expected percent for each version, such as { v1: 90, v2: 10 }, got a list of 2'],
  ['no weights', { weights: {} }, 'weights', 'Expected weights that sum to 100, got 0'],
  ['a sum below 100', { weights: { v1: 90, v2: 9.9 } }, 'weights', 'Expected weights that sum to 100, got 99.9'],
  ['a sum above 100', { weights: { v1: 100, v2: 0.1 } }, 'weights', 'Expected weights that sum to 100, got 100.1'],
  ['fractions of one', { weights: { v1: 0.9, v2: 0.1 } }, 'weights', 'Expected weights that sum to 100, got 1'],
  ['hundredths', { weights: { v1: 99.95, v2: 0.05 } }, 'weights.v1', 'Expected a percentage from 0 to 100 with at most one digit behind the point, got 99.95'],
  ['a weight as text', { weights: { v1: '90%', v2: 10 } }, 'weights.v1', 'Expected a percentage from 0 to 100 with at most one digit behind the point, got "90%"'],
  ['a negative weight', { weights: { v1: 110, v2: -10 } }, 'weights.v1', 'Expected a percentage from 0 to 100 with at most one digit behind the point, got 110'],
  ['no number', { weights: { v1: NaN } }, 'weights.v1', 'Expected a percentage from 0 to 100 with at most one digit behind the point, got NaN'],
  ['null', { weights: { v1: null, v2: 100 } }, 'weights.v1', 'Expected a percentage from 0 to 100 with at most one digit behind the point, got null'],
  ['pins that are a match', { pins: header('a').present() }, 'pins', "Expected matches for each version, such as { v2: header('x-beta').present() }, got an instance of Match"],
  ['the same requests at two versions', { pins: { v2: header('a').exact('1'), v3: [header('b').exact('1'), header('a').exact('1')] } }, 'pins.v3',
    'Expected requests that are pinned to one version, got header a is "1" for "v2" as well'],
  ['a cookie beside pins alone', { pins: { v2: header('a').present() }, sticky: { cookie: 'ab' } }, 'sticky', 'Expected weights beside it, got none'],
  ['a cookie that is none', { weights: { v1: 50, v2: 50 }, sticky: { cookie: 'a b' } }, 'sticky.cookie', 'Expected the name of a cookie, got "a b"'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(withShop(split(untyped(options))))).toMatchObject({
    rule: 'pattern/invalid-option', path: at, construct: 'shop/split', message,
  });
});

test.each<readonly [what: string, options: object, rule: string, at: string]>([
  ['a version that the service does not have', { weights: { v1: 50, v4: 50 } }, 'reference/unknown-version', 'weights.v4'],
  ['a pin to such a version', { pins: { v4: header('a').present() } }, 'reference/unknown-version', 'pins.v4'],
  ['a pin without a match', { pins: { v2: 'acme' } }, 'route/not-a-match', 'pins.v2[0]'],
  ['an unknown option', { weight: { v1: 100 } }, 'pattern/unknown-option', 'weight'],
])('%s is refused at its option', (_, options, rule, at) => {
  expect(refusal(withShop(split(untyped(options))))).toMatchObject({ rule, path: at, construct: 'shop/split' });
});

test.each<readonly [what: string, other: (service: Shop, chart: Chart) => unknown, expected: readonly string[]]>([
  ['another split with weights', split({ weights: { v3: 100 } }, 'second'), ['composition/claimed-twice by shop/split with shop/second']],
  ['a canary', (service, chart) => new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 0 }), ['composition/claimed-twice by shop/split with shop/canary']],
  ['a blue-green release', (service, chart) => new BlueGreen(chart, 'release', { service, active: 'v1' }), ['composition/claimed-twice by shop/split with shop/release']],
  ['the same requests pinned elsewhere', split({ pins: { v3: header('x-tenant').exact('acme') } }, 'second'), ['composition/claimed-twice by shop/split with shop/second']],
  ['other tenants', split({ pins: { v3: header('x-tenant').exact('globex') } }, 'second'), []],
  ['a narrower pin', split({ pins: { v3: header('x-tenant').exact('acme').and(path.prefix('/beta/')) } }, 'second'), []],
  ['a pin by path', split({ pins: { v3: path.prefix('/beta/') } }, 'second'), []],
  ['a pin by another header', split({ pins: { v3: header('x-beta').exact('yes') } }, 'second'), ['composition/pins-overlap by shop/second with shop/split']],
  ['a pin to the same version', split({ pins: { v2: header('x-beta').exact('yes') } }, 'second'), []],
  ['a pin by another header, and one for both', split({
    pins: { v3: [header('x-beta').exact('yes'), header('x-beta').exact('yes').and(header('x-tenant').exact('acme'))] },
  }, 'second'), []],
  ['an affinity', (service, chart) => new StickySession(chart, 'session', { service, header: 'user' }), ['composition/affinity-within-version by shop/session with shop/split']],
  ['a mirror to a version without weight', (service, chart) => new Mirror(chart, 'shadow', { service, version: 'v3', percentage: 1 }), []],
  ['a mirror to a version with a weight', (service, chart) => new Mirror(chart, 'shadow', { service, version: 'v2', percentage: 1 }),
    ['composition/mirror-to-live-version by shop/shadow with shop/split']],
  ['a fault', (service, chart) => new FaultInjection(chart, 'chaos', { service, match: header('x-test').present(), abort: { httpStatus: 503, percentage: 1 } }), []],
  ['a redirect of everything', (service, chart) => new HttpPolicies(chart, 'moved', { service, match: path.prefix('/'), redirect: { authority: 'a.com' } }),
    ['composition/unreachable by shop/split with shop/moved', 'composition/unreachable by shop/split with shop/moved']],
])('weights and a tenant beside %s', (_, other, expected) => {
  const one = split({ weights: { v1: 50, v2: 50 }, pins: { v2: header('x-tenant').exact('acme') } });
  expect(findings(withShop(one, other))).toEqual(expected);
  expect(findings(withShop(other, one))).toEqual(expected);
});

test('what is pinned in one construct twice is reported once', () => {
  expect(findings(withShop(split({ pins: { v2: header('a').exact('1'), v3: header('b').exact('1'), v1: header('c').exact('1') } })))).toEqual([
    'composition/pins-overlap by shop/split',
  ]);
});

test('pins need a port for requests', () => {
  expect(findings((_, chart) => {
    const service = new MeshService(chart, 'db', { ports: { db: { number: 3306, protocol: 'TCP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } } });
    new Split(chart, 'split', { service, weights: { v1: 99.9, v2: 0.1 }, pins: { v2: header('a').present() } });
    return service;
  })).toEqual(['composition/needs-http by shop/split']);
});

test('behind a gateway the weights and the pins hold; pins by the client hold in the mesh alone', () => {
  let edge: IngressGateway | undefined;
  const say = withShop(
    split({ weights: { v1: 99.5, v2: 0.5 }, pins: { v2: sourceLabels({ app: 'tester' }), v3: header('x-beta').present() } }),
    (service, chart) => {
      edge = new IngressGateway(chart, 'edge', { namespace: 'shop', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop' } });
      edge.host('shop.example.com').path('/checkout', service);
    },
  );
  const { app }: { app: App } = made(say);
  const text = edge!.host('shop.example.com').explain().replace(/ \([^()]*:\d+\)/g, '');
  expect(text).toContain('path starts with "/checkout/": 99.5 % to v1, 0.5 % to v2, by shop/split');
  expect(text).toContain('because a gateway does not see which pod a request is from');
  expect(app.synthYaml()).toContain('weight: 995');
});

test('who decides what can be read', () => {
  expect(checkoutText(withShop(split({ weights: { v1: 99.5, v2: 0.5 }, pins: { v3: header('x-beta').present() } })))).toContain(`
  1. header x-beta is there: to v3, by shop/split
  2. every request: 99.5 % to v1, 0.5 % to v2, by shop/split
`);
});

function checkoutText(say: Say): string {
  let text = '';
  made((reviews, chart) => { text = (say(reviews, chart) as Shop).explain(); });
  return text.replace(/ \([^()]*:\d+\)/g, '');
}
