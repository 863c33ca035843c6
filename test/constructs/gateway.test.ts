import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  Gateway, type GatewayProps, GatewayRef, type GatewayServer, IstioEnvoyFilter, renderPath, Server, VirtualService,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { findingsOf } from '../support/findings';

const selector = { istio: 'ingress' };
const hosts = ['a.com'];
const files = { serverCertificate: '/tls.crt', privateKey: '/tls.key' };

function specOf(gateway: Gateway): { servers: GatewayServer[] } {
  return (gateway.resource.toJson() as { spec: { servers: GatewayServer[] } }).spec;
}

function serversOf(...servers: Server[]): GatewayServer[] {
  return specOf(new Gateway(chartOf(), 'edge', { selector, servers })).servers;
}

const https = (tls: object): object => ({ port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts, tls });

test.each<[what: string, server: Server, spec: object]>([
  ['HTTP', Server.http({ hosts }), { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts }],
  [
    'everything that a server can say',
    Server.http({ hosts: ['shop/a.com', './b.com'], port: 8080, portName: 'web', protocol: 'GRPC-WEB', bind: '10.0.0.1', name: 'front' }),
    { name: 'front', port: { number: 8080, name: 'web', protocol: 'GRPC-WEB' }, bind: '10.0.0.1', hosts: ['shop/a.com', './b.com'] },
  ],
  [
    'a socket, which has no port number', Server.http({ hosts, bind: 'unix:///var/run/http.sock', protocol: 'HTTP_PROXY' }),
    { port: { number: 0, name: 'http-proxy', protocol: 'HTTP_PROXY' }, bind: 'unix:///var/run/http.sock', hosts },
  ],
  ['a redirect to https', Server.httpsRedirect({ hosts }), { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts, tls: { httpsRedirect: true } }],
  ['a certificate from a Secret', Server.https({ hosts, credentialName: 'cert' }), https({ mode: 'SIMPLE', credentialName: 'cert' })],
  ['two certificates from Secrets', Server.https({ hosts, credentialNames: ['rsa', 'ecdsa'] }), https({ mode: 'SIMPLE', credentialNames: ['rsa', 'ecdsa'] })],
  ['a certificate from files', Server.https({ hosts, ...files }), https({ mode: 'SIMPLE', ...files })],
  ['certificates from files', Server.https({ hosts, tlsCertificates: [files] }), https({ mode: 'SIMPLE', tlsCertificates: [files] })],
  [
    'versions of TLS',
    Server.https({ hosts, credentialName: 'a', minProtocolVersion: 'TLSV1_1', maxProtocolVersion: 'TLSV1_2', cipherSuites: ['AES128-SHA'] }),
    https({ mode: 'SIMPLE', credentialName: 'a', minProtocolVersion: 'TLSV1_1', maxProtocolVersion: 'TLSV1_2', cipherSuites: ['AES128-SHA'] }),
  ],
  [
    'TLS around something else than HTTP', Server.https({ hosts, credentialName: 'a', protocol: 'TLS', port: 5432 }),
    { port: { number: 5432, name: 'tls', protocol: 'TLS' }, hosts, tls: { mode: 'SIMPLE', credentialName: 'a' } },
  ],
  [
    'mutual TLS with Secrets', Server.mutualTls({ hosts, credentialName: 'cert', caCertCredentialName: 'ca', subjectAltNames: ['b.com'] }),
    https({ mode: 'MUTUAL', credentialName: 'cert', caCertCredentialName: 'ca', subjectAltNames: ['b.com'] }),
  ],
  [
    'mutual TLS with files',
    Server.mutualTls({ hosts, ...files, caCertificates: '/ca', caCrl: '/crl', verifyCertificateHash: ['aa'], verifyCertificateSpki: ['YQ=='] }),
    https({ mode: 'MUTUAL', ...files, caCertificates: '/ca', caCrl: '/crl', verifyCertificateHash: ['aa'], verifyCertificateSpki: ['YQ=='] }),
  ],
  ['optional certificates of clients', Server.optionalMutualTls({ hosts, credentialName: 'cert' }), https({ mode: 'OPTIONAL_MUTUAL', credentialName: 'cert' })],
  ['the certificates of the mesh', Server.istioMutualTls({ hosts }), https({ mode: 'ISTIO_MUTUAL' })],
  [
    'TLS as it comes', Server.passthrough({ hosts, bind: '::' }),
    { port: { number: 443, name: 'tls', protocol: 'TLS' }, bind: '::', hosts, tls: { mode: 'PASSTHROUGH' } },
  ],
  [
    'TLS between networks', Server.autoPassthrough(),
    { port: { number: 15443, name: 'tls', protocol: 'TLS' }, hosts: ['*.local'], tls: { mode: 'AUTO_PASSTHROUGH' } },
  ],
  ['TCP', Server.tcp({ port: 31400 }), { port: { number: 31400, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] }],
  ['what runs on TCP', Server.tcp({ port: 3306, protocol: 'MYSQL', hosts: ['db/*'] }), { port: { number: 3306, name: 'mysql', protocol: 'MYSQL' }, hosts: ['db/*'] }],
])('a server of %s', (_, server, spec) => {
  expect(server.toSpec()).toEqual(spec);
  const chart = chartOf();
  new Gateway(chart, 'edge', { selector, servers: [server] });
  expect(Testing.synth(chart)).toEqual([expect.objectContaining({ kind: 'Gateway', spec: { selector, servers: [spec] } })]);
});

test('ports get names of their own, and names that were given come first', () => {
  const secure = (port: number, portName?: string): Server => Server.https({ hosts, credentialName: 'a', port, portName });
  const names = serversOf(secure(443), secure(8443), secure(8443), secure(9443, 'https-8443'), Server.http({ hosts }), Server.tcp({ port: 1, portName: 'http' }));
  expect(names.map(({ port }) => port.name)).toEqual(['https', 'https-8443-2', 'https-8443-3', 'https-8443', 'http-80', 'http']);
});

test('a server is a value: two gateways can have the same', () => {
  const server = Server.http({ hosts });
  const twice = serversOf(server, server);
  expect(twice.map(({ port }) => port.name)).toEqual(['http', 'http-80']);
  expect(server.toSpec().port.name).toBe('http');
});

test('servers can be added until the manifest is written', () => {
  const chart = chartOf();
  const edge = new Gateway(chart, 'edge', { selector, servers: [Server.httpsRedirect({ hosts })] });
  expect(edge.addServer(Server.https({ hosts, credentialName: 'a' })).addServer(Server.tcp({ port: 1 }))).toBe(edge);
  expect(specOf(edge).servers.map(({ port }) => port.name)).toEqual(['http', 'https', 'tcp']);
});

test.each`
  gateway      | route        | written
  ${'shop'}    | ${'shop'}    | ${'edge'}
  ${'ingress'} | ${'shop'}    | ${'ingress/edge'}
  ${undefined} | ${'shop'}    | ${'edge'}
  ${'ingress'} | ${undefined} | ${'ingress/edge'}
`('routes of namespace $route name a gateway of $gateway as $written', ({ gateway, route, written }) => {
  const app = new App();
  const edge = new Gateway(new Chart(app, 'edge', { namespace: gateway }), 'edge', { metadata: { name: 'edge' }, selector, servers: [Server.http({ hosts })] });
  const routes = new VirtualService(new Chart(app, 'shop', { namespace: route }), 'routes', { hosts, gateways: [edge, GatewayRef.mesh] });
  expect((routes.resource.toJson() as { spec: unknown }).spec).toMatchObject({ gateways: [written, 'mesh'] });
  expect(edge.ref).toMatchObject({ name: 'edge', namespace: gateway });
});

const gateway = (props: Partial<GatewayProps>) => (chart: Chart): unknown => new Gateway(chart, 'it', untyped({ selector, ...props }));
const serving = (...servers: unknown[]) => gateway({ servers: untyped(servers) });

test.each([
  ['no props', (chart: Chart) => new Gateway(chart, 'it', untyped(undefined)), 'gateway/at-least-one-server @ spec.servers'],
  ['no server', gateway({}), 'gateway/at-least-one-server @ spec.servers'],
  ['an empty list of servers', gateway({ servers: [] }), 'gateway/at-least-one-server @ spec.servers'],
  ['an unknown key', gateway(untyped({ servers: [Server.http({ hosts })], server: [] })), 'field/unknown @ spec.server'],
  ['labels that are none', gateway({ selector: untyped('istio'), servers: [Server.http({ hosts })] }), 'field/wrong-type @ spec.selector'],
  ['text for servers', gateway({ servers: untyped('all') }), 'field/wrong-type @ spec.servers'],
  ['text for a server', serving('http'), 'field/wrong-type @ spec.servers[0]'],
  ['null for a server', serving(Server.http({ hosts }), null), 'input/null @ spec.servers[1]'],
  ['text for the options of a server', serving(Server.http(untyped('a.com'))), 'field/wrong-type @ spec.servers[0]'],
  ['no options of a server', serving(Server.tcp(untyped(null))), 'input/null @ spec.servers[0]'],
  ['a server without hosts', serving(Server.http(untyped({}))), 'field/missing @ spec.servers[0].hosts'],
  ['a server for no host', serving(Server.http({ hosts: [] })), 'gateway/at-least-one-server @ spec.servers[0].hosts'],
  ['a short host', serving(Server.http({ hosts: ['reviews'] })), 'gateway/server-host @ spec.servers[0].hosts[0]'],
  ['an unknown key of a server', serving(Server.http(untyped({ hosts, host: 'a.com' }))), 'field/unknown @ spec.servers[0].host'],
  ['an unknown key of a server with TLS', serving(Server.istioMutualTls(untyped({ hosts, mod: 1 }))), 'field/unknown @ spec.servers[0].tls.mod'],
  ['an unknown key of a server that passes TLS', serving(Server.passthrough(untyped({ hosts, credentialName: 'a' }))), 'field/unknown @ spec.servers[0].credentialName'],
  ['TLS beside the redirect', serving(Server.httpsRedirect(untyped({ hosts, tls: { mode: 'SIMPLE' } }))), 'field/unknown @ spec.servers[0].tls.tls'],
  ['TLS beside that of the server', serving(Server.istioMutualTls(untyped({ hosts, tls: {} }))), 'field/unknown @ spec.servers[0].tls.tls'],
  ['TLS of a server without', serving(Server.http(untyped({ hosts, tls: 'SIMPLE' }))), 'field/wrong-type @ spec.servers[0].tls'],
  ['text for a port', serving(Server.http({ hosts, port: untyped('80') })), 'field/wrong-type @ spec.servers[0].port.number'],
  ['no port of TCP', serving(Server.tcp(untyped({}))), 'field/missing @ spec.servers[0].port.number'],
  ['a port out of range', serving(Server.tcp({ port: 70000 })), 'gateway/port-number @ spec.servers[0].port.number'],
  ['an unknown protocol', serving(Server.tcp({ port: 1, protocol: untyped('SMTP') })), 'gateway/port-protocol @ spec.servers[0].port.protocol'],
  ['a protocol that is no text', serving(Server.tcp({ port: 1, protocol: untyped(5) })), 'field/wrong-type @ spec.servers[0].port.protocol'],
  ['a port name twice', serving(Server.tcp({ port: 1, portName: 'a' }), Server.tcp({ port: 2, portName: 'a' })), 'gateway/unique-port-names @ spec.servers[1].port.name'],
  ['a name to bind', serving(Server.http({ hosts, bind: 'localhost' })), 'gateway/server-bind @ spec.servers[0].bind'],
  ['a builder of something else', gateway({ servers: untyped([new Date(0)]) }), 'input/not-json @ spec.servers[0]'],
])('%s', (_, build, finding) => {
  expect(findingsOf(build).map(({ rule, path }) => `${rule} @ ${renderPath(path)}`)).toEqual([finding]);
});

test('a gateway has one child, which can be reached and patched', () => {
  const edge = new Gateway(chartOf(), 'edge', { selector, servers: [Server.http({ hosts })] });
  expect(edge.node.children.map(({ node }) => node.id)).toEqual(['Resource']);
  edge.metadata.addLabel('team', 'edge');
  edge.addJsonPatch(JsonPatch.replace('/spec/servers/0/port/number', 8080));
  expect(edge.resource.toJson()).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name: edge.name, namespace: 'shop', labels: { team: 'edge' } },
    spec: { selector, servers: [{ port: { number: 8080, name: 'http', protocol: 'HTTP' }, hosts }] },
  });
});

test('an EnvoyFilter is written as it stands, in the only version that there is', () => {
  const spec = { priority: -1, configPatches: [{ applyTo: 'CLUSTER', patch: { operation: 'MERGE', value: { lb_policy: 'RANDOM', a: [{ b: {} }] } } }] } as const;
  const filter = new IstioEnvoyFilter(chartOf(), 'filter', { metadata: { name: 'filter' }, spec });
  expect(filter.toJson()).toEqual({
    apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata: { name: 'filter', namespace: 'shop' }, spec,
  });
});
