import { type App, Chart } from 'cdk8s';
import { Canary, CircuitBreaker, header, MeshService, Resilience } from 'cdk8s-istio';
import { service, sidecar, type TrafficCase } from '../case';

const cluster = (port: number, version: string): string => `outbound|${port}|${version}|reviews.shop.svc.cluster.local`;
const SAFE = 'connect-failure,refused-stream,unavailable,cancelled,reset-before-request';
const retries = { attempts: 2, perTry: '1s' };
const limits = (maxRequests: number): object => ({ limits: { maxConnections: 100, maxRequests } });

export const cases: readonly TrafficCase[] = [{
  name: 'policy-levels',
  promise: 'what is said for a port or a version differs in that alone from what is said for the host',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const reviews = new MeshService(chart, 'reviews', {
      ports: { http: { number: 9080, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP' } },
      versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
    });
    new CircuitBreaker(chart, 'all', { service: reviews, maxConnections: 100, http2MaxRequests: 50 });
    new CircuitBreaker(chart, 'admin', { service: reviews, port: 'admin', http2MaxRequests: 5 });
    new CircuitBreaker(chart, 'v2', { service: reviews, version: 'v2', http2MaxRequests: 10, interval: '1s' });
  },
  around: [service('shop', 'reviews', { 'http': 9080, 'http-admin': 81 })],
  proxies: { client: sidecar('shop') },
  looks: [
    { at: 'client', cluster: cluster(9080, ''), expect: { ...limits(50), ejection: { interval: '10s' } } },
    { at: 'client', cluster: cluster(9080, 'v1'), expect: { ...limits(50), ejection: { interval: '10s' } } },
    { at: 'client', cluster: cluster(9080, 'v2'), expect: { ...limits(10), ejection: { interval: '1s' } } },
    { at: 'client', cluster: cluster(81, 'v1'), expect: { ...limits(5), ejection: { interval: '10s' } } },
    { at: 'client', cluster: cluster(81, 'v2'), expect: { ...limits(10), ejection: { interval: '1s' } } },
  ],
}, {
  name: 'canary-header-and-weight',
  promise: 'a tenth of the requests reaches the canary, and those of jason always do',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const reviews = new MeshService(chart, 'reviews', {
      ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
    });
    new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: header('end-user').exact('jason') });
  },
  around: [service('shop', 'reviews', { http: 9080 })],
  proxies: { client: sidecar('shop') },
  asks: [
    { from: 'client', port: 9080, host: 'reviews.shop.svc.cluster.local', times: 2000, expect: { to: { [cluster(9080, 'v1')]: 0.9, [cluster(9080, 'v2')]: 0.1 } } },
    { from: 'client', port: 9080, host: 'reviews', headers: { 'end-user': 'jason' }, times: 50, expect: { to: cluster(9080, 'v2'), status: 200 } },
  ],
}, {
  name: 'resilience-and-canary',
  promise: 'timeout and retries hold for pinned requests as for the rest, and reads are tried again after server errors too',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const reviews = new MeshService(chart, 'reviews', {
      ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
    });
    new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, always: header('end-user').exact('jason') });
    new Resilience(chart, 'patience', { service: reviews, timeout: '3s', retries: { retryOn: 'idempotent' } });
  },
  around: [service('shop', 'reviews', { http: 9080 })],
  proxies: { client: sidecar('shop') },
  looks: [{ at: 'client', routes: '9080', host: 'reviews.shop.svc.cluster.local', expect: { onRoutes: [
    ...['GET', 'HEAD'].map(() => ({ name: 'canary-always-patience-reads', timeout: '3s', retries: { ...retries, on: `${SAFE},5xx,reset` } })),
    { name: 'canary-always', timeout: '3s', retries: { ...retries, on: SAFE } },
    ...['GET', 'HEAD'].map(() => ({ name: 'default-patience-reads', timeout: '3s', retries: { ...retries, on: `${SAFE},5xx,reset` } })),
    { name: 'default', timeout: '3s', retries: { ...retries, on: SAFE } },
  ] } }],
}];
