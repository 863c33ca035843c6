import { type App, Chart } from 'cdk8s';
import {
  DatabaseEgress, ExternalService, MutualTlsOrigination, Resilience, Resolution, type ServiceProtocol, TlsOrigination,
} from 'cdk8s-istio';
import { sidecar, type TrafficCase } from '../case';

interface Options {
  readonly protocol?: ServiceProtocol;
  readonly number?: number;
  readonly addresses?: readonly string[];
  readonly resolution?: Resolution;
}

function external(chart: Chart, host: string, { protocol = 'HTTP', number = 80, ...more }: Options = {}): ExternalService<'port'> {
  return new ExternalService(chart, host, { host, ports: { port: { number, protocol } }, ...more });
}

const shopOf = (app: App): Chart => new Chart(app, 'shop', { namespace: 'shop' });
const tls = (host: string, certificate = 'none', authorities = 'file-root:system'): object => (
  { sni: host, subjectAltNames: [host], certificate, authorities }
);

export const cases: readonly TrafficCase[] = [{
  name: 'tls-origination',
  promise: 'what applications send in the clear leaves the pod as TLS to a server that is verified by its name, on the port that speaks it',
  build: (app: App) => {
    const shop = shopOf(app);
    const geo = external(shop, 'geo.example.com');
    new TlsOrigination(shop, 'geo', { service: geo, port: 'port' });
    new Resilience(shop, 'patience', { service: geo, timeout: '2s' });
    new TlsOrigination(shop, 'bank', {
      service: external(shop, 'bank.internal', { protocol: 'GRPC' }), port: 'port', targetPort: 8443, caConfigMap: 'bank-ca',
    });
    new TlsOrigination(shop, 'files', { service: external(shop, 'files.internal'), port: 'port', caCertificates: '/etc/certs/ca.crt' });
    new TlsOrigination(shop, 'all', { service: external(shop, '*.all.com', { resolution: Resolution.dynamicDns() }), port: 'port' });
    const cache = external(shop, 'cache.example.com', { protocol: 'REDIS', number: 6379, addresses: ['10.9.0.1'] });
    new TlsOrigination(shop, 'cache', { service: cache, port: 'port', targetPort: 6380 });
  },
  around: [],
  proxies: { client: sidecar('shop'), stranger: sidecar('billing') },
  asks: [
    { from: 'client', port: 80, host: 'geo.example.com', path: '/a', expect: { to: 'outbound|80||geo.example.com', authority: 'geo.example.com', path: '/a' } },
    { from: 'client', port: 80, host: 'x.all.com', expect: { to: 'outbound|80||*.all.com' } },
  ],
  looks: [
    { at: 'client', cluster: 'outbound|80||geo.example.com', expect: { tls: tls('geo.example.com'), endpoints: ['geo.example.com:443'] } },
    { at: 'client', cluster: 'outbound|80||bank.internal', expect: {
      tls: tls('bank.internal', 'none', 'configmap://shop/bank-ca-cacert'), protocol: 'HTTP/2', endpoints: ['bank.internal:8443'],
    } },
    { at: 'client', cluster: 'outbound|80||files.internal', expect: { tls: tls('files.internal', 'none', 'file-root:/etc/certs/ca.crt') } },
    { at: 'client', cluster: 'outbound|80||*.all.com', expect: {
      type: 'envoy.clusters.dynamic_forward_proxy', tls: { authorities: 'file-root:system' }, serverName: 'the Host of the request', verifiesName: true,
    } },
    { at: 'client', cluster: 'outbound|6379||cache.example.com', expect: { tls: tls('cache.example.com'), endpoints: ['cache.example.com:6380'] } },
    { at: 'client', listener: '10.9.0.1_6379', expect: { chains: [{ to: 'outbound|6379||cache.example.com' }] } },
    { at: 'stranger', cluster: 'outbound|80||geo.example.com', expect: { absent: true } },
  ],
}, {
  name: 'mutual-tls-origination',
  promise: 'the chosen pods show their certificate; other pods of the namespace encrypt without one, and nothing leaves in the clear',
  build: (app: App) => {
    const shop = shopOf(app);
    const partner = external(shop, 'api.partner.com');
    new MutualTlsOrigination(shop, 'checkout', {
      service: partner, port: 'port', credentialName: 'partner-client', workload: { labels: { app: 'checkout' }, serviceAccount: 'checkout' },
    });
    new MutualTlsOrigination(shop, 'returns', {
      service: partner, port: 'port', credentialName: 'returns-client', workload: { labels: { app: 'returns' }, serviceAccount: 'returns' },
    });
    new MutualTlsOrigination(shop, 'files', {
      service: external(shop, 'files.partner.com'), port: 'port',
      clientCertificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key', caCertificates: '/etc/certs/ca.crt',
    });
  },
  around: [],
  proxies: { checkout: sidecar('shop', { app: 'checkout' }), returns: sidecar('shop', { app: 'returns' }), other: sidecar('shop', { app: 'cart' }) },
  asks: [{ from: 'checkout', port: 80, host: 'api.partner.com', expect: { to: 'outbound|80||api.partner.com' } }],
  looks: [
    { at: 'checkout', cluster: 'outbound|80||api.partner.com', expect: {
      rule: 'shop/api-partner-com-checkout', endpoints: ['api.partner.com:443'],
      tls: tls('api.partner.com', 'kubernetes://partner-client', 'kubernetes://partner-client-cacert'),
    } },
    { at: 'returns', cluster: 'outbound|80||api.partner.com', expect: {
      rule: 'shop/api-partner-com-returns', tls: tls('api.partner.com', 'kubernetes://returns-client', 'kubernetes://returns-client-cacert'),
    } },
    { at: 'other', cluster: 'outbound|80||api.partner.com', expect: {
      rule: 'shop/api-partner-com', endpoints: ['api.partner.com:443'], tls: tls('api.partner.com'),
    } },
    ...['checkout', 'other'].map((at) => ({ at, cluster: 'outbound|80||files.partner.com', expect: {
      tls: tls('files.partner.com', 'file-cert:/etc/certs/tls.crt~/etc/certs/tls.key', 'file-root:/etc/certs/ca.crt'),
    } })),
  ],
}, {
  name: 'database-egress',
  promise: 'databases of one port are told apart by address, their connections last, and other traffic to the port is not theirs',
  build: (app: App) => {
    const shop = shopOf(app);
    new DatabaseEgress(shop, 'orders', { engine: 'mysql', host: 'orders.db.com', addresses: ['10.9.0.7'], maxConnections: 20 });
    new DatabaseEgress(shop, 'stock', { engine: 'mysql', host: 'stock.db.com', addresses: ['10.9.0.8', '10.9.0.9'] });
    new DatabaseEgress(shop, 'archive', { engine: 'mysql', host: 'archive.db.com', addresses: ['10.9.1.0/24'] });
  },
  around: [],
  proxies: { client: sidecar('shop') },
  looks: [
    { at: 'client', listener: '10.9.0.7_3306', expect: { chains: [{ tls: 'plaintext', to: 'outbound|3306||orders.db.com', idleTimeout: '86400s' }] } },
    { at: 'client', listener: '10.9.0.8_3306', expect: { chains: [{ to: 'outbound|3306||stock.db.com' }] } },
    { at: 'client', listener: '10.9.0.9_3306', expect: { chains: [{ to: 'outbound|3306||stock.db.com' }] } },
    { at: 'client', listener: '0.0.0.0_3306', expect: { chains: [{ addresses: ['10.9.1.0/24'], to: 'outbound|3306||archive.db.com' }, { to: 'PassthroughCluster' }] } },
    { at: 'client', cluster: 'outbound|3306||orders.db.com', expect: {
      type: 'STRICT_DNS', tls: 'plaintext', limits: { maxConnections: 20 }, keepalive: { keepaliveTime: 300, keepaliveInterval: 30, keepaliveProbes: 3 },
      endpoints: ['orders.db.com:3306'],
    } },
    { at: 'client', cluster: 'outbound|3306||archive.db.com', expect: { type: 'ORIGINAL_DST' } },
  ],
}, {
  name: 'external-services',
  promise: 'services outside are called as they are declared: by DNS, below a wildcard where the client wants to, and by server name',
  build: (app: App) => {
    const shop = shopOf(app);
    external(shop, 'api.partner.com', { protocol: 'TLS', number: 443 });
    external(shop, '*.partner.com', { protocol: 'TLS', number: 443 });
    external(shop, 'http.example.com');
    external(shop, 'fixed.example.com', { protocol: 'TLS', number: 443, resolution: Resolution.static([{ address: '192.0.2.7' }]) });
  },
  around: [],
  proxies: { client: sidecar('shop'), stranger: sidecar('billing') },
  asks: [{ from: 'client', port: 80, host: 'http.example.com', expect: { to: 'outbound|80||http.example.com' } }],
  looks: [
    { at: 'client', listener: '0.0.0.0_443', sni: 'www.partner.com', expect: { chains: [{ tls: 'plaintext', to: 'outbound|443||*.partner.com' }] } },
    { at: 'client', cluster: 'outbound|443||*.partner.com', expect: { type: 'ORIGINAL_DST', tls: 'plaintext' } },
    { at: 'client', cluster: 'outbound|443||api.partner.com', expect: { type: 'STRICT_DNS', tls: 'plaintext', endpoints: ['api.partner.com:443'] } },
    { at: 'client', cluster: 'outbound|443||fixed.example.com', expect: { endpoints: ['192.0.2.7:443'] } },
    { at: 'stranger', cluster: 'outbound|443||api.partner.com', expect: { absent: true } },
  ],
}];
