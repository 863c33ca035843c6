import { type App, Chart } from 'cdk8s';
import { Canary, CircuitBreaker, header, LocalityFailover, MeshService } from 'cdk8s-istio';
import { meshPod, service, sidecar, type TrafficCase } from '../case';

const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
const cluster = (port: number, version: string): string => `outbound|${port}|${version}|shop.shop.svc.cluster.local`;
const pods = [
  meshPod('shop', 'shop-1', '10.0.0.1', { app: 'shop', version: 'v1' }), meshPod('shop', 'shop-2', '10.0.0.2', { app: 'shop', version: 'v2' }),
];

export const cases: readonly TrafficCase[] = [{
  name: 'canary-of-connections-and-requests',
  promise: 'a service that speaks HTTP on two ports and TCP on a third is split on each, and pinned where requests are seen',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const shop = new MeshService(chart, 'shop', {
      ports: { http: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP' }, tcp: { number: 9000, protocol: 'TCP' } }, versions,
    });
    new Canary(chart, 'canary', { service: shop, stable: 'v1', canary: 'v2', weight: 20, always: header('end-user').exact('jason') });
  },
  around: [service('shop', 'shop', { 'http': 80, 'http-admin': 81, 'tcp': 9000 }), ...pods],
  proxies: { client: sidecar('shop') },
  asks: [80, 81].flatMap((port) => [
    { from: 'client', port, host: 'shop', expect: { to: { [cluster(port, 'v1')]: 0.8, [cluster(port, 'v2')]: 0.2 } } },
    { from: 'client', port, host: 'shop', headers: { 'end-user': 'jason' }, expect: { to: cluster(port, 'v2') } },
  ]),
  looks: [{ at: 'client', listener: '10.1.0.1_9000', expect: { chains: [
    { to: { [cluster(9000, 'v1')]: 80, [cluster(9000, 'v2')]: 20 } },
  ] } }],
}, {
  name: 'canary-of-tls',
  promise: 'connections that come encrypted are split as well, by the full name that clients ask for',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const shop = new MeshService(chart, 'shop', {
      ports: { tls: { number: 443, protocol: 'TLS' }, https: { number: 8443, protocol: 'HTTPS' } }, versions,
    });
    new Canary(chart, 'canary', { service: shop, stable: 'v1', canary: 'v2', weight: 20 });
  },
  around: [service('shop', 'shop', { tls: 443, https: 8443 }), ...pods],
  proxies: { client: sidecar('shop') },
  asks: [],
  looks: [443, 8443].map((port) => ({ at: 'client', listener: `10.1.0.1_${port}`, sni: 'shop.shop.svc.cluster.local', expect: { chains: [
    { to: { [cluster(port, 'v1')]: 80, [cluster(port, 'v2')]: 20 } },
  ] } })),
}, {
  name: 'locality-failover-breaker-and-canary',
  promise: 'the endpoints of the own region come first and those of the other take over, for each version, with the thresholds of the breaker',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const shop = new MeshService(chart, 'shop', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions });
    new LocalityFailover(chart, 'failover', { service: shop, failover: { east: 'west', west: 'east' } });
    new CircuitBreaker(chart, 'breaker', { service: shop, consecutive5xxErrors: 2 });
    new Canary(chart, 'canary', { service: shop, stable: 'v1', canary: 'v2', weight: 50 });
  },
  around: [
    service('shop', 'shop', { http: 80 }),
    ...['east', 'west'].flatMap((region, i) => ['v1', 'v2'].map((version, j) => (
      meshPod('shop', `shop-${region}-${version}`, `10.0.${i}.${j + 1}`, { 'app': 'shop', version, 'istio-locality': `${region}.a` })
    ))),
  ],
  proxies: { client: sidecar('shop', {}, { locality: 'west/a' }) },
  asks: [{ from: 'client', port: 80, host: 'shop', expect: { to: { [cluster(80, 'v1')]: 0.5, [cluster(80, 'v2')]: 0.5 } } }],
  looks: ['v1', 'v2'].map((version, j) => ({ at: 'client', cluster: cluster(80, version), expect: {
    ejection: { consecutive5xx: 2, interval: '10s' },
    endpoints: [`10.0.0.${j + 1}:80 in east/a priority 1 weight 1`, `10.0.1.${j + 1}:80 in west/a weight 1`],
  } })),
}, {
  name: 'locality-failover-in-order',
  promise: 'endpoints of the own zone come first, then those of the own region, then the rest; all of a place may be taken out',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    const shop = new MeshService(chart, 'shop', { ports: { http: { number: 80, protocol: 'HTTP' } } });
    new LocalityFailover(chart, 'failover', { service: shop, failoverPriority: ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'] });
  },
  around: [
    service('shop', 'shop', { http: 80 }),
    ...['west.a', 'west.b', 'east.a'].map((place, i) => meshPod('shop', `shop-${i}`, `10.0.0.${i}`, { 'app': 'shop', 'istio-locality': place })),
  ],
  proxies: { client: sidecar('shop', { 'topology.kubernetes.io/region': 'west', 'topology.kubernetes.io/zone': 'a' }, { locality: 'west/a' }) },
  asks: [{ from: 'client', port: 80, host: 'shop', expect: { to: cluster(80, '') } }],
  looks: [{ at: 'client', cluster: cluster(80, ''), expect: {
    ejection: { consecutive5xx: 5, maxEjectionPercent: 100 },
    endpoints: ['10.0.0.2:80 in east/a priority 2 weight 1', '10.0.0.0:80 in west/a weight 1', '10.0.0.1:80 in west/b priority 1 weight 1'],
  } }],
}];
