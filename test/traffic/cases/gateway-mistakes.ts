import { router, service, type TrafficCase } from '../case';

const around = [
  service('edge', 'ingress', { https: [443, 8443], tls: [15443, 15443] }, { istio: 'ingress' }),
  service('shop', 'web', { http: 80 }),
];
const proxies = { edge: router('edge', { istio: 'ingress' }) };
const SAME = 'has the same matching rules defined';
const OVERLAP = 'overlapping matching rules';
const SAME_NAME = 'gateway/same-server-name';

const server = (name: string, hosts: string, mode = 'SIMPLE', protocol = 'HTTPS'): string => (
  `    - {port: {number: 443, name: ${name}, protocol: ${protocol}}, hosts: [${hosts}], tls: {mode: ${mode}${mode === 'SIMPLE' ? ', credentialName: edge-tls' : ''}}}`
);
const gateway = (...servers: readonly string[]): string => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: edge}
spec:
  selector: {istio: ingress}
  servers:
${servers.join('\n')}
`;
const routes = (protocol: 'tls' | 'tcp', match: string): string => `
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: red}
spec:
  hosts: [a.example.com]
  gateways: [edge/edge]
  ${protocol}: [{match: [${match}], route: [{destination: {host: web.shop.svc.cluster.local, port: {number: 80}}}]}]
`;

interface Variant {
  readonly name: string;
  readonly promise: string;
  readonly finds: readonly string[];
  readonly verdict: string;
  readonly servers: readonly string[];
  readonly routes?: string;
}

const variant = ({ name, promise, finds, verdict, servers, routes: of = '' }: Variant): TrafficCase => ({
  name, promise, written: gateway(...servers) + of, finds, around, proxies, verdicts: [{ at: 'edge', listener: '0.0.0.0_8443', expect: verdict }],
});

export const cases: readonly TrafficCase[] = [
  variant({
    name: 'gateway-hosts-by-namespace', promise: 'two servers whose TLS hosts differ by namespace alone make Envoy refuse the listener',
    finds: [SAME_NAME], verdict: SAME, servers: [server('a', 'red/a.example.com'), server('b', 'blue/a.example.com')],
  }),
  variant({
    name: 'gateway-hosts-of-both-namespaces', promise: 'one server may have a TLS host for two namespaces',
    finds: [], verdict: 'accepted', servers: [server('a', 'red/a.example.com, blue/a.example.com')],
  }),
  variant({
    name: 'gateway-hosts-by-case', promise: 'two servers whose TLS hosts differ by case alone make Envoy refuse the listener',
    finds: [SAME_NAME], verdict: OVERLAP, servers: [server('a', 'A.example.com'), server('b', 'a.example.com')],
  }),
  variant({
    name: 'gateway-hosts-by-case-in-one-server', promise: 'one server whose TLS hosts differ by case alone makes Envoy refuse the listener',
    finds: [SAME_NAME], verdict: OVERLAP, servers: [server('a', 'A.example.com, a.example.com')],
  }),
  variant({
    name: 'gateway-hosts-all', promise: 'two servers for all TLS hosts of a namespace make Envoy refuse the listener',
    finds: [SAME_NAME], verdict: SAME, servers: [server('a', '"red/*"'), server('b', '"*", a.example.com')],
  }),
  variant({
    name: 'gateway-hosts-by-address', promise: 'a server at all addresses shares its listener with one at 0.0.0.0',
    finds: [SAME_NAME], verdict: SAME, servers: [server('a', 'a.example.com'), server('b', 'a.example.com').replace('{port', '{bind: 0.0.0.0, port')],
  }),
  variant({
    name: 'gateway-hosts-of-services', promise: 'two servers that pass connections on to the same services make Envoy refuse the listener',
    finds: [SAME_NAME], verdict: SAME,
    servers: [server('a', '"*.local"', 'AUTO_PASSTHROUGH', 'TLS'), server('b', '"*.svc.cluster.local"', 'AUTO_PASSTHROUGH', 'TLS')],
  }),
  variant({
    name: 'gateway-hosts-with-routes', promise: 'a host that one server ends TLS for and another passes on makes Envoy refuse the listener when there are routes',
    finds: ['gateway/same-server-name-with-routes'], verdict: SAME,
    servers: [server('a', 'blue/a.example.com'), server('b', 'red/a.example.com', 'PASSTHROUGH', 'TLS')],
    routes: routes('tls', '{sniHosts: [a.example.com]}'),
  }),
  variant({
    name: 'gateway-hosts-with-tcp-routes', promise: 'a host that one server ends TLS for HTTP and another for TCP makes Envoy refuse the listener when there are routes',
    finds: ['gateway/same-server-name-with-routes'], verdict: SAME,
    servers: [server('a', 'blue/a.example.com'), server('b', 'red/a.example.com', 'SIMPLE', 'TLS')],
    routes: routes('tcp', '{port: 443}'),
  }),
  {
    name: 'gateway-server-dropped',
    promise: 'istiod drops a server that has a host of an earlier one, with all of its hosts',
    written: gateway(server('a', 'a.example.com'), server('b', 'b.example.com, a.example.com')),
    finds: ['gateway/dropped-server'],
    around,
    proxies,
    looks: [
      { at: 'edge', listener: '0.0.0.0_8443', expect: { chains: [{ serverNames: ['a.example.com'] }] } },
      { at: 'edge', listener: '0.0.0.0_8443', sni: 'b.example.com', expect: { chains: [] } },
    ],
    verdicts: [{ at: 'edge', listener: '0.0.0.0_8443', expect: 'accepted' }],
  },
];
