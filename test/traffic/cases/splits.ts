import { type App, Chart } from 'cdk8s';
import { Canary, cookie, header, HttpPolicies, IngressGateway, LocalityFailover, MeshService, path, Resilience, sourceLabels, sourceNamespace, Split, StickySession } from 'cdk8s-istio';
import { type Ask, meshPod, pod, router, service, sidecar, type TrafficCase } from '../case';

/* What Split, the stages of Canary, routes to other services and streams promise. */

type Shop = MeshService<'http' | 'db', 'v1' | 'v2' | 'v3'>;

const HOST = 'checkout.shop.svc.cluster.local';
const cluster = (version: string, port = 9080): string => `outbound|${port}|${version}|${HOST}`;
const CART = (version: string): string => `outbound|8000|${version}|cart.shop.svc.cluster.local`;
const SAFE = 'connect-failure,refused-stream,unavailable,cancelled,reset-before-request';
const get = { from: 'client', port: 9080, host: HOST } as const;

/** A case about a service with three versions, and a pod of each. */
function checkoutCase(one: Omit<TrafficCase, 'build' | 'around'> & {
  readonly say: (checkout: Shop, chart: Chart) => void; readonly around?: TrafficCase['around'];
}): TrafficCase {
  const { say, around = [], ...rest } = one;
  return {
    ...rest,
    build: (app: App) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      say(new MeshService(chart, 'checkout', {
        ports: { http: { number: 9080, protocol: 'HTTP' }, db: { number: 3306, protocol: 'TCP' } },
        versions: { v1: { version: 'v1' }, v2: { version: 'v2' }, v3: { version: 'v3' } },
      }), chart);
    },
    around: [
      service('shop', 'checkout', { http: 9080, tcp: 3306 }),
      ...[1, 2, 3].map((i) => meshPod('shop', `checkout-${i}`, `10.0.0.${i}`, { app: 'checkout', version: `v${i}` })),
      ...around,
    ],
  };
}

export const cases: readonly TrafficCase[] = [
  checkoutCase({
    name: 'split-in-tenths',
    promise: 'three versions share requests and connections in tenths of a percent, at clients and behind a gateway',
    say: (checkout, chart) => {
      new Split(chart, 'split', { service: checkout, weights: { v1: 79.5, v2: 20, v3: 0.5 } });
      const edge = new IngressGateway(chart, 'edge', { namespace: 'shop', workload: { labels: { istio: 'ingress' } }, https: 'off', http: 'serve' });
      edge.host('shop.example.com').path('/checkout', checkout.port('http'));
    },
    around: [
      service('shop', 'ingress', { http: [80, 8080] }, { istio: 'ingress' }), pod('shop', 'ingress-1', '10.0.2.1', { istio: 'ingress' }),
    ],
    proxies: { client: sidecar('shop'), edge: router('shop', { istio: 'ingress' }) },
    asks: [
      { ...get, expect: { to: { [cluster('v1')]: 0.795, [cluster('v2')]: 0.2, [cluster('v3')]: 0.005 } } },
      {
        from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com', path: '/checkout/1',
        expect: { to: { [cluster('v1')]: 0.795, [cluster('v2')]: 0.2, [cluster('v3')]: 0.005 } },
      },
    ],
    looks: [{
      at: 'client', listener: '10.1.0.1_3306',
      expect: { chains: [{ to: { [cluster('v1', 3306)]: 795, [cluster('v2', 3306)]: 200, [cluster('v3', 3306)]: 5 } }] },
    }],
  }),
  checkoutCase({
    name: 'pins-of-tenants',
    promise: 'tenants, testers and a namespace reach the version that they are pinned to by two constructs, the narrower pin first, and others follow the weights',
    say: (checkout, chart) => {
      new Split(chart, 'tenants', { service: checkout, pins: {
        v2: [header('x-tenant').exact('acme'), cookie('tenant').exact('acme'), sourceNamespace('shop').and(sourceLabels({ app: 'tester' }))],
        v3: header('x-tenant').exact('acme').and(path.prefix('/beta/')),
      } });
      new Split(chart, 'split', { service: checkout, weights: { v1: 100 }, pins: {
        v3: [sourceNamespace('load-test'), sourceNamespace('load-test').and(header('x-tenant').exact('acme'))],
      } });
    },
    proxies: { client: sidecar('shop'), load: sidecar('load-test'), tester: sidecar('shop', { app: 'tester' }) },
    asks: [
      { ...get, expect: { to: cluster('v1') } },
      { ...get, headers: { 'x-tenant': 'globex' }, expect: { to: cluster('v1') } },
      { ...get, headers: { 'x-tenant': 'acme' }, expect: { to: cluster('v2'), route: 'tenants-v2' } },
      { ...get, headers: { cookie: 'a=b; tenant=acme' }, expect: { to: cluster('v2') } },
      { ...get, path: '/beta/1', headers: { 'x-tenant': 'acme' }, expect: { to: cluster('v3') } },
      { ...get, path: '/beta/1', expect: { to: cluster('v1') } },
      { ...get, from: 'load', expect: { to: cluster('v3'), route: 'split-v3' } },
      { ...get, from: 'load', headers: { 'x-tenant': 'acme' }, expect: { to: cluster('v3') } },
      { ...get, from: 'tester', expect: { to: cluster('v2'), route: 'tenants-v2' } },
    ],
  }),
  checkoutCase({
    name: 'sticky-split',
    promise: 'a browser stays at the version that its cookie names, unless it is pinned; a version without weight gets the pinned requests alone',
    say: (checkout, chart) => {
      new Split(chart, 'split', {
        service: checkout, weights: { v1: 60, v2: 40, v3: 0 }, sticky: { cookie: 'ab' }, pins: { v3: header('x-beta').present() },
      });
      new StickySession(chart, 'session', { service: checkout, port: 'http', header: 'user' });
    },
    proxies: { client: sidecar('shop') },
    asks: [
      { ...get, expect: { to: { [cluster('v1')]: 0.6, [cluster('v2')]: 0.4 } } },
      { ...get, times: 50, headers: { cookie: 'ab=v1' }, expect: { to: cluster('v1') } },
      { ...get, times: 50, headers: { cookie: 'x=y; ab=v2' }, expect: { to: cluster('v2') } },
      { ...get, headers: { cookie: 'ab=v3' }, expect: { to: { [cluster('v1')]: 0.6, [cluster('v2')]: 0.4 } } },
      { ...get, times: 50, headers: { 'cookie': 'ab=v1', 'x-beta': '1' }, expect: { to: cluster('v3') } },
    ],
  }),
  checkoutCase({
    name: 'canary-by-stages',
    promise: 'the canary gets the weight of the stage that its rollout has reached',
    say: (checkout, chart) => {
      new Canary(chart, 'canary', { service: checkout, stable: 'v1', canary: 'v2', stages: [1, 5, 25, 100], stage: 3 });
    },
    proxies: { client: sidecar('shop') },
    asks: [{ ...get, expect: { to: { [cluster('v1')]: 0.75, [cluster('v2')]: 0.25 } } }],
  }),
  checkoutCase({
    name: 'streams-without-a-timeout',
    promise: 'streams have no timeout where other requests have one, retries hold without a timeout, and a time for each attempt holds alone',
    say: (checkout, chart) => {
      new Resilience(chart, 'patience', { service: checkout, timeout: '3s', retries: { attempts: 0 } });
      new Resilience(chart, 'events', { service: checkout, match: path.exact('/events'), timeout: 'off' });
      new Resilience(chart, 'reports', { service: checkout, match: path.prefix('/reports/'), timeout: 'off', retries: { perTryTimeout: '20s', attempts: 1 } });
    },
    proxies: { client: sidecar('shop') },
    asks: [{ ...get, path: '/events', expect: { to: `outbound|9080||${HOST}`, route: 'default-events' } }],
    looks: [{ at: 'client', routes: '9080', host: HOST, expect: { onRoutes: [
      { name: 'default-events', timeout: '0s', retries: { attempts: 2, on: SAFE } },
      { name: 'default-reports', timeout: '0s', retries: { attempts: 1, perTry: '20s', on: SAFE } },
      { name: 'default', timeout: '3s' },
    ] } }],
  }),
  checkoutCase({
    name: 'route-to-another-service',
    promise: 'requests under a path go to another service with its canary, its pins and its timeout, and on to a third, in the mesh and behind a gateway',
    say: (checkout, chart) => {
      const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
      const cart = new MeshService(chart, 'cart', { ports: { http: { number: 8000, protocol: 'HTTP' } }, versions });
      const archive = new MeshService(chart, 'archive', { ports: { http: { number: 8001, protocol: 'HTTP' } } });
      new HttpPolicies(chart, 'cart-moved', { service: checkout, match: path.prefix('/cart/'), to: cart, headers: { request: { set: { 'x-moved': 'yes' } } } });
      new HttpPolicies(chart, 'archived', { service: cart, match: path.prefix('/cart/old/'), to: archive });
      new Canary(chart, 'cart-canary', { service: cart, stable: 'v1', canary: 'v2', weight: 20, always: header('x-beta').present() });
      new Canary(chart, 'canary', { service: checkout, stable: 'v1', canary: 'v2', weight: 0, always: header('end-user').exact('jason') });
      new Resilience(chart, 'cart-patience', { service: cart, timeout: '9s', retries: { attempts: 0 } });
      new Resilience(chart, 'patience', { service: checkout, timeout: '3s', retries: { attempts: 0 } });
      const edge = new IngressGateway(chart, 'edge', { namespace: 'shop', workload: { labels: { istio: 'ingress' } }, https: 'off', http: 'serve' });
      edge.host('shop.example.com').to(checkout.port('http'));
    },
    around: [
      service('shop', 'cart', { http: 8000 }), meshPod('shop', 'cart-1', '10.0.1.1', { app: 'cart', version: 'v1' }),
      meshPod('shop', 'cart-2', '10.0.1.2', { app: 'cart', version: 'v2' }),
      service('shop', 'archive', { http: 8001 }), meshPod('shop', 'archive-1', '10.0.1.3', { app: 'archive' }),
      service('shop', 'ingress', { http: [80, 8080] }, { istio: 'ingress' }), pod('shop', 'ingress-1', '10.0.2.1', { istio: 'ingress' }),
    ],
    proxies: { client: sidecar('shop'), edge: router('shop', { istio: 'ingress' }) },
    asks: [
      ...[get, { from: 'edge', port: 80, route: 'http.8080', host: 'shop.example.com' }].flatMap((way): Ask[] => [
        { ...way, path: '/', expect: { to: cluster('v1') } },
        { ...way, path: '/', headers: { 'end-user': 'jason' }, expect: { to: cluster('v2') } },
        { ...way, path: '/cart/1', expect: { to: { [CART('v1')]: 0.8, [CART('v2')]: 0.2 } } },
        { ...way, path: '/cart/1', headers: { 'end-user': 'jason', 'x-beta': '1' }, expect: { to: CART('v2'), headers: { 'x-moved': 'yes' } } },
        { ...way, path: '/cart/old/1', expect: { to: 'outbound|8001||archive.shop.svc.cluster.local', headers: { 'x-moved': 'yes' } } },
      ]),
    ],
    looks: [{ at: 'client', routes: '9080', host: HOST, expect: { onRoutes: [
      { name: 'cart-moved/archived/default', timeout: '9s' }, { name: 'cart-moved/cart-canary-always', timeout: '9s' },
      { name: 'cart-moved/default', timeout: '9s' }, { name: 'canary-always', timeout: '3s' }, { name: 'default', timeout: '3s' },
    ] } }],
  }),
  checkoutCase({
    name: 'session-and-failover-of-a-version',
    promise: 'one version keeps its clients at an endpoint, and another one moves them to the next region, while the third balances as it does by default',
    say: (checkout, chart) => {
      new StickySession(chart, 'session', { service: checkout, version: 'v2', port: 'http', header: 'user' });
      new LocalityFailover(chart, 'failover', { service: checkout, version: 'v3', failover: { east: 'west' } });
      new Split(chart, 'pins', { service: checkout, weights: { v1: 100 }, pins: { v2: header('x-tenant').exact('acme'), v3: header('x-tenant').exact('globex') } });
    },
    around: ['east', 'west'].map((region, i) => (
      meshPod('shop', `checkout-${region}`, `10.0.4.${i}`, { 'app': 'checkout', 'version': 'v3', 'istio-locality': `${region}.a` })
    )),
    proxies: { client: sidecar('shop', {}, { locality: 'east/a' }) },
    asks: [
      { ...get, headers: { 'x-tenant': 'acme' }, expect: { to: cluster('v2') } },
      { ...get, headers: { 'x-tenant': 'globex' }, expect: { to: cluster('v3') } },
    ],
    looks: [
      { at: 'client', cluster: cluster('v1'), expect: { subset: 'v1', balancing: 'LEAST_REQUEST' }, lacks: ['ejection'] },
      { at: 'client', cluster: cluster('v2'), expect: { subset: 'v2', balancing: 'RING_HASH' }, lacks: ['ejection'] },
      { at: 'client', cluster: cluster('v3'), expect: { subset: 'v3', balancing: 'LEAST_REQUEST', ejection: { maxEjectionPercent: 100 } } },
    ],
  }),
];
