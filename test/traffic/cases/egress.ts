import { type App, Chart } from 'cdk8s';
import {
  CircuitBreaker, DatabaseEgress, EgressGateway, type EgressGatewayProps, type EgressOrigination, EgressThroughGateway, ExternalService,
  Resilience,
  type ServiceProtocol,
} from 'cdk8s-istio';
import { pod, router, service, sidecar, type TrafficCase } from '../case';

const GATEWAY = 'istio-egress.istio-egress.svc.cluster.local';
const gateway = router('istio-egress', { istio: 'egress' }, { ip: '10.0.2.1' });
const around = [
  service('istio-egress', 'istio-egress', { https: [443, 8443], tls: [444, 8444] }, { istio: 'egress' }),
  pod('istio-egress', 'egress-1', '10.0.2.1', { istio: 'egress' }),
];
const clients = [{ namespace: 'shop', serviceAccounts: ['checkout'] }] as const;
const CHECKOUT = 'spiffe://cluster.local/ns/shop/sa/checkout';
const hop = (subset: string, port = 443): string => `outbound|${port}|${subset}|${GATEWAY}`;
const serverRoutes = (host: string): string => `https.443.https-443-${host}.istio-egress.istio-egress`;
const mutual = (sni: string): object => ({ sni, certificate: 'default', authorities: 'ROOTCA' });

interface Charts {
  readonly shop: Chart;
  readonly way: EgressGateway;
}

/** The gateway is the platform team's, the services are the shop's: what is said of them ends up beside the gateway. */
function charts(app: App, props: Partial<EgressGatewayProps> = {}): Charts {
  const platform = new Chart(app, 'platform', { namespace: 'platform' });
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const pods = { namespace: 'istio-egress', service: 'istio-egress', workload: { labels: { istio: 'egress' } } };
  return { shop, way: new EgressGateway(platform, 'way', { ...pods, ...props }) };
}

function external(chart: Chart, host: string, protocol: ServiceProtocol, number: number, addresses?: readonly string[]): ExternalService<'port'> {
  return new ExternalService(chart, host, { host, ports: { port: { number, protocol } }, ...(addresses ? { addresses } : {}) });
}

/** At the gateway: the mesh's own TLS is ended, and whoever shows another identity is refused. */
const ends = (host: string, to: string, rule: object = { from: [CHECKOUT], to: [host] }): object => ({ chains: [{
  serverNames: [host], tls: { certificate: 'default', authorities: 'ROOTCA', requireClientCertificate: true }, to, lets: [rule],
}] });

export const cases: readonly TrafficCase[] = [{
  name: 'egress-http',
  promise: '(a) requests reach the gateway with the mesh\'s mutual TLS and leave it in the clear; who is no client does not know the service',
  build: (app: App) => {
    const { shop, way } = charts(app);
    new EgressThroughGateway(shop, 'egress', { service: external(shop, 'api.partner.com', 'HTTP', 80), port: 'port', gateway: way, clients });
  },
  around,
  proxies: { client: sidecar('shop'), stranger: sidecar('billing'), gateway },
  asks: [
    { from: 'client', port: 80, host: 'api.partner.com', path: '/a', expect: { to: hop('api-partner-com'), authority: 'api.partner.com', path: '/a' } },
    { from: 'gateway', port: 443, host: 'api.partner.com', route: serverRoutes('api-partner-com'), path: '/a', expect: {
      to: 'outbound|80||api.partner.com', authority: 'api.partner.com', path: '/a',
    } },
    { from: 'gateway', port: 443, host: 'other.com', route: serverRoutes('api-partner-com'), expect: { to: '(404)' } },
  ],
  looks: [
    { at: 'client', cluster: hop('api-partner-com'), expect: { rule: 'istio-egress/istio-egress', tls: mutual('api.partner.com'), endpoints: ['10.0.2.1:8443'] } },
    { at: 'gateway', listener: '0.0.0.0_8443', expect: ends('api.partner.com', `routes ${serverRoutes('api-partner-com')}`) },
    { at: 'gateway', cluster: 'outbound|80||api.partner.com', expect: { tls: 'plaintext', endpoints: ['api.partner.com:80'] } },
    { at: 'stranger', cluster: 'outbound|80||api.partner.com', expect: { absent: true } },
  ],
}, {
  name: 'egress-origination',
  promise: '(b, c) the gateway encrypts what sidecars sent it, verifies the server by name, and shows a certificate where one is asked for; hosts share a port',
  build: (app: App) => {
    const { shop, way } = charts(app);
    const lead = (host: string, protocol: ServiceProtocol, origination: EgressOrigination): unknown => (
      new EgressThroughGateway(shop, `to-${host}`, {
        service: external(shop, host, protocol, 80), port: 'port', gateway: way, clients: ['shop'], origination,
      })
    );
    lead('geo.example.com', 'HTTP', 'tls');
    lead('api.partner.com', 'HTTP', { credentialName: 'partner-client' });
    lead('grpc.bank.com', 'GRPC', { caConfigMap: 'bank-ca', targetPort: 8443, sni: 'bank.internal', subjectAltNames: ['bank.internal', 'bank.com'] });
  },
  around,
  proxies: { client: sidecar('shop'), gateway },
  asks: ['geo-example-com', 'api-partner-com', 'grpc-bank-com'].flatMap((label) => {
    const host = label.replaceAll('-', '.');
    return [
      { from: 'client', port: 80, host, expect: { to: hop(label) } },
      { from: 'gateway', port: 443, host, route: serverRoutes(label), expect: { to: `outbound|80||${host}`, authority: host } },
    ];
  }),
  looks: [
    { at: 'client', cluster: hop('geo-example-com'), expect: { tls: mutual('geo.example.com') } },
    { at: 'client', cluster: hop('api-partner-com'), expect: { tls: mutual('api.partner.com') } },
    { at: 'client', cluster: hop('grpc-bank-com'), expect: { tls: mutual('grpc.bank.com'), protocol: 'HTTP/2' } },
    ...['geo.example.com', 'api.partner.com', 'grpc.bank.com'].map((sni) => ({ at: 'gateway', listener: '0.0.0.0_8443', sni, expect: { chains: [{
      serverNames: [sni], tls: { requireClientCertificate: true }, to: `routes ${serverRoutes(sni.replaceAll('.', '-'))}`,
    }] } })),
    { at: 'gateway', cluster: 'outbound|80||geo.example.com', expect: { rule: 'istio-egress/geo-example-com', endpoints: ['geo.example.com:443'], tls: {
      sni: 'geo.example.com', subjectAltNames: ['geo.example.com'], certificate: 'none', authorities: 'file-root:system',
    } } },
    { at: 'gateway', cluster: 'outbound|80||api.partner.com', expect: { endpoints: ['api.partner.com:443'], tls: {
      sni: 'api.partner.com', subjectAltNames: ['api.partner.com'], certificate: 'kubernetes://partner-client', authorities: 'kubernetes://partner-client-cacert',
    } } },
    { at: 'gateway', cluster: 'outbound|80||grpc.bank.com', expect: { endpoints: ['grpc.bank.com:8443'], protocol: 'HTTP/2', tls: {
      sni: 'bank.internal', subjectAltNames: ['bank.internal', 'bank.com'], certificate: 'none', authorities: 'configmap://istio-egress/bank-ca-cacert',
    } } },
    // What the gateway does is for the gateway alone.
    { at: 'client', cluster: 'outbound|80||geo.example.com', expect: { tls: 'plaintext' } },
  ],
}, {
  name: 'egress-from-the-root-namespace',
  promise: 'a gateway in the root namespace encrypts as any other, and clients beside it know the way',
  build: (app: App) => {
    const { shop, way } = charts(app, { namespace: 'istio-system' });
    const service = new ExternalService(shop, 'bank', {
      host: 'api.bank.com', ports: { http: { number: 80, protocol: 'HTTP' }, tls: { number: 443, protocol: 'TLS' } },
    });
    new EgressThroughGateway(shop, 'egress', { service, port: 'http', gateway: way, clients: ['shop', 'istio-system'], origination: 'tls' });
  },
  around: [
    service('istio-system', 'istio-egress', { https: [443, 8443] }, { istio: 'egress' }), pod('istio-system', 'egress-1', '10.0.2.1', { istio: 'egress' }),
  ],
  proxies: {
    client: sidecar('shop'), beside: sidecar('istio-system', { app: 'beside' }), gateway: router('istio-system', { istio: 'egress' }, { ip: '10.0.2.1' }),
  },
  asks: ['client', 'beside'].map((from) => (
    { from, port: 80, host: 'api.bank.com', expect: { to: 'outbound|443|api-bank-com|istio-egress.istio-system.svc.cluster.local' } }
  )),
  looks: [
    ...['client', 'beside'].map((at) => ({
      at, cluster: 'outbound|443|api-bank-com|istio-egress.istio-system.svc.cluster.local', expect: { tls: mutual('api.bank.com') },
    })),
    { at: 'gateway', cluster: 'outbound|80||api.bank.com', expect: { endpoints: ['api.bank.com:443'], tls: {
      sni: 'api.bank.com', subjectAltNames: ['api.bank.com'], certificate: 'none', authorities: 'file-root:system',
    } } },
  ],
}, {
  name: 'egress-connections',
  promise: '(d, e, TCP) connections reach the gateway with their own TLS alone, or inside that of the mesh, and leave it as the application made them',
  build: (app: App) => {
    const { shop, way } = charts(app);
    const lead = (one: ExternalService<'port'>, hop?: 'passthrough'): unknown => (
      new EgressThroughGateway(shop, `to-${one.host}`, { service: one, port: 'port', gateway: way, clients, ...(hop ? { hop } : {}) })
    );
    lead(external(shop, 'passed.example.com', 'TLS', 443), 'passthrough');
    lead(external(shop, 'wrapped.example.com', 'TLS', 443));
    lead(external(shop, 'db.example.com', 'TCP', 5432, ['10.9.9.9']));
  },
  around,
  proxies: { client: sidecar('shop'), gateway },
  looks: [
    { at: 'client', listener: '0.0.0.0_443', sni: 'passed.example.com', expect: { chains: [{ tls: 'plaintext', to: hop('passed-example-com') }] } },
    { at: 'client', listener: '0.0.0.0_443', sni: 'wrapped.example.com', expect: { chains: [{ tls: 'plaintext', to: hop('wrapped-example-com') }] } },
    { at: 'client', listener: '10.9.9.9_5432', expect: { chains: [{ to: hop('db-example-com') }] } },
    { at: 'client', cluster: hop('passed-example-com'), expect: { tls: 'plaintext' } },
    { at: 'client', cluster: hop('wrapped-example-com'), expect: { tls: mutual('wrapped.example.com') } },
    { at: 'client', cluster: hop('db-example-com'), expect: { tls: mutual('db.example.com') } },
    { at: 'gateway', listener: '0.0.0.0_8443', sni: 'passed.example.com', expect: { chains: [{
      tls: 'plaintext', to: 'outbound|443||passed.example.com', filters: ['envoy.filters.network.rbac'],
    }] } },
    { at: 'gateway', listener: '0.0.0.0_8443', sni: 'wrapped.example.com', expect: { chains: [{
      tls: { requireClientCertificate: true, authorities: 'ROOTCA' }, to: 'outbound|443||wrapped.example.com',
      lets: [{ from: [CHECKOUT], to: ['db.example.com'] }, { from: [], to: ['passed.example.com'] }, { from: [CHECKOUT], to: ['wrapped.example.com'] }],
    }] } },
    { at: 'gateway', listener: '0.0.0.0_8443', sni: 'db.example.com', expect: { chains: [{
      tls: { requireClientCertificate: true, authorities: 'ROOTCA' }, to: 'outbound|5432||db.example.com',
    }] } },
    ...['443||passed.example.com', '443||wrapped.example.com', '5432||db.example.com'].map((name) => (
      { at: 'gateway', cluster: `outbound|${name}`, expect: { tls: 'plaintext', endpoints: [`${name.split('||')[1]!}:${name.split('||')[0]!}`] } }
    )),
  ],
}, {
  name: 'database-behind-an-egress-gateway',
  promise: 'connections to a database are kept as long on the hop to the gateway as behind it, and probed there as well',
  build: (app: App) => {
    const { shop, way } = charts(app);
    const { service: orders } = new DatabaseEgress(shop, 'orders', {
      engine: 'postgres', host: 'orders.db.example.com', addresses: ['10.9.9.9'], connectTimeout: '3s', idleTimeout: '12h',
    });
    const { service: stock } = new DatabaseEgress(shop, 'stock', { engine: 'mysql', host: 'stock.db.example.com', addresses: ['10.9.9.8'], idleTimeout: '2h' });
    new EgressThroughGateway(shop, 'orders-egress', { service: orders, port: 'tcp-postgres', gateway: way, clients });
    new EgressThroughGateway(shop, 'stock-egress', { service: stock, port: 'tcp-mysql', gateway: way, clients });
  },
  around,
  proxies: { client: sidecar('shop'), gateway },
  looks: [
    { at: 'client', listener: '10.9.9.9_5432', expect: { chains: [{ to: hop('orders-db-example-com'), idleTimeout: '43200s' }] } },
    { at: 'client', cluster: hop('orders-db-example-com'), expect: { connectTimeout: '3s', keepalive: { keepaliveTime: 300, keepaliveInterval: 30, keepaliveProbes: 3 } } },
    { at: 'gateway', listener: '0.0.0.0_8443', sni: 'orders.db.example.com', expect: { chains: [{ to: 'outbound|5432||orders.db.example.com', idleTimeout: '43200s' }] } },
    { at: 'gateway', listener: '0.0.0.0_8443', sni: 'stock.db.example.com', expect: { chains: [{ to: 'outbound|3306||stock.db.example.com', idleTimeout: '7200s' }] } },
  ],
}, {
  name: 'egress-two-ports',
  promise: 'two ports of a host have two ports of the gateway, each for its own clients',
  build: (app: App) => {
    const { shop, way } = charts(app, { ports: [{ number: 443, targetPort: 8443 }, { number: 444, targetPort: 8444 }] });
    const partner = new ExternalService(shop, 'partner', {
      host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' }, tls: { number: 443, protocol: 'TLS' } },
    });
    new EgressThroughGateway(shop, 'requests', { service: partner, port: 'http', gateway: way, clients, origination: 'tls' });
    new EgressThroughGateway(shop, 'connections', { service: partner, port: 'tls', gateway: way, clients: ['billing'], gatewayPort: 444 });
  },
  around,
  proxies: { client: sidecar('shop'), gateway },
  asks: [
    { from: 'client', port: 80, host: 'api.partner.com', expect: { to: hop('api-partner-com') } },
    { from: 'gateway', port: 443, host: 'api.partner.com', route: serverRoutes('api-partner-com'), expect: { to: 'outbound|80||api.partner.com' } },
  ],
  looks: [
    { at: 'client', listener: '0.0.0.0_443', sni: 'api.partner.com', expect: { chains: [{ to: hop('api-partner-com', 444) }] } },
    { at: 'client', cluster: hop('api-partner-com', 444), expect: { tls: mutual('api.partner.com') } },
    { at: 'gateway', listener: '0.0.0.0_8444', expect: { chains: [{
      serverNames: ['api.partner.com'], to: 'outbound|443||api.partner.com',
      lets: [{ from: [CHECKOUT], to: [8443, 'api.partner.com'] }, { from: ['.*/ns/billing/.*'], to: [8444, 'api.partner.com'] }],
    }] } },
    { at: 'gateway', cluster: 'outbound|80||api.partner.com', expect: { tls: { sni: 'api.partner.com' }, endpoints: ['api.partner.com:443'] } },
    // Applications that encrypt themselves are not encrypted a second time.
    { at: 'gateway', cluster: 'outbound|443||api.partner.com', expect: { tls: 'plaintext' } },
  ],
}, {
  name: 'egress-composition',
  promise: 'requests are bounded and tried again once, by the sidecar; endpoints are judged by the gateway, and the gateway by the sidecars',
  build: (app: App) => {
    const { shop, way } = charts(app);
    const partner = external(shop, 'api.partner.com', 'HTTP', 80);
    new EgressThroughGateway(shop, 'egress', { service: partner, port: 'port', gateway: way, clients, origination: { credentialName: 'partner-client' } });
    new Resilience(shop, 'patience', { service: partner, timeout: '3s', retries: { retryOn: 'idempotent' } });
    new CircuitBreaker(shop, 'breaker', { service: partner, http2MaxRequests: 50 });
    new CircuitBreaker(shop, 'way-breaker', { service: way, maxConnections: 100 });
  },
  around,
  proxies: { client: sidecar('shop'), gateway },
  asks: [
    { from: 'client', port: 80, host: 'api.partner.com', method: 'POST', expect: { to: hop('api-partner-com') } },
    { from: 'client', port: 80, host: 'api.partner.com', expect: { to: hop('api-partner-com') } },
  ],
  looks: [
    { at: 'gateway', routes: serverRoutes('api-partner-com'), host: 'api.partner.com', expect: { onRoutes: [{ name: 'port-from-gateway' }] } },
    { at: 'client', cluster: hop('api-partner-com'), expect: { limits: { maxConnections: 100 }, ejection: { consecutive5xx: 5 }, tls: mutual('api.partner.com') } },
    { at: 'gateway', cluster: 'outbound|80||api.partner.com', expect: { limits: { maxRequests: 50 }, ejection: { consecutive5xx: 5 }, tls: {
      certificate: 'kubernetes://partner-client',
    } } },
  ],
}];
