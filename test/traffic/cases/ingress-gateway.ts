import { type App, Chart } from 'cdk8s';
import {
  Canary, CircuitBreaker, EgressGateway, EgressThroughGateway, ExternalService, header, HttpPolicies, IngressGateway,
  type IngressGatewayProps, MeshService, Mirror, path, Resilience,
} from 'cdk8s-istio';
import { chartOf } from '../../support/chart';
import { meshPod, pod, router, service, sidecar, type TrafficCase } from '../case';

const simple = { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop-tls' } } as const;
const http = { http: { number: 9080, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };

const ingress = [
  service('istio-ingress', 'ingress', { http2: [80, 8080], https: [443, 8443] }, { istio: 'ingress' }),
  pod('istio-ingress', 'ingress-1', '10.0.1.1', { istio: 'ingress' }),
];
const edge = router('istio-ingress', { istio: 'ingress' }, { ip: '10.0.1.1' });
const shopTls = 'https.443.https-shop-tls.edge.istio-ingress';
const reviews = (version = ''): string => `outbound|9080|${version}|reviews.shop.svc.cluster.local`;
const frontend = 'outbound|80||frontend.shop.svc.cluster.local';
const HOP = 'outbound|443|api-partner-com|istio-egress.istio-egress.svc.cluster.local';
const tenth = { [reviews('v1')]: 0.9, [reviews('v2')]: 0.1 };

const shopPods = [
  service('shop', 'reviews', { http: 9080 }),
  meshPod('shop', 'reviews-1', '10.0.0.1', { app: 'reviews', version: 'v1' }),
  meshPod('shop', 'reviews-2', '10.0.0.2', { app: 'reviews', version: 'v2' }),
  service('shop', 'frontend', { http: 80 }),
  meshPod('shop', 'frontend-1', '10.0.0.3', { app: 'frontend' }),
];

interface Shop {
  readonly chart: Chart;
  readonly gateway: IngressGateway;
  readonly reviews: MeshService<'http', 'v1' | 'v2'>;
  readonly frontend: MeshService<'http'>;
}

/** The gateway's chart has another namespace than its pods on purpose. */
function shop(app: App, props: Partial<IngressGatewayProps> = {}): Shop {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const platform = new Chart(app, 'platform', { namespace: 'platform' });
  return {
    chart,
    gateway: new IngressGateway(platform, 'edge', { ...simple, ...props } as IngressGatewayProps),
    reviews: new MeshService(chart, 'reviews', { ports: http, versions }),
    frontend: new MeshService(chart, 'frontend', { ports: { http: { number: 80, protocol: 'HTTP' } } }),
  };
}

const at = (host: string, route = shopTls) => ({ from: 'edge', port: 443, host, route }) as const;
const plain = (host: string) => ({ from: 'edge', port: 8080, host }) as const;

export const cases: readonly TrafficCase[] = [{
  name: 'ingress-canary',
  promise: 'a canary holds behind the gateway as it does in the mesh: its share and its pinned requests, under its path alone',
  build: (app: App) => {
    const { chart, gateway, ...services } = shop(app);
    gateway.host('shop.example.com').to(services.frontend).path('/reviews', services.reviews);
    new Canary(chart, 'canary', { service: services.reviews, stable: 'v1', canary: 'v2', weight: 10, always: [header('end-user').exact('jason')] });
    new CircuitBreaker(chart, 'breaker', { service: services.reviews, consecutive5xxErrors: 3 });
    new Resilience(chart, 'patience', { service: services.reviews, timeout: '3s', retries: { attempts: 0 } });
  },
  around: [...ingress, ...shopPods],
  proxies: { edge, client: sidecar('shop') },
  asks: [
    { ...at('shop.example.com'), path: '/reviews/7', expect: { to: tenth, path: '/reviews/7', authority: 'shop.example.com', route: 'reviews/default' } },
    { ...at('shop.example.com'), path: '/reviews', expect: { to: tenth } },
    {
      ...at('shop.example.com'), path: '/reviews/7', headers: { 'end-user': 'jason' }, times: 50,
      expect: { to: reviews('v2'), route: 'reviews/canary-always' },
    },
    { ...at('shop.example.com'), path: '/reviews-of-others', headers: { 'end-user': 'jason' }, expect: { to: frontend, route: 'frontend/default' } },
    { ...at('shop.example.com'), expect: { to: frontend } },
    { ...at('other.example.com'), path: '/reviews/7', expect: { to: '(404)' } },
    { ...at('reviews.shop.svc.cluster.local'), expect: { to: '(404)' } },
    { ...plain('shop.example.com'), path: '/reviews/7', expect: { status: 301, location: 'https://shop.example.com/reviews/7' } },
    { ...plain('other.example.com'), expect: { to: '(404)' } },
    { from: 'client', port: 9080, host: 'reviews.shop', path: '/7', expect: { to: tenth } },
  ],
  looks: [
    { at: 'edge', routes: shopTls, host: 'shop.example.com', expect: { onRoutes: [
      { name: 'reviews/canary-always', timeout: '3s' }, { name: 'reviews/canary-always', timeout: '3s' },
      { name: 'reviews/default', timeout: '3s' }, { name: 'reviews/default', timeout: '3s' }, { name: 'frontend/default' },
    ] } },
    { at: 'edge', cluster: reviews('v2'), expect: { rule: 'shop/reviews', subset: 'v2', endpoints: ['10.0.0.2:9080'], ejection: { consecutive5xx: 3 } } },
  ],
}, {
  name: 'ingress-composition',
  promise: 'exceptions of a service hold under its path where both can hold, and the more special path is tried first',
  build: (app: App) => {
    const { chart, gateway, ...services } = shop(app);
    gateway.host('shop.example.com').path('/reviews', services.reviews).path('/reviews/static', services.frontend).path('/users', users);
    new Canary(chart, 'canary', {
      service: services.reviews, stable: 'v1', canary: 'v2', weight: 10,
      always: [path.regex('/reviews/[0-9]+'), path.prefix('/beta/'), path.exact('/reviews/new')], never: [header('x-old').exact('1')],
      sticky: { cookie: 'rollout' },
    });
    new Resilience(chart, 'slow', { service: services.reviews, timeout: '30s', retries: { attempts: 0 }, match: header('x-report').present() });
  },
  around: [
    ...ingress, ...shopPods, service('accounts', 'users', { http: 88 }), meshPod('accounts', 'users-1', '10.0.0.9', { app: 'users' }),
  ],
  proxies: { edge },
  asks: [
    { ...at('shop.example.com'), path: '/reviews/7', times: 50, expect: { to: reviews('v2') } },
    { ...at('shop.example.com'), path: '/reviews/new', times: 50, expect: { to: reviews('v2') } },
    { ...at('shop.example.com'), path: '/reviews/news', expect: { to: tenth } },
    { ...at('shop.example.com'), path: '/reviews/news', headers: { 'x-old': '1' }, times: 50, expect: { to: reviews('v1') } },
    { ...at('shop.example.com'), path: '/reviews/news', headers: { cookie: 'a=b; rollout=canary' }, times: 50, expect: { to: reviews('v2') } },
    { ...at('shop.example.com'), path: '/reviews/static/a.png', expect: { to: frontend } },
    { ...at('shop.example.com'), path: '/beta/x', expect: { to: '(404)' } },
    { ...at('shop.example.com'), path: '/users', expect: { to: 'outbound|88||users.accounts.svc.cluster.local' } },
    { ...at('shop.example.com'), path: '/', expect: { to: '(404)' } },
    { ...at('shop.example.com'), path: '/reviews/reports', headers: { 'x-report': '1' }, expect: { to: tenth, route: 'reviews/default-slow' } },
  ],
}, {
  name: 'ingress-tls',
  promise: 'each host has the TLS that is said for it: one certificate or another, certificates of clients, or what the service ends',
  build: (app: App) => {
    const { chart, gateway, ...services } = shop(app);
    const db = new MeshService(chart, 'db', { ports: { tls: { number: 8443, protocol: 'TLS' } }, versions });
    new Canary(chart, 'db-canary', { service: db, stable: 'v1', canary: 'v2', weight: 20 });
    gateway.host('shop.example.com').to(services.frontend);
    gateway.host('help.example.com', { https: { credentialName: 'help-tls', minProtocolVersion: 'TLSV1_3' } }).to(services.frontend);
    gateway.host('partners.example.com', {
      https: { mode: 'MUTUAL', credentialName: 'partners', caCertCredentialName: 'partners-ca', subjectAltNames: ['partner.example.org'] }, http: 'off',
    }).to(services.reviews);
    gateway.host('staff.example.com', { https: { mode: 'OPTIONAL_MUTUAL', credentialName: 'staff' } }).to(services.frontend);
    gateway.host('db.example.com', { https: { mode: 'PASSTHROUGH' } }).to(db);
    gateway.host('plain.example.com', { https: 'off' }).to(services.frontend);
  },
  around: [
    ...ingress, ...shopPods, service('shop', 'db', { tls: 8443 }), meshPod('shop', 'db-1', '10.0.0.5', { app: 'db', version: 'v1' }),
    meshPod('shop', 'db-2', '10.0.0.6', { app: 'db', version: 'v2' }),
  ],
  proxies: { edge },
  asks: [
    { ...at('shop.example.com'), expect: { to: frontend } },
    // A connection that was made without a certificate leads to no host that asks for one.
    { ...at('partners.example.com'), expect: { to: '(404)' } },
    { ...at('partners.example.com', 'https.443.https-partners.edge.istio-ingress'), expect: { to: reviews() } },
    { ...plain('partners.example.com'), expect: { to: '(404)' } },
    { ...plain('db.example.com'), path: '/a', expect: { status: 301, location: 'https://db.example.com/a' } },
    { ...plain('staff.example.com'), expect: { status: 301 } },
    { ...plain('plain.example.com'), expect: { to: frontend } },
  ],
  looks: [
    { at: 'edge', listener: '0.0.0.0_8443', sni: 'shop.example.com', expect: { chains: [{
      serverNames: ['shop.example.com'], tls: { certificate: 'kubernetes://shop-tls', requireClientCertificate: false, atLeast: 'TLSv1_2' },
    }] } },
    { at: 'edge', listener: '0.0.0.0_8443', sni: 'help.example.com', expect: { chains: [{
      serverNames: ['help.example.com'], tls: { certificate: 'kubernetes://help-tls', requireClientCertificate: false, atLeast: 'TLSv1_3' },
    }] } },
    { at: 'edge', listener: '0.0.0.0_8443', sni: 'partners.example.com', expect: { chains: [{
      serverNames: ['partners.example.com'], tls: {
        certificate: 'kubernetes://partners', requireClientCertificate: true, authorities: 'kubernetes://partners-ca', subjectAltNames: ['partner.example.org'],
      },
    }] } },
    { at: 'edge', listener: '0.0.0.0_8443', sni: 'staff.example.com', expect: { chains: [{
      serverNames: ['staff.example.com'], tls: { certificate: 'kubernetes://staff', requireClientCertificate: false, authorities: 'kubernetes://staff-cacert' },
    }] } },
    { at: 'edge', listener: '0.0.0.0_8443', sni: 'db.example.com', expect: { chains: [{
      serverNames: ['db.example.com'], tls: 'plaintext',
      to: { 'outbound|8443|v1|db.shop.svc.cluster.local': 80, 'outbound|8443|v2|db.shop.svc.cluster.local': 20 },
    }] } },
    { at: 'edge', listener: '0.0.0.0_8443', sni: 'plain.example.com', expect: { chains: [] } },
  ],
}, {
  name: 'ingress-wildcard',
  promise: 'a host under a wildcard has its own routes and no others, and is redirected as the wildcard is',
  build: (app: App) => {
    const { gateway, ...services } = shop(app);
    gateway.host('*.example.com').to(services.frontend);
    gateway.host('shop.example.com').path('/reviews', services.reviews);
  },
  around: [...ingress, ...shopPods],
  proxies: { edge },
  asks: [
    { ...at('shop.example.com'), path: '/reviews', expect: { to: reviews() } },
    { ...at('shop.example.com'), expect: { to: '(404)' } },
    { ...at('help.example.com'), path: '/reviews', expect: { to: frontend } },
    { ...plain('shop.example.com'), expect: { status: 301, location: 'https://shop.example.com/' } },
    { ...plain('help.example.com'), expect: { status: 301, location: 'https://help.example.com/' } },
    { ...plain('example.org'), expect: { to: '(404)' } },
  ],
}, {
  name: 'ingress-external',
  promise: 'a service outside is asked for by its own name, and a gateway behind a load balancer that ends TLS serves http alone',
  build: (app: App) => {
    const { chart, gateway } = shop(app, { https: 'off' });
    const partner = new ExternalService(chart, 'partner', {
      host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } }, exportTo: ['.', 'istio-ingress'],
    });
    gateway.host('shop.example.com').path('/partner', partner);
  },
  around: ingress,
  proxies: { edge },
  asks: [{
    ...plain('shop.example.com'), path: '/partner/1', headers: { 'x-forwarded-proto': 'http' },
    expect: { to: 'outbound|80||api.partner.com', authority: 'api.partner.com', path: '/partner/1' },
  }],
  looks: [{ at: 'edge', listener: '0.0.0.0_8443', expect: { absent: true } }],
}, {
  name: 'ingress-policies',
  promise: 'what is done to requests in the mesh is done to those from outside, and a host may show one version alone',
  build: (app: App) => {
    const { chart, gateway, ...services } = shop(app);
    gateway.host('shop.example.com').to(services.frontend).path('/reviews', services.reviews);
    gateway.host('preview.example.com').to(services.reviews.version('v2'));
    new Canary(chart, 'canary', { service: services.reviews, stable: 'v1', canary: 'v2', weight: 0, always: header('x-beta').exact('1') });
    new HttpPolicies(chart, 'plain-paths', { service: services.reviews, rewrite: { prefix: '/reviews', uri: '/' } });
    new HttpPolicies(chart, 'moved', { service: services.reviews, match: path.exact('/reviews/old'), redirect: { uri: '/reviews/new', redirectCode: 308 } });
    new HttpPolicies(chart, 'hidden', { service: services.reviews, headers: { request: { set: { 'x-from': 'policies' } } } });
    new Mirror(chart, 'shadow', { service: services.reviews, version: 'v2', percentage: 100 });
  },
  around: [...ingress, ...shopPods],
  proxies: { edge, client: sidecar('shop') },
  asks: [
    {
      ...at('shop.example.com'), path: '/reviews/7',
      expect: { to: reviews('v1'), path: '/7', headers: { 'x-from': 'policies' }, mirrors: { [reviews('v2')]: 1 } },
    },
    { from: 'client', port: 9080, host: 'reviews.shop', path: '/reviews/7', expect: { to: reviews('v1'), path: '/7', mirrors: { [reviews('v2')]: 1 } } },
    { ...at('shop.example.com'), path: '/reviews', method: 'POST', expect: { to: reviews('v1'), path: '/', mirrors: {} } },
    { ...at('shop.example.com'), path: '/reviews/7', method: 'POST', headers: { 'x-beta': '1' }, expect: { to: reviews('v2'), path: '/7' } },
    { ...at('shop.example.com'), path: '/reviews/old', expect: { status: 308, location: 'http://shop.example.com/reviews/new' } }, // the request of the test comes without TLS
    { ...at('shop.example.com'), path: '/old', method: 'POST', expect: { to: frontend, path: '/old', headers: { 'x-from': null } } },
    { ...at('preview.example.com'), path: '/reviews/7', method: 'POST', expect: { to: reviews('v2'), path: '/7', headers: { 'x-from': 'policies' } } },
  ],
}, {
  name: 'ingress-to-egress',
  promise: 'a service outside that is reached through an egress gateway is so from the ingress gateway too, with the mesh\'s mutual TLS',
  build: (app: App) => {
    const { chart, gateway } = shop(app);
    const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
    const way = new EgressGateway(chart, 'way', { namespace: 'istio-egress', service: 'istio-egress', workload: { labels: { istio: 'egress' } } });
    new EgressThroughGateway(chart, 'egress', { service: partner, port: 'http', gateway: way, clients: ['shop', 'istio-ingress'], origination: 'tls' });
    new Resilience(chart, 'patience', { service: partner, timeout: '5s', retries: { attempts: 0 } });
    gateway.host('shop.example.com').path('/partner', partner);
  },
  around: [
    ...ingress, service('istio-egress', 'istio-egress', { https: [443, 8443] }, { istio: 'egress' }),
    pod('istio-egress', 'egress-1', '10.0.2.1', { istio: 'egress' }),
  ],
  proxies: { edge, egress: router('istio-egress', { istio: 'egress' }, { ip: '10.0.2.1' }) },
  asks: [
    { ...at('shop.example.com'), path: '/partner/1', expect: { to: HOP, authority: 'api.partner.com', path: '/partner/1' } },
    {
      from: 'egress', port: 443, host: 'api.partner.com', route: 'https.443.https-443-api-partner-com.istio-egress.istio-egress', path: '/partner/1',
      expect: { to: 'outbound|80||api.partner.com', authority: 'api.partner.com', path: '/partner/1' },
    },
  ],
  looks: [
    { at: 'edge', cluster: HOP, expect: { tls: { sni: 'api.partner.com', certificate: 'default', authorities: 'ROOTCA' }, endpoints: ['10.0.2.1:8443'] } },
    { at: 'edge', routes: shopTls, host: 'shop.example.com', expect: { onRoutes: [{ timeout: '5s' }, { timeout: '5s' }] } },
    { at: 'egress', cluster: 'outbound|80||api.partner.com', expect: { tls: { sni: 'api.partner.com', subjectAltNames: ['api.partner.com'], authorities: 'file-root:system' } } },
  ],
}];

const users = MeshService.fromName(chartOf(), 'users', { namespace: 'accounts', ports: { http: { number: 88, protocol: 'HTTP' } } });
