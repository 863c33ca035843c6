import { App, type Chart } from 'cdk8s';
import {
  CircuitBreaker, EgressGateway, EgressThroughGateway, ExternalService, MeshService, Mirror, MutualTlsOrigination, Resilience, Resolution,
  TlsOrigination, type EgressThroughGatewayProps, type ServiceProtocol, type ResilienceRetries,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { gatewayOf, httpService, tlsService } from '../../support/egress';
import { findingsOf, inLine } from '../../support/findings';
import { resourcesOf, specsOf } from '../../support/resources';

const HOST = 'api.partner.com';
const GATEWAY = 'istio-egress/istio-egress';
const HOP = { host: 'istio-egress.istio-egress.svc.cluster.local', subset: 'api-partner-com' };
const clients = [{ namespace: 'shop', serviceAccounts: ['checkout'] }] as const;
const seen = { exportTo: ['.', 'shop'] };

interface Way {
  readonly protocol: ServiceProtocol;
  readonly number: number;
  readonly options?: Partial<EgressThroughGatewayProps>;
  readonly addresses?: readonly string[];
}

function lead(chart: Chart, { protocol, number, options, addresses }: Way): ExternalService<'port'> {
  const service = new ExternalService(chart, 'partner', {
    host: HOST, ports: { port: { number, protocol } }, ...(addresses ? { addresses } : {}),
  });
  const props = { service, port: 'port', gateway: gatewayOf(chart), clients, ...options } as EgressThroughGatewayProps<'port'>;
  new EgressThroughGateway(chart, 'egress', props);
  return service;
}

const to = (destination: object, port: number): object => ({ route: [{ destination: { ...destination, port: { number: port } } }] });
const inMesh = (more: object): object => ({ match: [{ gateways: ['mesh'], ...more }], ...to(HOP, 443) });
const atGateway = (port: number, more: object = {}): object => (
  { match: [{ gateways: [GATEWAY], port: 443, ...more }], ...to({ host: HOST }, port) }
);
const viaHttp = { http: [{ name: 'default', ...inMesh({ port: 80 }) }, { name: 'port-from-gateway', ...atGateway(80) }] };
// Clients see the failures of gRPC that Istio itself has tried again, so the gateway leaves that to them.
const viaGrpc = { http: [viaHttp.http[0], { ...viaHttp.http[1], retries: { attempts: 0 } }] };
const names = { sni: HOST, subjectAltNames: [HOST] };
const account = [{ source: { principals: ['cluster.local/ns/shop/sa/checkout'] } }];

const overMutualTls = { protocol: 'HTTPS', mode: 'ISTIO_MUTUAL' };
const opaqueOverMutualTls = { protocol: 'TLS', mode: 'ISTIO_MUTUAL' };
const hopTls = { tls: { mode: 'ISTIO_MUTUAL', sni: HOST } };

interface Variant {
  readonly what: string;
  readonly way: Way;
  /** The server of the gateway, and how clients reach it. */
  readonly server: { readonly protocol: string; readonly mode: string };
  readonly hop: object;
  readonly routes: object;
  /** Who may use it. */
  readonly from?: object;
  /** What the port of the ServiceEntry has beside its number. */
  readonly port?: object;
  /** The TLS that the gateway speaks to the host. */
  readonly tls?: object;
}

const variants: readonly Variant[] = [
  {
    what: '(a) HTTP, in the clear from the gateway on', way: { protocol: 'HTTP', number: 80 },
    server: overMutualTls, hop: hopTls, routes: viaHttp, from: account,
  },
  {
    what: '(b) HTTP, and the gateway encrypts', way: { protocol: 'HTTP', number: 80, options: { origination: 'tls' } },
    server: overMutualTls, hop: hopTls, routes: viaHttp, from: account, port: { targetPort: 443 }, tls: { mode: 'SIMPLE', ...names, caCertificates: 'system' },
  },
  {
    what: '(b) with authorities of its own', way: {
      protocol: 'HTTP', number: 80,
      options: { origination: { caConfigMap: 'partner-ca', targetPort: 8443, sni: 'x.partner.com' } },
    },
    server: overMutualTls, hop: hopTls, routes: viaHttp, from: account, port: { targetPort: 8443 },
    tls: { mode: 'SIMPLE', sni: 'x.partner.com', subjectAltNames: ['x.partner.com'], credentialName: 'configmap://istio-egress/partner-ca' },
  },
  {
    what: '(c) HTTP, and the gateway shows a certificate',
    way: { protocol: 'HTTP', number: 80, options: { origination: { credentialName: 'partner-client' } } },
    server: overMutualTls, hop: hopTls, routes: viaHttp, from: account, port: { targetPort: 443 },
    tls: { mode: 'MUTUAL', ...names, credentialName: 'partner-client' },
  },
  {
    what: '(c) gRPC, which the hop carries as HTTP/2',
    way: { protocol: 'GRPC', number: 80, options: { origination: { credentialName: 'partner-client' } } },
    server: overMutualTls, hop: { connectionPool: { http: { h2UpgradePolicy: 'UPGRADE' } }, ...hopTls }, routes: viaGrpc, from: account,
    port: { targetPort: 443 }, tls: { mode: 'MUTUAL', ...names, credentialName: 'partner-client' },
  },
  {
    what: '(d) TLS of the application and nothing around it', way: { protocol: 'TLS', number: 443, options: { hop: 'passthrough' } },
    server: { protocol: 'TLS', mode: 'PASSTHROUGH' }, hop: { tls: { mode: 'DISABLE' } },
    routes: { tls: [inMesh({ port: 443, sniHosts: [HOST] }), atGateway(443, { sniHosts: [HOST] })] },
  },
  {
    what: '(e) TLS of the application inside that of the mesh', way: { protocol: 'TLS', number: 443 },
    server: opaqueOverMutualTls, hop: hopTls, from: account,
    routes: { tcp: [atGateway(443)], tls: [inMesh({ port: 443, sniHosts: [HOST] })] },
  },
  {
    what: 'TCP inside the TLS of the mesh', way: { protocol: 'TCP', number: 5432, addresses: ['10.0.0.7'] },
    server: opaqueOverMutualTls, hop: hopTls, routes: { tcp: [inMesh({ port: 5432 }), atGateway(5432)] }, from: account,
  },
  {
    what: 'TCP, and the gateway encrypts',
    way: { protocol: 'REDIS', number: 6379, addresses: ['10.0.0.7'], options: { origination: { targetPort: 6380 } } },
    server: opaqueOverMutualTls, hop: hopTls, routes: { tcp: [inMesh({ port: 6379 }), atGateway(6379)] }, from: account,
    port: { targetPort: 6380 }, tls: { mode: 'SIMPLE', ...names, caCertificates: 'system' },
  },
];

test.each(variants)('$what', ({ way, port, tls, routes, server: { protocol, mode }, hop, from }) => {
  const chart = chartOf();
  lead(chart, way);
  const portName = `${protocol.toLowerCase()}-443-api-partner-com`;
  expect(specsOf(chart)).toEqual({
    [`Gateway ${GATEWAY}`]: {
      selector: { istio: 'egress' }, servers: [{ port: { number: 443, name: portName, protocol }, hosts: [`./${HOST}`], tls: { mode } }],
    },
    [`DestinationRule ${GATEWAY}`]: {
      host: HOP.host, ...seen, subsets: [{ name: HOP.subset, trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, ...hop }] } }],
    },
    [`AuthorizationPolicy ${GATEWAY}`]: {
      selector: { matchLabels: { istio: 'egress' } }, action: 'ALLOW', rules: [{ ...(from ? { from } : {}), when: [{ key: 'connection.sni', values: [HOST] }] }],
    },
    'ServiceEntry istio-egress/api-partner-com': {
      hosts: [HOST], ...(way.addresses ? { addresses: way.addresses } : {}), location: 'MESH_EXTERNAL', ...seen, resolution: 'DNS',
      ports: [{ name: 'port', number: way.number, protocol: way.protocol, ...port }],
    },
    'VirtualService istio-egress/api-partner-com': { hosts: [HOST], gateways: ['mesh', GATEWAY], ...seen, ...routes },
    ...(tls ? { 'DestinationRule istio-egress/api-partner-com': {
      host: HOST, exportTo: ['.'], trafficPolicy: { portLevelSettings: [{ port: { number: way.number }, tls }] },
    } } : {}),
  });
});

test('requests are bounded and tried again once, at the sidecar; endpoints are judged at the gateway', () => {
  const chart = chartOf();
  const service = lead(chart, { protocol: 'HTTP', number: 80 });
  new Resilience(chart, 'patience', { service, timeout: '3s', retries: { retryOn: 'idempotent' } });
  new CircuitBreaker(chart, 'breaker', { service });
  const specs = specsOf(chart) as Record<string, any>;
  const routes = specs['VirtualService istio-egress/api-partner-com'].http as { name: string; timeout?: string; retries?: object; match: any[] }[];
  expect(routes.map(({ name, timeout, match }) => [name, timeout, match[0].gateways])).toEqual([
    ['default-patience-reads', '3s', ['mesh']], ['default', '3s', ['mesh']], ['port-from-gateway', undefined, [GATEWAY]],
  ]);
  expect(routes[2]!.retries).toEqual({ attempts: 0 });
  expect(specs['DestinationRule istio-egress/api-partner-com']).toMatchObject({ exportTo: ['.'], trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5 } } });
  expect(specs[`DestinationRule ${GATEWAY}`].trafficPolicy).toBeUndefined();
});

const retried: readonly (readonly [retries: ResilienceRetries, protocol: ServiceProtocol, atTheGateway: object | undefined])[] = [
  [{}, 'HTTP', undefined], // what the gateway cannot connect to, only the gateway can try again
  [{}, 'GRPC', { attempts: 0 }], // the gateway says UNAVAILABLE, which clients try again
  [{ retryOn: 'idempotent' }, 'HTTP', { attempts: 0 }],
  [{ attempts: 0 }, 'HTTP', { attempts: 0 }],
];

test.each(retried)('with retries %j on %s the gateway has %j', (retries, protocol, atTheGateway) => {
  const chart = chartOf();
  new Resilience(chart, 'patience', { service: lead(chart, { protocol, number: 80 }), timeout: '3s', retries });
  const { http } = (specsOf(chart) as Record<string, any>)['VirtualService istio-egress/api-partner-com'];
  expect(http.at(-1).retries).toEqual(atTheGateway);
});

test('a policy of the gateway is how sidecars treat it, on every hop', () => {
  const chart = chartOf();
  const gateway = gatewayOf(chart);
  new EgressThroughGateway(chart, 'egress', { service: httpService(chart), port: 'http', gateway, clients });
  new CircuitBreaker(chart, 'breaker', { service: gateway, maxConnections: 100 });
  const ejection = { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 };
  const policy = { connectionPool: { tcp: { maxConnections: 100 } }, outlierDetection: ejection };
  expect(specsOf(chart)[`DestinationRule ${GATEWAY}`]).toEqual({
    host: HOP.host, ...seen, trafficPolicy: policy,
    subsets: [{ name: HOP.subset, trafficPolicy: { portLevelSettings: [{ port: { number: 443 }, ...policy, tls: { mode: 'ISTIO_MUTUAL', sni: HOST } }] } }],
  });
});

test('several hosts share a port: a server, a subset and a rule each, in any order', () => {
  const hosts = ['b.com', 'a.com'];
  const yaml = [hosts, [...hosts].reverse()].map((order) => {
    const chart = chartOf();
    const gateway = gatewayOf(chart);
    const service = Object.fromEntries(hosts.map((host) => [host, httpService(chart, host)]));
    for (const host of order) {
      new EgressThroughGateway(chart, `egress-${host}`, { service: service[host]!, port: 'http', gateway, clients: host === 'a.com' ? ['shop'] : ['billing', 'shop'] });
    }
    return resourcesOf(chart);
  });
  expect(yaml[1]).toEqual(yaml[0]);
  const of = (kind: string): any => yaml[0]!.find((resource) => resource.kind === kind && resource.metadata.name === 'istio-egress')!.spec;
  expect(of('Gateway').servers.map(({ port, hosts: [host] }: any) => [port.name, host])).toEqual([['https-443-a-com', './a.com'], ['https-443-b-com', './b.com']]);
  expect(of('DestinationRule').subsets.map(({ name, trafficPolicy }: any) => [name, trafficPolicy.portLevelSettings[0].tls.sni])).toEqual([['a-com', 'a.com'], ['b-com', 'b.com']]);
  expect(of('DestinationRule').exportTo).toEqual(['.', 'billing', 'shop']);
  expect(of('AuthorizationPolicy').rules).toEqual([
    { from: [{ source: { namespaces: ['shop'] } }], when: [{ key: 'connection.sni', values: ['a.com'] }] },
    { from: [{ source: { namespaces: ['billing', 'shop'] } }], when: [{ key: 'connection.sni', values: ['b.com'] }] },
  ]);
});

const PORTS = [{ number: 443, targetPort: 8443 }, { number: 444, targetPort: 8444 }] as const;

function bothPorts(chart: Chart, gatewayPort: number): ExternalService<'http' | 'tls'> {
  const service = new ExternalService(chart, 'partner', { host: HOST, ports: { http: { number: 80, protocol: 'HTTP' }, tls: { number: 443, protocol: 'TLS' } } });
  const gateway = gatewayOf(chart, { ports: PORTS });
  new EgressThroughGateway(chart, 'plain', { service, port: 'http', gateway, clients, origination: 'tls' });
  new EgressThroughGateway(chart, 'encrypted', { service, port: 'tls', gateway, clients: ['billing'], gatewayPort });
  return service;
}

test('two ports of a host take two ports of the gateway, each for its own clients', () => {
  const chart = chartOf();
  bothPorts(chart, 444);
  const specs = specsOf(chart) as Record<string, any>;
  expect(specs[`Gateway ${GATEWAY}`].servers.map(({ port }: any) => port.name)).toEqual(['https-443-api-partner-com', 'tls-444-api-partner-com']);
  expect(specs[`DestinationRule ${GATEWAY}`].subsets).toEqual([{ name: HOP.subset, trafficPolicy: { portLevelSettings: [443, 444].map((number) => (
    { port: { number }, tls: { mode: 'ISTIO_MUTUAL', sni: HOST } }
  )) } }]);
  expect(specs[`AuthorizationPolicy ${GATEWAY}`].rules.map(({ from, to: [{ operation }] }: any) => [from[0].source, operation.ports])).toEqual([
    [{ principals: ['cluster.local/ns/shop/sa/checkout'] }, ['8443']], [{ namespaces: ['billing'] }, ['8444']],
  ]);
  expect(specs['ServiceEntry istio-egress/api-partner-com'].exportTo).toEqual(['.', 'billing', 'shop']);
  const { http, tls, tcp } = specs['VirtualService istio-egress/api-partner-com'];
  expect([http, tls, tcp].map((routes: any[]) => routes.map(({ match: [{ gateways, port }] }) => [gateways[0], port]))).toEqual([
    [['mesh', 80], [GATEWAY, 443]], [['mesh', 443]], [[GATEWAY, 444]],
  ]);
});

test('a rule for a port that clients call themselves is seen by them', () => {
  const chart = chartOf();
  const service = new ExternalService(chart, 'partner', { host: HOST, ports: { http: { number: 80, protocol: 'HTTP' }, plain: { number: 8080, protocol: 'HTTP' } } });
  new EgressThroughGateway(chart, 'egress', { service, port: 'http', gateway: gatewayOf(chart), clients, origination: 'tls' });
  new TlsOrigination(chart, 'tls', { service, port: 'plain', targetPort: 8443 });
  const specs = specsOf(chart) as Record<string, any>;
  expect(specs['DestinationRule istio-egress/api-partner-com']).toMatchObject(seen);
  expect(specs['VirtualService istio-egress/api-partner-com'].http.map(({ match: [{ port }], route: [{ destination }] }: any) => [port, destination.host])).toEqual([
    [80, HOP.host], [443, HOST], [8080, HOST],
  ]);
});

test('TlsOrigination and a way through the gateway are the same as one with the other', () => {
  const [one, two] = [false, true].map((apart) => {
    const chart = chartOf();
    const service = lead(chart, { protocol: 'HTTP', number: 80, options: apart ? {} : { origination: 'tls' } });
    if (apart) new TlsOrigination(chart, 'tls', { service, port: 'port' });
    return specsOf(chart);
  });
  expect(two).toEqual(one);
});

test('everybody may use a gateway that is told so', () => {
  const chart = chartOf();
  new EgressThroughGateway(chart, 'egress', { service: httpService(chart), port: 'http', gateway: gatewayOf(chart, { onlyDeclaredClients: false }), clients });
  expect(Object.keys(specsOf(chart)).filter((name) => name.startsWith('Authorization'))).toEqual([]);
});

test('a gateway that nothing goes through is not written, and can be a client itself', () => {
  const chart = chartOf();
  const gateway = gatewayOf(chart);
  expect(App.of(chart).synthYaml()).toBe('');
  new EgressThroughGateway(chart, 'egress', { service: httpService(chart), port: 'http', gateway, clients: ['istio-egress'] });
  expect(specsOf(chart)['ServiceEntry istio-egress/api-partner-com']).toMatchObject({ exportTo: ['.'] });
});

test('a host with a very long name has names of its own that istiod takes', () => {
  const chart = chartOf();
  const gateway = gatewayOf(chart);
  const long = 'a'.repeat(60);
  for (const host of [`${long}.com`, `${long}.org`]) new EgressThroughGateway(chart, `to-${host}`, { service: httpService(chart, host), port: 'http', gateway, clients });
  const specs = specsOf(chart) as Record<string, any>;
  const labels = [
    ...specs[`Gateway ${GATEWAY}`].servers.map(({ port }: any) => port.name), ...specs[`DestinationRule ${GATEWAY}`].subsets.map(({ name }: any) => name),
  ] as string[];
  expect(new Set(labels).size).toBe(4);
  expect(labels.filter((label) => label.length > 63)).toEqual([]);
});

const through = (props: object, service: (chart: Chart) => ExternalService = httpService) => (chart: Chart): unknown => (
  new EgressThroughGateway(chart, 'egress', untyped({ service: service(chart), port: 'http', gateway: gatewayOf(chart), clients, ...props }))
);
const external = (props: object) => (chart: Chart): ExternalService => (
  new ExternalService(chart, 'a', { host: 'a.com', ports: { http: { number: 80, protocol: 'HTTP' } }, ...props })
);
const gatewayWith = (props: object) => (chart: Chart): unknown => new EgressGateway(chart, 'gateway', untyped({ service: 'out', workload: { labels: { a: 'b' } }, ...props }));
const refused: readonly (readonly [what: string, line: string, build: (chart: Chart) => unknown])[] = [
  ['what is no gateway', 'egress-gateway/expected @ gateway of shop/egress: Expected an EgressGateway, got "istio-egress"', through({ gateway: 'istio-egress' })],
  ['a gateway of another app', 'reference/other-app @ gateway of shop/egress: Expected a construct of the same app, got "shop/gateway" of another one', through({ gateway: gatewayOf(chartOf()) })],
  ['a port that the gateway has not', 'egress-gateway/unknown-port @ gatewayPort of shop/egress: Expected a port of the gateway: "443", got 80', through({ gatewayPort: 80 })],
  ['hosts below a wildcard', 'egress-gateway/wildcard-host @ service of shop/egress: Expected one host behind a gateway, got "*.a.com"',
    through({}, external({ host: '*.a.com', resolution: Resolution.dynamicDns() }))],
  ['an address that clients choose: a loop', 'egress-gateway/resolution @ service of shop/egress: Expected endpoints that the gateway can find, got resolution NONE',
    through({}, external({ resolution: Resolution.none() }))],
  ['workloads of another namespace', 'egress-gateway/resolution @ service of shop/egress: Expected endpoints that the gateway can find, got a selection of workloads',
    through({}, external({ resolution: Resolution.workloads({ app: 'a' }) }))],
  ['clients that are said twice', 'egress-gateway/who-sees @ service of shop/egress: Expected the clients of the detour to decide who sees the service, got exportTo',
    through({}, external({ exportTo: ['*'] }))],
  ['no clients', 'pattern/invalid-option @ clients of shop/egress: Expected at least one client, got []', through({ clients: [] })],
  ['a star for a namespace', 'pattern/invalid-option @ clients[0] of shop/egress: Expected the name of a namespace, got "*"', through({ clients: ['*'] })],
  ['a client without a namespace', 'pattern/invalid-option @ clients[1].namespace of shop/egress: Expected the name of a namespace, got undefined',
    through({ clients: ['shop', null] })],
  ['a star for an account', 'pattern/invalid-option @ clients[0].serviceAccounts of shop/egress: Expected names of service accounts, got a list of 1',
    through({ clients: [{ namespace: 'shop', serviceAccounts: ['*'] }] })],
  ['plain text to the gateway', 'pattern/invalid-option @ hop of shop/egress: Expected "mutual-tls" on a port with HTTP, got "passthrough"', through({ hop: 'passthrough' })],
  ['another kind of hop', 'pattern/invalid-option @ hop of shop/egress: Expected "mutual-tls" or "passthrough", got "plain"', through({ hop: 'plain' })],
  ['TLS twice', 'tls-origination/already-tls @ port of shop/egress: Expected a port that applications call in the clear, got "tls" with TLS',
    through({ port: 'tls', origination: 'tls' }, tlsService)],
  ['a server that is not verified', 'pattern/unknown-option @ origination.insecureSkipVerify of shop/egress: Expected "targetPort", "sni", "subjectAltNames", "credentialName" or "caConfigMap", '
    + 'got "insecureSkipVerify"', through({ origination: { insecureSkipVerify: true } })],
  ['another word for TLS', 'pattern/invalid-option @ origination of shop/egress: Expected "tls" or the options of it, got "mutual"', through({ origination: 'mutual' })],
  ['authorities twice', 'pattern/invalid-option @ origination.caConfigMap of shop/egress: Expected authorities from one place, got caConfigMap beside a Secret, whose ca.crt is used',
    through({ origination: { credentialName: 'a', caConfigMap: 'b' } })],
  ['a certificate without a name', 'pattern/invalid-option @ origination.credentialName of shop/egress: Expected a name, got ""', through({ origination: { credentialName: '' } })],
  ['a gateway without labels', 'pattern/invalid-option @ workload.labels of shop/gateway: Expected labels of the gateway\'s pods, got {}', gatewayWith({ workload: { labels: {} } })],
  ['a gateway with a text for labels', 'pattern/invalid-option @ workload of shop/gateway: Expected labels of the gateway\'s pods, got "egress"', gatewayWith({ workload: 'egress' })],
  ['a gateway in no namespace', 'pattern/invalid-option @ namespace of shop/gateway: Expected the name of a namespace, got "a b"', gatewayWith({ namespace: 'a b' })],
  ['a gateway that is open by accident', 'pattern/invalid-option @ onlyDeclaredClients of shop/gateway: Expected true or false, got 0', gatewayWith({ onlyDeclaredClients: 0 })],
  ['a gateway without a Service', 'pattern/invalid-option @ service of shop/gateway: Expected the name of a Service, got undefined', gatewayWith({ service: undefined })],
  ['a gateway with two ports of a number', 'pattern/invalid-option @ ports of shop/gateway: Expected ports with different numbers from 1 to 65535, got a list of 2',
    gatewayWith({ ports: [PORTS[0], PORTS[0]] })],
  ['several ports that policies cannot name', 'pattern/invalid-option @ ports of shop/gateway: Expected the targetPort of each of several ports, got a list of 2',
    gatewayWith({ ports: [PORTS[0], { number: 80 }] })],
  ['two owners of a gateway', 'composition/owned-twice @  of shop/two: Expected one owner of "out.shop.svc.cluster.local", got "shop/one" and "shop/two"',
    (chart) => ['one', 'two'].forEach((id) => new EgressGateway(chart, id, { service: 'out', workload: { labels: { a: 'b' } } }))],
];

test.each(refused)('%s is refused', (_, line, build) => {
  expect(findingsOf(build).map(inLine)).toEqual([line]);
});

const conflicts: readonly (readonly [what: string, rule: string, message: string, build: (chart: Chart) => unknown])[] = [
  ['two ways to one port', 'composition/claimed-twice', 'Expected one construct to decide the egress gateway of port "http", got "shop/egress" and "shop/other"', (chart) => {
    const gateway = gatewayOf(chart);
    const service = httpService(chart);
    for (const id of ['other', 'egress']) new EgressThroughGateway(chart, id, { service, port: 'http', gateway, clients });
  }],
  ['two ports of a host on one port of the gateway', 'composition/gateway-port-taken',
    'Expected a port of the gateway for each port of the host, got 443 for "tls" and "http"', (chart) => bothPorts(chart, 443)],
  ['two gateways for a host', 'composition/two-gateways',
    'Expected all ports of "api.partner.com" to go through one gateway, got "shop/one" from "shop/a" and "shop/two" from "shop/b"', (chart) => {
      const service = new ExternalService(chart, 'partner', {
        host: HOST, ports: { one: { number: 80, protocol: 'HTTP' }, two: { number: 443, protocol: 'TLS' } },
      });
      for (const [id, port] of [['b', 'two'], ['a', 'one']] as const) {
        const gateway = new EgressGateway(chart, port, { service: port, workload: { labels: { egress: port } } });
        new EgressThroughGateway(chart, id, { service, port, gateway, clients });
      }
    }],
  ['certificates of sidecars behind a gateway', 'composition/clients-behind-gateway',
    'Conflicting: "shop/mtls" claims a policy for some clients, but "shop/egress" routes the host through an egress gateway', (chart) => {
      const service = httpService(chart);
      new MutualTlsOrigination(chart, 'mtls', { service, port: 'http', credentialName: 'a', workload: { labels: { app: 'a' }, serviceAccount: 'a' } });
      new EgressThroughGateway(chart, 'egress', { service, port: 'http', gateway: gatewayOf(chart), clients });
    }],
  ['TLS that two decide', 'composition/claimed-twice', 'Expected one construct to decide "tls" on port "port", got "shop/egress" and "shop/tls"', (chart) => {
    new TlsOrigination(chart, 'tls', { service: lead(chart, { protocol: 'HTTP', number: 80, options: { origination: 'tls' } }), port: 'port' });
  }],
  ['one host behind a gateway from two namespaces', 'composition/owned-twice',
    'Expected one owner of "api.partner.com" behind "shop/gateway", got "shop/api.partner.com" and "shop/again"', (chart) => {
      const gateway = gatewayOf(chart);
      new EgressThroughGateway(chart, 'egress', { service: httpService(chart), port: 'http', gateway, clients });
      const again = new ExternalService(chart, 'again', { host: HOST, namespace: 'billing', ports: { http: { number: 80, protocol: 'HTTP' } } });
      new EgressThroughGateway(chart, 'again-egress', { service: again, port: 'http', gateway, clients: ['billing'] });
    }],
];

test.each(conflicts)('%s are in conflict, and both are named', (_, rule, message, build) => {
  const findings = findingsOf((chart) => {
    build(chart);
    App.of(chart).synthYaml();
  });
  expect(findings.map((one) => [one.rule, one.message])).toEqual([[rule, message]]);
  expect(findings[0]!.related).toEqual([expect.objectContaining({ construct: expect.stringMatching(/^shop\//), source: expect.anything() })]);
});

test('copies for a service that is led through a gateway would go past it', () => {
  const [first] = findingsOf((chart) => {
    const partner = httpService(chart);
    new EgressThroughGateway(chart, 'through', { service: partner, port: 'http', gateway: gatewayOf(chart), clients: ['shop'], origination: 'tls' });
    const reviews = new MeshService(chart, 'reviews', { ports: { http: { number: 80, protocol: 'HTTP' } } });
    new Mirror(chart, 'shadow', { service: reviews, percentage: 1, destination: partner.port('http') });
  });
  expect(inLine(first!)).toContain('composition/mirror-bypasses-gateway @  of shop/shadow: Expected a mirror that clients reach directly');
});
