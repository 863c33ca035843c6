import { type App, Chart } from 'cdk8s';
import { Destination, DestinationRule, Gateway, Resolution, Server, ServiceEntry, Tls, TrafficPolicy, VirtualService } from 'cdk8s-istio';
import { meshPod, pod, router, service, sidecar, type TrafficCase } from '../case';

export const cases: readonly TrafficCase[] = [{
  name: 'tls-origination-by-hand',
  promise: 'port 80 speaks verified TLS to port 443 of the outside, and who speaks TLS already is let through',
  build: (app: App) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new ServiceEntry(chart, 'partner', {
      hosts: ['api.example.com'],
      ports: { http: { number: 80, protocol: 'HTTP', targetPort: 443 }, https: { number: 443, protocol: 'HTTPS' } },
      resolution: Resolution.dns(),
    });
    const tls = Tls.simple({ sni: 'api.example.com', subjectAltNames: ['api.example.com'] });
    new DestinationRule(chart, 'partner-tls', { host: 'api.example.com', trafficPolicy: new TrafficPolicy().onPort(80, (port) => port.tls(tls)) });
  },
  around: [],
  proxies: { client: sidecar('shop') },
  asks: [{ from: 'client', port: 80, host: 'api.example.com', path: '/v1', expect: { to: 'outbound|80||api.example.com', path: '/v1' } }],
  looks: [
    {
      at: 'client', cluster: 'outbound|80||api.example.com', expect: {
        endpoints: ['api.example.com:443'],
        tls: { sni: 'api.example.com', subjectAltNames: ['api.example.com'], authorities: 'file-root:system', certificate: 'none' },
      },
    },
    { at: 'client', cluster: 'outbound|443||api.example.com', expect: { tls: 'plaintext', endpoints: ['api.example.com:443'] } },
    {
      at: 'client', listener: '0.0.0.0_443', sni: 'api.example.com', expect: {
        chains: [{ serverNames: ['api.example.com'], tls: 'plaintext', to: 'outbound|443||api.example.com' }],
      },
    },
    { at: 'client', listener: '0.0.0.0_8080', expect: { absent: true } },
  ],
}, {
  name: 'gateway-passthrough-by-hand',
  promise: 'a gateway hands TLS on by its server name, and redirects HTTP',
  build: (app: App) => {
    const chart = new Chart(app, 'ingress', { namespace: 'istio-ingress' });
    const edge = new Gateway(chart, 'edge', {
      selector: { istio: 'ingress' },
      servers: [Server.httpsRedirect({ hosts: ['db.example.com'] }), Server.passthrough({ hosts: ['db.example.com'] })],
    });
    new VirtualService(chart, 'db', { hosts: ['db.example.com'], gateways: [edge] })
      .addTlsRoute({ match: { sniHosts: ['db.example.com'], port: 443 }, to: Destination.host('db.shop.svc.cluster.local', { port: 8443 }) });
  },
  around: [
    service('istio-ingress', 'ingress', { http2: [80, 8080], https: [443, 8443] }, { istio: 'ingress' }),
    pod('istio-ingress', 'ingress-1', '10.0.1.1', { istio: 'ingress' }),
    service('shop', 'db', { tls: 8443 }),
    meshPod('shop', 'db-1', '10.0.0.1', { app: 'db' }),
  ],
  proxies: { edge: router('istio-ingress', { istio: 'ingress' }, { ip: '10.0.1.1' }) },
  asks: [{ from: 'edge', port: 8080, host: 'db.example.com', path: '/a', expect: { status: 301, location: 'https://db.example.com/a' } }],
  looks: [{
    at: 'edge', listener: '0.0.0.0_8443', expect: {
      chains: [{ serverNames: ['db.example.com'], tls: 'plaintext', to: 'outbound|8443||db.shop.svc.cluster.local' }],
    },
  }],
}];
