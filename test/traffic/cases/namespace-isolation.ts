import { type App, Chart } from 'cdk8s';
import {
  EgressGateway, EgressThroughGateway, ExternalService, MeshService, NamespaceIsolation, RegistryOnly, UnixSocketIngress,
} from 'cdk8s-istio';
import { service, sidecar, type TrafficCase } from '../case';

const HTTP = { http: { number: 80, protocol: 'HTTP' } } as const;
const around = [
  service('shop', 'cart', { http: 80 }), service('shop', 'mysql', { 'tcp-mysql': 3306 }), service('accounts', 'users', { http: 80 }),
  service('accounts', 'audit', { http: 80 }), service('billing', 'invoices', { http: 80 }), service('istio-system', 'collector', { http: 80 }),
];

const PASSED = 'InboundPassthroughCluster';
const SOCKET = 'inbound|3306||';

/** An isolated namespace that calls one service of another, and all of a third. */
function isolated(app: App, namespace = 'shop'): { chart: Chart; isolation: NamespaceIsolation } {
  const chart = new Chart(app, namespace, { namespace, disableResourceNameHashes: true });
  const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports: HTTP });
  return { chart, isolation: new NamespaceIsolation(chart, 'isolation', { dependencies: [users, 'payments'] }) };
}

const calls = (host: string) => ({ from: 'client', port: 80, host: `${host}.svc.cluster.local` });
const reaches = (host: string) => ({ ...calls(host), expect: { to: `outbound|80||${host}.svc.cluster.local`, status: 200 } });
const known = [reaches('cart.shop'), reaches('users.accounts'), reaches('collector.istio-system')];
const unknown = ['audit.accounts', 'invoices.billing'];

export const cases: readonly TrafficCase[] = [{
  name: 'namespace-isolation',
  promise: 'workloads know their namespace, the control plane and their dependencies; the rest is traffic to an unknown destination',
  build: (app) => void isolated(app),
  around,
  proxies: { client: sidecar('shop', { app: 'checkout' }) },
  asks: [...known, ...unknown.map((host) => ({ ...calls(host), expect: { to: 'PassthroughCluster' } }))],
}, {
  name: 'isolation-by-the-root-namespace',
  promise: 'workloads of a namespace without a Sidecar of its own know their namespace, the control plane and the dependencies',
  build: (app) => void isolated(app, 'istio-system'),
  around,
  proxies: { client: sidecar('shop', { app: 'checkout' }) },
  asks: [...known, ...unknown.map((host) => ({ ...calls(host), expect: { to: 'PassthroughCluster' } }))],
  unavoidable: { 'duplicated egress host: istio-system/*': 'istiod takes ./* for the namespace of the Sidecar, which it is not in the root namespace' },
}, {
  name: 'registry-only',
  promise: 'workloads reach what they know, and the proxy refuses the rest',
  build: (app) => {
    const { chart, isolation } = isolated(app);
    new RegistryOnly(chart, 'registry-only', { isolation });
  },
  around,
  proxies: { client: sidecar('shop', { app: 'checkout' }) },
  asks: [...known, ...unknown.map((host) => ({ ...calls(host), expect: { status: 502 } }))],
}, {
  name: 'registry-only-of-a-workload',
  promise: 'one workload reaches nothing that it does not know, and knows no more than before',
  build: (app) => {
    const { chart, isolation } = isolated(app);
    new RegistryOnly(chart, 'registry-only', { isolation, workload: { labels: { app: 'checkout' } } });
  },
  around,
  proxies: { client: sidecar('shop', { app: 'checkout' }), other: sidecar('shop', { app: 'cart' }) },
  asks: [
    ...known, ...unknown.map((host) => ({ ...calls(host), expect: { status: 502 } })),
    ...unknown.map((host) => ({ ...calls(host), from: 'other', expect: { to: 'PassthroughCluster' } })),
  ],
}, {
  name: 'registry-only-through-an-egress-gateway',
  promise: 'what is outside the mesh is called through the gateway, though the namespace reaches nothing that it does not know',
  build: (app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop', disableResourceNameHashes: true });
    const bank = new ExternalService(chart, 'bank', { host: 'api.bank.com', ports: HTTP });
    const isolation = new NamespaceIsolation(chart, 'isolation', { dependencies: [bank] });
    new RegistryOnly(chart, 'registry-only', { isolation });
    const gateway = new EgressGateway(chart, 'gateway', { namespace: 'istio-egress', service: 'egress', workload: { labels: { istio: 'egress' } } });
    new EgressThroughGateway(chart, 'bank-egress', {
      service: bank, port: 'http', gateway, clients: [{ namespace: 'shop', serviceAccounts: ['checkout'] }],
      origination: { credentialName: 'bank-client' },
    });
  },
  around: [...around, service('istio-egress', 'egress', { http: 80, https: 443 }, { istio: 'egress' })],
  proxies: { client: sidecar('shop', { app: 'checkout' }) },
  asks: [
    { from: 'client', port: 80, host: 'api.bank.com', expect: { to: 'outbound|443|api-bank-com|egress.istio-egress.svc.cluster.local' } },
    { from: 'client', port: 80, host: 'api.other.com', expect: { status: 502 } },
  ],
}, {
  name: 'unix-socket-ingress',
  promise: 'connections to the port of a database end at its socket, and the database knows what its namespace does',
  build: (app) => {
    const { chart, isolation } = isolated(app);
    new UnixSocketIngress(chart, 'mysql', {
      isolation, workload: { labels: { app: 'mysql' } },
      sockets: { 'tcp-mysql': { port: 3306, protocol: 'TCP', path: '/var/run/mysqld/mysqld.sock' } },
    });
    new RegistryOnly(chart, 'registry-only', { isolation });
  },
  around,
  proxies: { client: sidecar('shop', { app: 'mysql' }) },
  asks: [...known, ...unknown.map((host) => ({ ...calls(host), expect: { status: 502 } }))],
  looks: [
    { at: 'client', cluster: 'inbound|3306||', expect: { type: 'STATIC', endpoints: ['unix:///var/run/mysqld/mysqld.sock'] } },
    // Other ports pass through as they would without the Sidecar; to that of the socket the mesh's TLS is spoken, where the client can.
    { at: 'client', listener: 'virtualInbound', expect: { chains: [
      { port: 15006, to: 'BlackHoleCluster' }, ...[PASSED, PASSED].map((to) => ({ to: `routes ${to}` })), ...[PASSED, PASSED, PASSED].map((to) => ({ to })),
      { port: 3306, transport: 'tls', tls: { requireClientCertificate: true, authorities: 'ROOTCA' }, to: SOCKET },
      { port: 3306, to: SOCKET }, { port: 3306, to: SOCKET },
    ] } },
  ],
}];
