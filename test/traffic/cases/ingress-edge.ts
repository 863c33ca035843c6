import { type App, Chart } from 'cdk8s';
import { Canary, header, HttpPolicies, IngressGateway, MeshService, path, Resilience } from 'cdk8s-istio';
import { meshPod, pod, router, service, sidecar, type TrafficCase } from '../case';

const http = { http: { number: 9080, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };

const around = [
  service('istio-ingress', 'ingress', { http2: [80, 8080], https: [443, 8443] }, { istio: 'ingress' }),
  pod('istio-ingress', 'ingress-1', '10.0.1.1', { istio: 'ingress' }),
  service('shop', 'reviews', { http: 9080 }),
  meshPod('shop', 'reviews-1', '10.0.0.1', { app: 'reviews', version: 'v1' }),
  meshPod('shop', 'reviews-2', '10.0.0.2', { app: 'reviews', version: 'v2' }),
  service('shop', 'front', { http: 9080 }),
  meshPod('shop', 'front-1', '10.0.0.3', { app: 'front' }),
];
const edge = router('istio-ingress', { istio: 'ingress' }, { ip: '10.0.1.1' });
const reviews = (version: string): string => `outbound|9080|${version}|reviews.shop.svc.cluster.local`;
const front = 'outbound|9080||front.shop.svc.cluster.local';
const at = (host: string) => ({ from: 'edge', port: 8080, host }) as const;

export const cases: readonly TrafficCase[] = [{
  name: 'ingress-strip',
  promise: 'behind a path that is taken off, the service sees the rest, what is said of its paths holds, and redirects lead to paths of clients',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const gateway = new IngressGateway(chart, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' });
    const owner = new MeshService(chart, 'reviews', { ports: http, versions });
    const front = new MeshService(chart, 'front', { ports: http });
    gateway.host('shop.example.com').path('/', front).path('/guide', front, { strip: true }).path('/shop', owner, { strip: true });
    new Canary(chart, 'canary', {
      service: owner, stable: 'v1', canary: 'v2', weight: 0,
      always: [path.prefix('/beta/'), path.exact('/'), path.regex('/[0-9]+'), path.exact('/Any').ignoreCase()],
    });
    new HttpPolicies(chart, 'docs', { service: front, match: header('x-docs').present(), rewrite: { prefix: '/docs', uri: '/manual' } });
    new HttpPolicies(chart, 'moved', { service: owner, match: path.exact('/old'), redirect: { uri: '/new' } });
  },
  around,
  proxies: { edge, client: sidecar('shop') },
  asks: [
    { ...at('shop.example.com'), path: '/shop/beta/1', expect: { to: reviews('v2'), path: '/beta/1' } },
    { ...at('shop.example.com'), path: '/shop', expect: { to: reviews('v2'), path: '/' } },
    { ...at('shop.example.com'), path: '/shop/', expect: { to: reviews('v2'), path: '/' } },
    { ...at('shop.example.com'), path: '/shop/7', expect: { to: reviews('v2'), path: '/7' } },
    { ...at('shop.example.com'), path: '/shop/aNY', expect: { to: reviews('v2'), path: '/aNY' } },
    { ...at('shop.example.com'), path: '/SHOP/any', expect: { to: front, path: '/SHOP/any' } },
    { ...at('shop.example.com'), path: '/shop/7a?b=/shop/c', expect: { to: reviews('v1'), path: '/7a?b=/shop/c' } },
    { ...at('shop.example.com'), path: '/shopping', expect: { to: front, path: '/shopping' } },
    { ...at('shop.example.com'), path: '/guide/docs/a', headers: { 'x-docs': '1' }, expect: { to: front, path: '/manual/a' } },
    { ...at('shop.example.com'), path: '/guide/docs/a', expect: { to: front, path: '/docs/a' } },
    { ...at('shop.example.com'), path: '/shop/old', expect: { status: 301, location: 'http://shop.example.com/shop/new' } },
    { from: 'client', port: 9080, host: 'reviews.shop', path: '/beta/1', expect: { to: reviews('v2'), path: '/beta/1' } },
    { from: 'client', port: 9080, host: 'reviews.shop', path: '/shop/beta/1', expect: { to: reviews('v1'), path: '/shop/beta/1' } },
  ],
}, {
  name: 'ingress-edge',
  promise: 'what is said at a host of a gateway holds there alone: a timeout, headers, CORS, a rewrite, a redirect and a response',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const platform = new Chart(app, 'platform', { namespace: 'platform' });
    const gateway = new IngressGateway(platform, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' });
    const owner = new MeshService(chart, 'reviews', { ports: http, versions });
    const host = gateway.host('shop.example.com').to(new MeshService(chart, 'front', { ports: http })).path('/reviews', owner);
    new Resilience(platform, 'patience', { service: host, timeout: '9s', retries: { attempts: 0 } });
    new HttpPolicies(platform, 'mark', { service: host, match: path.prefix('/reviews/'), headers: { request: { set: { 'x-edge': 'yes' } } } });
    new HttpPolicies(platform, 'cors', { service: host, corsPolicy: { allowOrigins: ['https://a.example.com'], allowMethods: ['GET'] } });
    new HttpPolicies(platform, 'assets', { service: host, match: header('x-assets').present(), rewrite: { prefix: '/static', uri: '/assets' } });
    new HttpPolicies(platform, 'gone', { service: host, match: path.exact('/reviews/gone'), directResponse: { status: 410, body: 'gone' } });
    new HttpPolicies(platform, 'moved', {
      service: gateway.host('old.example.com'), match: path.prefix('/'), redirect: { authority: 'shop.example.com', redirectCode: 308 },
    });
    new Resilience(chart, 'own', { service: owner, timeout: '3s', retries: { attempts: 0 } });
  },
  around,
  proxies: { edge, client: sidecar('shop') },
  asks: [
    { ...at('shop.example.com'), path: '/reviews/1', expect: { to: 'outbound|9080||reviews.shop.svc.cluster.local', headers: { 'x-edge': 'yes' } } },
    { ...at('shop.example.com'), path: '/reviews', expect: { to: 'outbound|9080||reviews.shop.svc.cluster.local', headers: { 'x-edge': null } } },
    { ...at('shop.example.com'), path: '/static/a', headers: { 'x-assets': '1' }, expect: { to: front, path: '/assets/a' } },
    { ...at('shop.example.com'), path: '/reviews/gone', expect: { to: '(410)', status: 410, body: 'gone' } },
    { ...at('old.example.com'), path: '/a?b=c', expect: { status: 308, location: 'http://shop.example.com/a?b=c' } },
    {
      ...at('shop.example.com'), path: '/reviews/1', method: 'OPTIONS',
      headers: { origin: 'https://a.example.com', 'access-control-request-method': 'GET' }, expect: { to: '(200)', status: 200 },
    },
    {
      from: 'client', port: 9080, host: 'reviews.shop', path: '/reviews/gone',
      expect: { to: 'outbound|9080||reviews.shop.svc.cluster.local', headers: { 'x-edge': null } },
    },
  ],
  looks: [
    { at: 'edge', routes: 'http.8080', host: 'shop.example.com', expect: { onRoutes: [
      { name: 'gone' }, { name: 'reviews/default-mark', timeout: '9s' }, { name: 'reviews/default', timeout: '9s' }, { name: 'front/default-assets', timeout: '9s' },
      { name: 'front/default-assets', timeout: '9s' }, { name: 'front/default', timeout: '9s' },
    ] } },
    { at: 'client', routes: '9080', host: 'reviews.shop.svc.cluster.local', expect: { onRoutes: [{ name: 'default', timeout: '3s' }] } },
  ],
}];
