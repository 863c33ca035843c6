import { type App, Chart } from 'cdk8s';
import { Canary, CircuitBreaker, MeshService, StickySession } from 'cdk8s-istio';
import { meshPod, service, sidecar, type TrafficCase } from '../case';

const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
const HOST = 'vault.vault.svc.cluster.local';
const NAMES = ['vault', 'vault.vault', 'vault.vault.svc', HOST];
const cluster = (port: number, version: string): string => `outbound|${port}|${version}|${HOST}`;
const pods = [
  meshPod('vault', 'vault-1', '10.0.0.1', { app: 'vault', version: 'v1' }), meshPod('vault', 'vault-2', '10.0.0.2', { app: 'vault', version: 'v2' }),
];
const proxies = { near: sidecar('vault'), far: sidecar('web') };
const split = (port: number): object => ({ [cluster(port, 'v1')]: 80, [cluster(port, 'v2')]: 20 });

export const cases: readonly TrafficCase[] = [{
  name: 'tls-by-all-names',
  promise: 'connections that come encrypted are split by whichever name of the service clients ask for, and so are requests on another port',
  build: (app: App) => {
    const chart = new Chart(app, 'vault', { namespace: 'vault' });
    const vault = new MeshService(chart, 'vault', {
      ports: { http: { number: 80, protocol: 'HTTP' }, https: { number: 8200, protocol: 'HTTPS' } }, versions,
    });
    new Canary(chart, 'canary', { service: vault, stable: 'v1', canary: 'v2', weight: 20 });
  },
  around: [service('vault', 'vault', { http: 80, https: 8200 }), ...pods, service('web', 'web', { 'http': 80, 'http-other': 81 }),
    meshPod('web', 'web-1', '10.0.1.1', { app: 'web' })],
  proxies,
  asks: [
    ...NAMES.map((host) => ({ from: 'near', port: 80, host, expect: { to: { [cluster(80, 'v1')]: 0.8, [cluster(80, 'v2')]: 0.2 } } })),
    ...NAMES.slice(1).map((host) => ({ from: 'far', port: 80, host, expect: { to: { [cluster(80, 'v1')]: 0.8, [cluster(80, 'v2')]: 0.2 } } })),
  ],
  looks: ['near', 'far'].flatMap((at) => NAMES.map((sni) => (
    { at, listener: '10.1.0.1_8200', sni, expect: { chains: [{ to: split(8200) }] } }
  ))),
}, {
  name: 'ports-that-the-program-does-not-name',
  promise: 'the canary of a service leaves the ports alone that the program does not name',
  build: (app: App) => {
    const chart = new Chart(app, 'vault', { namespace: 'vault' });
    const vault = new MeshService(chart, 'vault', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions });
    new Canary(chart, 'canary', { service: vault, stable: 'v1', canary: 'v2', weight: 20 });
  },
  around: [service('vault', 'vault', { 'http': 80, 'http-metrics': 9090 }), ...pods],
  proxies,
  asks: ['near', 'far'].flatMap((from) => [
    { from, port: 80, host: HOST, expect: { to: { [cluster(80, 'v1')]: 0.8, [cluster(80, 'v2')]: 0.2 } } },
    { from, port: 9090, host: HOST, path: '/metrics', expect: { to: cluster(9090, '') } },
  ]),
}, {
  name: 'settings-of-one-tcp-port',
  promise: 'the lifetime and the affinity of connections on a TCP port have an effect there, and none on the HTTP port of the service',
  build: (app: App) => {
    const chart = new Chart(app, 'vault', { namespace: 'vault' });
    const vault = new MeshService(chart, 'vault', {
      ports: { http: { number: 80, protocol: 'HTTP' }, tcp: { number: 9000, protocol: 'TCP' } }, versions,
    });
    new CircuitBreaker(chart, 'lifetime', { service: vault, port: 'tcp', outlierDetection: false, maxConnectionDuration: '5m' });
    new StickySession(chart, 'sticky', { service: vault, port: 'tcp', sourceIp: true });
  },
  around: [service('vault', 'vault', { http: 80, tcp: 9000 }), ...pods],
  proxies,
  looks: [
    { at: 'far', listener: '10.1.0.1_9000', expect: { chains: [
      { to: cluster(9000, ''), hashPolicy: [{ sourceIp: {} }], maxDownstreamConnectionDuration: '300s' },
    ] } },
    { at: 'far', cluster: cluster(9000, ''), expect: { balancing: 'RING_HASH' } },
    { at: 'far', cluster: cluster(80, ''), expect: { balancing: 'LEAST_REQUEST' }, lacks: ['http'] },
  ],
}];
