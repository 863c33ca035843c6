import { type App, Chart } from 'cdk8s';
import {
  BlueGreen, Canary, CircuitBreaker, cookie, DelegateVirtualService, FaultInjection, header, HttpPolicies, LocalityFailover, MeshService,
  Mirror, path, Resilience, StickySession,
} from 'cdk8s-istio';
import { meshPod, service, sidecar, type TrafficCase } from '../case';
import { cluster, get, HOST, reviewsCase } from '../reviews';

const SAFE = 'connect-failure,refused-stream,unavailable,cancelled,reset-before-request';
const IDEMPOTENT = `${SAFE},5xx,reset`;
const half = { [cluster('v1')]: 0.5, [cluster('v2')]: 0.5 };
const looksAtRoutes = (...onRoutes: object[]): NonNullable<TrafficCase['looks']> => [{ at: 'client', routes: '9080', host: HOST, expect: { onRoutes } }];
const twice = <T>(route: T): T[] => [route, route]; // one for GET, one for HEAD

/** What patterns promise where several of them speak about one host. */
export const cases: readonly TrafficCase[] = [
  reviewsCase({
    name: 'canary-breaker-and-resilience',
    promise: 'a tenth of the requests reaches the canary, jason always; all of them are bounded, and the canary is judged apart',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: header('end-user').exact('jason') });
      new CircuitBreaker(chart, 'breaker', { service: reviews, http2MaxRequests: 100, maxRetries: 3, maxConnectionDuration: '5m' });
      new CircuitBreaker(chart, 'of-canary', { service: reviews, version: 'v2', consecutive5xxErrors: 2 });
      new Resilience(chart, 'patience', { service: reviews, timeout: '3s' });
    },
    asks: [
      { ...get, expect: { to: { [cluster('v1')]: 0.9, [cluster('v2')]: 0.1 } } },
      { ...get, headers: { 'end-user': 'jason' }, expect: { to: cluster('v2') } },
    ],
    looks: [
      { at: 'client', cluster: cluster('v1'), expect: { limits: { maxRequests: 100, maxRetries: 3 }, ejection: { consecutive5xx: 5, maxEjectionPercent: 50 } } },
      { at: 'client', cluster: cluster('v2'), expect: { limits: { maxRequests: 100, maxRetries: 3 }, ejection: { consecutive5xx: 2, maxEjectionPercent: 50 } } },
      ...looksAtRoutes(
        { name: 'canary-always', timeout: '3s', retries: { attempts: 2, perTry: '1s', on: SAFE } },
        { name: 'default', timeout: '3s', retries: { attempts: 2, perTry: '1s', on: SAFE } },
      ),
    ],
  }),
  reviewsCase({
    name: 'sticky-canary-behind-pins',
    promise: 'who must not reach the canary does not, who always does is not kept back by a cookie, and answers come first',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', {
        service: reviews, stable: 'v1', canary: 'v2', weight: 50, sticky: { cookie: 'r1' },
        always: [header('end-user').exact('jason'), path.prefix('/beta/')], never: header('x-partner').present(),
      });
      new HttpPolicies(chart, 'gone', { service: reviews, match: path.exact('/beta/gone'), directResponse: { status: 410 } });
    },
    asks: [
      { ...get, headers: { 'end-user': 'jason', 'cookie': 'r1=stable' }, expect: { to: cluster('v2') } },
      { ...get, path: '/beta/a', headers: { cookie: 'r1=stable' }, expect: { to: cluster('v2') } },
      { ...get, path: '/beta/a', headers: { 'end-user': 'jason', 'x-partner': '1', 'cookie': 'r1=canary' }, expect: { to: cluster('v1') } },
      { ...get, path: '/beta/gone', headers: { 'end-user': 'jason' }, expect: { status: 410 } },
      { ...get, headers: { cookie: 'r1=canary' }, expect: { to: cluster('v2') } },
      { ...get, expect: { to: half } },
    ],
  }),
  reviewsCase({
    name: 'sticky-canary-and-cookies',
    promise: 'what is said for a cookie holds wherever another cookie keeps the browser, in whatever order they are sent',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 50, sticky: { cookie: 'r1' } });
      new FaultInjection(chart, 'chaos', {
        service: reviews, match: cookie('tester').present(), abort: { httpStatus: 503, percentage: 100 }, mostRequests: true,
      });
    },
    asks: [
      ...['r1=canary; tester=1', 'a=1; tester=1;r1=stable; b=2', 'tester='].map((text) => ({ ...get, headers: { cookie: text }, expect: { status: 503 } })),
      { ...get, headers: { cookie: 'r1=canary; a-tester=1' }, expect: { to: cluster('v2') } },
      { ...get, headers: { cookie: 'a=tester=1; r1=stable' }, expect: { to: cluster('v1') } },
      { ...get, expect: { to: half } },
    ],
  }),
  reviewsCase({
    name: 'blue-green-cors-and-session',
    promise: 'preflights are answered, clients stay at an endpoint of the active version, and those of the preview at one of the other',
    say: (reviews, chart) => {
      new BlueGreen(chart, 'release', { service: reviews, active: 'v2', preview: { version: 'v1', match: header('x-preview').present() } });
      new HttpPolicies(chart, 'cors', { service: reviews, corsPolicy: { allowOrigins: ['https://shop.example.com'], allowMethods: ['PUT'] } });
      new StickySession(chart, 'session', { service: reviews, cookie: { name: 'user' } });
    },
    asks: [
      { ...get, method: 'OPTIONS', headers: { 'origin': 'https://shop.example.com', 'access-control-request-method': 'PUT' }, expect: { status: 200 } },
      { ...get, headers: { origin: 'https://shop.example.com' }, expect: { to: cluster('v2') } },
      { ...get, headers: { 'x-preview': '1' }, expect: { to: cluster('v1') } },
    ],
    looks: [
      ...['v1', 'v2'].map((version) => ({ at: 'client', cluster: cluster(version), expect: { balancing: 'RING_HASH' } })),
      ...looksAtRoutes(
        { name: 'release-preview', hashedBy: [{ cookie: { name: 'user', path: '/' } }] }, { name: 'default', hashedBy: [{ cookie: { name: 'user', path: '/' } }] },
      ),
    ],
  }),
  reviewsCase({
    name: 'fault-spares-patience-and-copies',
    promise: 'half of the requests of the experiment fail; the others are bounded, tried again and copied as ever',
    say: (reviews, chart) => {
      new Resilience(chart, 'patience', { service: reviews, timeout: '3s', retries: { attempts: 1 } });
      new FaultInjection(chart, 'chaos', { service: reviews, match: header('x-chaos').present(), abort: { httpStatus: 503, percentage: 50 } });
      new Mirror(chart, 'shadow', { service: reviews, version: 'v2', percentage: 100 });
      new BlueGreen(chart, 'release', { service: reviews, active: 'v1' });
    },
    asks: [
      { ...get, times: 2000, headers: { 'x-chaos': '1' }, expect: { to: { [cluster('v1')]: 0.5, '(503)': 0.5 }, mirrors: { [cluster('v2')]: 0.5 }, status: 200 } },
      { ...get, times: 50, expect: { to: cluster('v1'), mirrors: { [cluster('v2')]: 1 } } },
    ],
    looks: looksAtRoutes(...['default-chaos-shadow', 'default-chaos-shadow', 'default-chaos', 'default-shadow', 'default-shadow', 'default'].map((name) => (
      { name, timeout: '3s', retries: { attempts: 1, perTry: '1.500s', on: SAFE } }
    ))),
  }),
  reviewsCase({
    name: 'idempotent-beside-batch',
    promise: 'reads are tried again after server errors, but not those of batch jobs, for which no retry is wanted',
    say: (reviews, chart) => {
      new Resilience(chart, 'patience', { service: reviews, timeout: '3s', retries: { retryOn: 'idempotent' } });
      new Resilience(chart, 'batch', { service: reviews, match: header('x-batch').present(), timeout: '1m', retries: { attempts: 0 } });
    },
    asks: [{ ...get, headers: { 'x-batch': '1' }, expect: { to: cluster(''), route: 'default-batch' } }],
    looks: looksAtRoutes(
      { name: 'default-batch', timeout: '60s' },
      ...twice({ name: 'default-patience-reads', timeout: '3s', retries: { attempts: 2, perTry: '1s', on: IDEMPOTENT } }),
      { name: 'default', timeout: '3s', retries: { attempts: 2, perTry: '1s', on: SAFE } },
    ),
  }),
  reviewsCase({
    name: 'delegate-beside-canary',
    promise: 'what is below a path is left to another team, patience included; the rest is split',
    say: (reviews, chart) => {
      const cart = new DelegateVirtualService(chart, 'cart-routes')
        .addHttpRoute('fast', { match: path.prefix('/cart/fast/'), to: reviews.version('v2'), timeout: '1s' })
        .addHttpRoute('cart', { to: reviews.version('v1') });
      new HttpPolicies(chart, 'cart', { service: reviews, match: [path.exact('/cart'), path.prefix('/cart/')], delegate: cart });
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 50 });
      new Resilience(chart, 'patience', { service: reviews, timeout: '3s' });
    },
    asks: [
      { ...get, path: '/cart', times: 50, expect: { to: cluster('v1') } },
      { ...get, path: '/cart/a', times: 50, expect: { to: cluster('v1') } },
      { ...get, path: '/cart/fast/a', times: 50, expect: { to: cluster('v2') } },
      { ...get, path: '/cartoon', expect: { to: half } },
    ],
  }),
  reviewsCase({
    name: 'rewrite-above-a-pinned-path',
    promise: 'a prefix is taken off whatever else is said about a part of what is below it',
    say: (reviews, chart) => {
      new HttpPolicies(chart, 'prefix', { service: reviews, rewrite: { prefix: '/api', uri: '/' } });
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 0, always: [path.prefix('/api/beta/'), path.exact('/api/me')] });
    },
    asks: [
      { ...get, path: '/api/beta/a?b=c', expect: { to: cluster('v2'), path: '/beta/a?b=c' } },
      { ...get, path: '/api/me', expect: { to: cluster('v2'), path: '/me' } },
      { ...get, path: '/api/a//b', expect: { to: cluster('v1'), path: '/a//b' } },
      { ...get, path: '/api', expect: { to: cluster('v1'), path: '/' } },
      { ...get, path: '/apis', expect: { to: cluster('v1'), path: '/apis' } },
    ],
  }),
  reviewsCase({
    name: 'conditions-that-exclude-each-other',
    promise: 'values of one header have behaviours of their own, for pinned requests, for the cookies of a canary and for the rest alike',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', {
        service: reviews, stable: 'v1', canary: 'v2', weight: 50, sticky: { cookie: 'r1' },
        always: [header('end-user').exact('jason'), header('x-beta').present()], never: path.prefix('/checkout/'),
      });
      for (const tenant of ['red', 'green', 'blue']) {
        new HttpPolicies(chart, tenant, { service: reviews, match: header('x-tenant').exact(tenant), headers: { request: { set: { [`x-is-${tenant}`]: 'yes' } } } });
      }
    },
    asks: [
      { ...get, headers: { 'x-beta': '1', 'x-tenant': 'red' }, expect: { to: cluster('v2'), headers: { 'x-is-red': 'yes', 'x-is-blue': null } } },
      { ...get, headers: { 'end-user': 'jason', 'x-tenant': 'blue' }, expect: { to: cluster('v2'), headers: { 'x-is-red': null, 'x-is-blue': 'yes' } } },
      { ...get, headers: { 'end-user': 'jason' }, expect: { to: cluster('v2'), headers: { 'x-is-red': null, 'x-is-green': null, 'x-is-blue': null } } },
      { ...get, path: '/checkout/a', headers: { 'x-beta': '1', 'x-tenant': 'green' }, expect: { to: cluster('v1'), headers: { 'x-is-green': 'yes' } } },
      { ...get, headers: { 'cookie': 'r1=canary', 'x-tenant': 'green' }, expect: { to: cluster('v2'), headers: { 'x-is-green': 'yes' } } },
      { ...get, headers: { 'x-tenant': 'blue' }, expect: { to: half, headers: { 'x-is-blue': 'yes' } } },
    ],
  }),
  reviewsCase({
    name: 'headers-of-some-and-all',
    promise: 'a header that is set for some requests is so for those, and what is set for all is set for them too',
    say: (reviews, chart) => {
      new HttpPolicies(chart, 'all', { service: reviews, headers: { request: { set: { 'x-team': 'shop', 'x-tier': 'low' }, remove: ['x-tenant'] } } });
      new HttpPolicies(chart, 'gold', { service: reviews, match: header('x-gold').present(), headers: { request: { set: { 'x-tier': 'high' } } } });
      new BlueGreen(chart, 'release', { service: reviews, active: 'v1', preview: { version: 'v2', match: header('x-preview').present() } });
    },
    asks: [
      { ...get, headers: { 'x-tenant': 'evil' }, expect: { to: cluster('v1'), headers: { 'x-team': 'shop', 'x-tier': 'low', 'x-tenant': null } } },
      { ...get, headers: { 'x-gold': '1', 'x-tier': 'mine' }, expect: { to: cluster('v1'), headers: { 'x-team': 'shop', 'x-tier': 'high' } } },
      { ...get, headers: { 'x-gold': '1', 'x-preview': '1' }, expect: { to: cluster('v2'), headers: { 'x-team': 'shop', 'x-tier': 'high' } } },
    ],
  }),
  {
    name: 'ports-apart',
    promise: 'a port for requests and one for connections each have their own limits and affinity, and both versions of both hold to them',
    build: (app: App) => {
      const chart = new Chart(app, 'shop', { namespace: 'shop' });
      const shop = new MeshService(chart, 'shop', {
        ports: { http: { number: 80, protocol: 'HTTP' }, db: { number: 3306, protocol: 'TCP' } },
        versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
      });
      new BlueGreen(chart, 'release', { service: shop, active: 'v2' });
      new CircuitBreaker(chart, 'requests', { service: shop, port: 'http', http2MaxRequests: 100 });
      new CircuitBreaker(chart, 'connections', { service: shop, port: 'db', outlierDetection: false, maxConnections: 10 });
      new StickySession(chart, 'session', { service: shop, port: 'http', header: 'x-user' });
    },
    around: [
      service('shop', 'shop', { http: 80, tcp: 3306 }),
      meshPod('shop', 'shop-1', '10.0.0.1', { app: 'shop', version: 'v1' }), meshPod('shop', 'shop-2', '10.0.0.2', { app: 'shop', version: 'v2' }),
    ],
    proxies: { client: sidecar('shop') },
    asks: [{ from: 'client', port: 80, host: 'shop', expect: { to: 'outbound|80|v2|shop.shop.svc.cluster.local' } }],
    looks: [
      { at: 'client', cluster: 'outbound|80|v2|shop.shop.svc.cluster.local', expect: { balancing: 'RING_HASH', limits: { maxRequests: 100 }, ejection: { consecutive5xx: 5 } } },
      { at: 'client', cluster: 'outbound|3306|v2|shop.shop.svc.cluster.local', expect: { balancing: 'LEAST_REQUEST', limits: { maxConnections: 10 } } },
      { at: 'client', listener: '10.1.0.1_3306', expect: { chains: [{ to: 'outbound|3306|v2|shop.shop.svc.cluster.local' }] } },
    ],
  },
  reviewsCase({
    name: 'failover-and-session',
    promise: 'a client stays at an endpoint of its own region, and all of the region may be taken out for the other to take over',
    say: (reviews, chart) => {
      new LocalityFailover(chart, 'failover', { service: reviews, failover: { east: 'west' } });
      new StickySession(chart, 'session', { service: reviews, cookie: { name: 'user', ttl: '1h' } });
      new CircuitBreaker(chart, 'breaker', { service: reviews, consecutive5xxErrors: 3 });
    },
    asks: [{ ...get, expect: { to: cluster('') } }],
    looks: [{ at: 'client', cluster: cluster(''), expect: { balancing: 'RING_HASH', ejection: { consecutive5xx: 3, maxEjectionPercent: 100 } } }],
  }),
];
