import type { Chart } from 'cdk8s';
import {
  BlueGreen, Canary, CircuitBreaker, cookie, FaultInjection, header, HttpPolicies, MeshService, method, Mirror, path, Resilience,
  StickySession,
} from 'cdk8s-istio';
import { meshPod, service, type TrafficCase } from '../case';
import { cluster, get, HOST, reviewsCase } from '../reviews';

export const cases: readonly TrafficCase[] = [
  reviewsCase({
    name: 'canary-cookie-and-never',
    promise: 'a cookie among others reaches the canary, and who must not does not',
    say: (reviews, chart) => new Canary(chart, 'canary', {
      service: reviews, stable: 'v1', canary: 'v2', weight: 100, always: cookie('beta').exact('yes'), never: header('x-partner').present(),
    }),
    asks: [
      { ...get, headers: { cookie: 'a=b; beta=yes; c=d' }, expect: { to: cluster('v2') } },
      { ...get, headers: { 'x-partner': '1' }, expect: { to: cluster('v1') } },
      { ...get, headers: { 'x-partner': '1', 'cookie': 'beta=yes' }, expect: { to: cluster('v1') } },
      { ...get, expect: { to: cluster('v2') } },
    ],
  }),
  reviewsCase({
    name: 'canary-sticky',
    promise: 'a browser stays at the version that its cookie names, wherever the cookie stands',
    say: (reviews, chart) => new Canary(chart, 'canary', {
      service: reviews, stable: 'v1', canary: 'v2', weight: 30, sticky: { cookie: 'rollout', ttl: '1h' },
    }),
    asks: [
      { ...get, expect: { to: { [cluster('v1')]: 0.7, [cluster('v2')]: 0.3 } } },
      { ...get, headers: { cookie: 'rollout=canary' }, expect: { to: cluster('v2') } },
      { ...get, headers: { cookie: 'a=1; rollout=stable; b=2' }, expect: { to: cluster('v1') } },
      { ...get, headers: { cookie: 'xrollout=canary' }, times: 500, expect: { to: { [cluster('v1')]: 0.7, [cluster('v2')]: 0.3 } } },
    ],
  }),
  reviewsCase({
    name: 'blue-green',
    promise: 'all requests reach the active version, those of the preview the other',
    say: (reviews, chart) => new BlueGreen(chart, 'release', {
      service: reviews, active: 'v1', preview: { version: 'v2', match: header('x-preview').exact('green') },
    }),
    asks: [
      { ...get, expect: { to: cluster('v1') } },
      { ...get, headers: { 'x-preview': 'green' }, expect: { to: cluster('v2') } },
    ],
  }),
  reviewsCase({
    name: 'mirror',
    promise: 'a fifth of the reads is copied, and no write; the Host stays',
    say: (reviews, chart) => {
      new BlueGreen(chart, 'release', { service: reviews, active: 'v1' });
      new Mirror(chart, 'shadow', { service: reviews, version: 'v2', percentage: 20 });
    },
    asks: [
      { ...get, times: 2000, expect: { to: cluster('v1'), mirrors: { [cluster('v2')]: 0.2 }, authority: HOST } },
      { ...get, method: 'POST', times: 500, expect: { to: cluster('v1') } },
    ],
  }),
  reviewsCase({
    name: 'http-policies',
    promise: 'a prefix ends where a segment does, headers are changed on the way, answers come at once',
    say: (reviews, chart) => {
      new HttpPolicies(chart, 'prefix', { service: reviews, rewrite: { prefix: '/nginx', uri: '/' } });
      new HttpPolicies(chart, 'headers', {
        service: reviews, headers: { request: { set: { 'x-team': 'shop' }, remove: ['x-tenant'] } },
      });
      new HttpPolicies(chart, 'moved', { service: reviews, match: path.prefix('/old/'), redirect: { uri: '/new', redirectCode: 308 } });
      new HttpPolicies(chart, 'gone', { service: reviews, match: path.exact('/gone'), directResponse: { status: 410, body: 'gone' } });
    },
    asks: [
      { ...get, path: '/nginx/a/b?c=d', headers: { 'x-tenant': 'evil' }, expect: { to: cluster(''), path: '/a/b?c=d', headers: { 'x-team': 'shop', 'x-tenant': null } } },
      { ...get, path: '/nginx', expect: { path: '/', to: cluster('') } },
      { ...get, path: '/nginxes', expect: { to: cluster(''), path: '/nginxes', headers: { 'x-team': 'shop' } } },
      { ...get, path: '/old/a', expect: { status: 308, location: `http://${HOST}/new` } },
      { ...get, path: '/gone', expect: { status: 410 } },
    ],
  }),
  reviewsCase({
    name: 'http-policies-rewrites',
    promise: 'what a regex finds in a path is replaced, and the service sees another host, whichever construct says it',
    say: (reviews, chart) => {
      new HttpPolicies(chart, 'versions', { service: reviews, match: path.prefix('/v'), rewrite: { uriRegexRewrite: { match: '^/v([0-9]+)/', rewrite: '/version-\\1/' } } });
      new HttpPolicies(chart, 'host', { service: reviews, rewrite: { authority: 'reviews.internal' } });
      new HttpPolicies(chart, 'api', { service: reviews, rewrite: { prefix: '/api', uri: '/a.b', authority: 'api.internal' } });
    },
    asks: [
      { ...get, path: '/v2/a?b=/v3/', expect: { to: cluster(''), path: '/version-2/a?b=/v3/', authority: 'reviews.internal' } },
      { ...get, path: '/vitae', expect: { to: cluster(''), path: '/vitae', authority: 'reviews.internal' } },
      { ...get, path: '/api/v2/', expect: { to: cluster(''), path: '/a.b/v2/', authority: 'api.internal' } },
      { ...get, path: '/', expect: { to: cluster(''), path: '/', authority: 'reviews.internal' } },
    ],
  }),
  reviewsCase({
    name: 'http-policies-cors',
    promise: 'the proxy answers the preflight of an origin that is allowed',
    say: (reviews, chart) => new HttpPolicies(chart, 'cors', {
      service: reviews, corsPolicy: { allowOrigins: ['https://shop.example.com'], allowMethods: ['GET', 'PUT'], maxAge: '1h' },
    }),
    asks: [
      {
        ...get, method: 'OPTIONS', headers: { 'origin': 'https://shop.example.com', 'access-control-request-method': 'PUT' },
        expect: { status: 200 },
      },
      { ...get, headers: { origin: 'https://shop.example.com' }, expect: { to: cluster('') } },
    ],
  }),
  reviewsCase({
    name: 'fault-injection',
    promise: 'half of the requests that the experiment is for fail, and no other',
    say: (reviews, chart) => new FaultInjection(chart, 'chaos', {
      service: reviews, match: header('x-chaos').exact('reviews'), abort: { httpStatus: 503, percentage: 50 },
    }),
    asks: [
      { ...get, headers: { 'x-chaos': 'reviews' }, times: 2000, expect: { to: { [cluster('')]: 0.5, '(503)': 0.5 }, status: 200 } },
      { ...get, times: 200, expect: { to: cluster('') } },
    ],
  }),
  reviewsCase({
    name: 'sticky-session',
    promise: 'requests with the same cookie are hashed to the same endpoint',
    say: (reviews, chart) => new StickySession(chart, 'session', {
      service: reviews, cookie: { name: 'user', ttl: '1h', attributes: [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }] },
    }),
    looks: [
      { at: 'client', cluster: cluster(''), expect: { balancing: 'RING_HASH' } },
      { at: 'client', routes: '9080', host: HOST, expect: { onRoutes: [
        { hashedBy: [{ cookie: {
          name: 'user', ttl: '3600s', path: '/', attributes: [{ name: 'SameSite', value: 'Lax' }, { name: 'Secure' }],
        } }] },
      ] } },
    ],
  }),
  reviewsCase({
    name: 'canary-and-fault',
    promise: 'the experiment breaks requests of the canary and of the rest alike, and leaves the split alone',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: header('end-user').exact('jason') });
      new FaultInjection(chart, 'chaos', { service: reviews, match: header('x-chaos').present(), abort: { httpStatus: 500, percentage: 50 } });
    },
    asks: [
      { ...get, headers: { 'end-user': 'jason', 'x-chaos': '1' }, times: 2000, expect: { to: { [cluster('v2')]: 0.5, '(500)': 0.5 }, status: 200 } },
      { ...get, headers: { 'x-chaos': '1' }, times: 2000, expect: { to: { [cluster('v1')]: 0.45, [cluster('v2')]: 0.05, '(500)': 0.5 }, status: 200 } },
      { ...get, headers: { 'end-user': 'jason' }, expect: { to: cluster('v2') } },
      { ...get, expect: { to: { [cluster('v1')]: 0.9, [cluster('v2')]: 0.1 } } },
    ],
  }),
  reviewsCase({
    name: 'canary-mirror-and-rewrite',
    promise: 'a rewritten path is split and copied as any other',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 25 });
      new HttpPolicies(chart, 'prefix', { service: reviews, rewrite: { prefix: '/api', uri: '/v1' } });
      new Mirror(chart, 'shadow', { service: reviews, percentage: 100, match: method('GET').and(path.prefix('/api/users/')), destination: reviews.version('v1') });
    },
    asks: [
      { ...get, path: '/api/users/7', times: 1000, expect: { path: '/v1/users/7', to: { [cluster('v1')]: 0.75, [cluster('v2')]: 0.25 }, mirrors: { [cluster('v1')]: 1 } } },
      { ...get, path: '/api', times: 1000, expect: { path: '/v1', to: { [cluster('v1')]: 0.75, [cluster('v2')]: 0.25 } } },
      { ...get, path: '/other', times: 1000, expect: { path: '/other', to: { [cluster('v1')]: 0.75, [cluster('v2')]: 0.25 } } },
    ],
  }),
  reviewsCase({
    name: 'redirect-of-a-prefix',
    promise: 'a prefix becomes another one for everybody, segment by segment, and the query stays',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 0, always: header('end-user').exact('jason') });
      new HttpPolicies(chart, 'moved', { service: reviews, redirect: { prefix: '/old', uri: '/new', redirectCode: 308 } });
    },
    asks: [
      { ...get, path: '/old', headers: { 'end-user': 'jason' }, expect: { status: 308, location: `http://${HOST}/new` } },
      { ...get, path: '/old/a/b?c=d', expect: { status: 308, location: `http://${HOST}/new/a/b?c=d` } },
      { ...get, path: '/older', expect: { to: cluster('v1') } },
    ],
  }),
  reviewsCase({
    name: 'redirect-and-canary',
    promise: 'old paths are redirected for everybody, those of the canary too',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 0, always: header('end-user').exact('jason') });
      new HttpPolicies(chart, 'moved', { service: reviews, match: path.prefix('/old/'), redirect: { authority: 'new.example.com' } });
    },
    asks: [
      { ...get, path: '/old/a', headers: { 'end-user': 'jason' }, expect: { status: 301, location: 'http://new.example.com/old/a' } },
      { ...get, path: '/a', headers: { 'end-user': 'jason' }, expect: { to: cluster('v2') } },
      { ...get, path: '/a', expect: { to: cluster('v1') } },
    ],
  }),
  reviewsCase({
    name: 'two-resiliences-and-blue-green',
    promise: 'each path has its own patience, and the rest none of theirs',
    say: (reviews, chart) => {
      new BlueGreen(chart, 'release', { service: reviews, active: 'v2' });
      new Resilience(chart, 'reports', { service: reviews, match: path.prefix('/reports/'), timeout: '30s', retries: { attempts: 0 } });
      new Resilience(chart, 'search', { service: reviews, match: path.prefix('/search/'), timeout: '300ms' });
    },
    asks: [{ ...get, path: '/reports/a', expect: { to: cluster('v2') } }, { ...get, expect: { to: cluster('v2') } }],
    looks: [{ at: 'client', routes: '9080', host: HOST, expect: { onRoutes: [
      { name: 'default-reports', timeout: '30s' }, { name: 'default-search', timeout: '0.300s', retries: { attempts: 2, perTry: '0.100s' } }, { name: 'default' },
    ] } }],
  }),
  reviewsCase({
    name: 'sticky-canary-headers-and-breaker',
    promise: 'headers are set for pinned browsers and for new ones, and the breaker holds for both versions',
    say: (reviews, chart) => {
      new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 50, sticky: { cookie: 'r1' } });
      new HttpPolicies(chart, 'headers', { service: reviews, headers: { request: { set: { 'x-team': 'shop' } } } });
      new CircuitBreaker(chart, 'breaker', { service: reviews, consecutive5xxErrors: 3, http2MaxRequests: 100 });
    },
    asks: [
      { ...get, headers: { cookie: 'r1=canary' }, expect: { to: cluster('v2'), headers: { 'x-team': 'shop' } } },
      { ...get, expect: { to: { [cluster('v1')]: 0.5, [cluster('v2')]: 0.5 }, headers: { 'x-team': 'shop' } } },
    ],
    looks: ['v1', 'v2'].map((version) => ({
      at: 'client', cluster: cluster(version), expect: { limits: { maxRequests: 100 }, ejection: { consecutive5xx: 3 } },
    })),
  }),
  reviewsCase({
    name: 'mirror-to-another-service',
    promise: 'copies of all requests, writes too, go to another service of another namespace',
    say: (reviews, chart) => new Mirror(chart, 'shadow', {
      service: reviews, percentage: 100, sideEffects: true, destination: otherService(chart).port('http'),
    }),
    around: [service('test', 'shadow', { http: 80 }), meshPod('test', 'shadow-1', '10.0.0.9', { app: 'shadow' })],
    asks: [{ ...get, method: 'POST', expect: { to: cluster(''), mirrors: { 'outbound|80||shadow.test.svc.cluster.local': 1 } } }],
  }),
];

function otherService(chart: Chart) {
  return MeshService.fromName(chart, 'other', { name: 'shadow', namespace: 'test', ports: { http: { number: 80, protocol: 'HTTP' } } });
}
