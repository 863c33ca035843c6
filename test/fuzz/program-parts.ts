import { type ApiObjectMetadata, type Chart, JsonPatch } from 'cdk8s';
import * as istio from 'cdk8s-istio';

// Valid props of every construct, and valid arguments of functions: what junk is put into.

const { EgressGateway, ExternalService, header, IngressGateway, MeshService, NamespaceIsolation, path, Resolution, Server, Tls } = istio;

export type Props = Record<string, unknown>;

const ports = { http: { number: 80, protocol: 'HTTP' } } as const;
const mesh = (chart: Chart) => new MeshService(chart, 'reviews', { ports, versions: { v1: { v: '1' }, v2: { v: '2' } } });
const outside = (chart: Chart) => new ExternalService(chart, 'outside', { host: 'api.example.com', ports });
const gateway = (chart: Chart) => new EgressGateway(chart, 'gate', { namespace: 'egress', service: 'egress', workload: { labels: { istio: 'egress' } } });
const isolation = (chart: Chart) => new NamespaceIsolation(chart, 'isolation', {});
const match = header('x').exact('1');
const metadata: ApiObjectMetadata = { name: 'a', namespace: 'b', labels: { c: 'd' }, annotations: { e: 'f' } };
const route = { route: [{ destination: { host: 'a' } }] };

/** By the name of the construct, and a word behind it when one has several shapes. */
export const constructs: Readonly<Record<string, (chart: Chart) => Props>> = {
  'IstioAuthorizationPolicy': () => ({ metadata, spec: { action: 'ALLOW', rules: [{ from: [{ source: { principals: ['a'] } }], to: [{ operation: { ports: ['80'] } }] }] } }),
  'IstioDestinationRule': () => ({ metadata, spec: { host: 'a', trafficPolicy: { connectionPool: { tcp: { maxConnections: 1 } } }, subsets: [{ name: 'a', labels: { a: 'b' } }] } }),
  'IstioEnvoyFilter': () => ({ spec: { configPatches: [{ applyTo: 'CLUSTER', match: { context: 'ANY' }, patch: { operation: 'MERGE', value: { name: 'a' } } }] } }),
  'IstioGateway': () => ({ spec: { selector: { a: 'b' }, servers: [{ hosts: ['a.com'], port: { number: 80, name: 'http', protocol: 'HTTP' } }] } }),
  'IstioPeerAuthentication': () => ({ spec: { selector: { matchLabels: { a: 'b' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 80: { mode: 'DISABLE' } } } }),
  'IstioProxyConfig': () => ({ spec: { concurrency: 1, environmentVariables: { a: 'b' } } }),
  'IstioRequestAuthentication': () => ({ spec: { jwtRules: [{ issuer: 'a', fromHeaders: [{ name: 'b' }] }] } }),
  'IstioServiceEntry': () => ({ spec: { hosts: ['a.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' }], resolution: 'DNS' } }),
  'IstioSidecar': () => ({ spec: { egress: [{ hosts: ['./*'] }] } }),
  'IstioTelemetry': () => ({ spec: { metrics: [{ overrides: [{ tagOverrides: { a: { value: '"b"' } } }] }] } }),
  'IstioTrafficExtension': () => ({ spec: { lua: { inlineCode: 'a' } } }),
  'IstioVirtualService': () => ({ apiVersion: 'networking.istio.io/v1', metadata, spec: { hosts: ['a'], http: [{ match: [{ uri: { prefix: '/' } }], timeout: '1s', ...route }] } }),
  'IstioWasmPlugin': () => ({ spec: { url: 'oci://a.com/b', pluginConfig: { a: 1 } } }),
  'IstioWorkloadEntry': () => ({ spec: { address: '1.1.1.1', labels: { a: 'b' } } }),
  'IstioWorkloadGroup': () => ({ spec: { template: { serviceAccount: 'a' } } }),
  'AuthorizationPolicy': () => ({ metadata, allow: [istio.Access.from({ namespaces: ['a'] })] }),
  'DestinationRule': () => ({ metadata, host: 'a', exportTo: ['.'], subsets: { v1: { labels: { v: '1' } } } }),
  'Gateway': () => ({ selector: { a: 'b' }, servers: [Server.http({ hosts: ['a.com'] })] }),
  'PeerAuthentication': () => ({ metadata, mode: 'STRICT' }),
  'ServiceEntry': () => ({ hosts: ['a.com'], ports: { http: { number: 80 } }, resolution: Resolution.dns() }),
  'Sidecar': () => ({ metadata, egress: [istio.EgressListener.catchAll([istio.HostScope.own()])] }),
  'Telemetry': () => ({ metadata, tracing: { randomSamplingPercentage: 1 } }),
  'VirtualService': () => ({ metadata, hosts: ['a'], http: [{ name: 'a', match: path.prefix('/'), to: istio.Destination.host('a'), timeout: '1s' }] }),
  'WasmPlugin': () => ({ url: 'oci://a.com/b', pluginConfig: { a: 1 } }),
  'WorkloadEntry': () => ({ address: '1.1.1.1', labels: { a: 'b' }, ports: { http: 80 } }),
  'WorkloadGroup': () => ({ template: { serviceAccount: 'a', ports: { http: 80 } } }),
  'MeshService': () => ({ name: 'a', namespace: 'b', ports, versions: { v1: { v: '1' } } }),
  'ExternalService': () => ({ host: 'a.com', namespace: 'b', ports, exportTo: ['.'], resolution: Resolution.dns(), addresses: ['10.0.0.1'] }),
  'EgressGateway': () => ({ namespace: 'egress', service: 'egress', workload: { labels: { istio: 'egress' } } }),
  'IngressGateway': () => ({ namespace: 'ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'a' } }),
  'Canary': (chart) => ({ service: mesh(chart), stable: 'v1', canary: 'v2', weight: 5, always: [match], never: path.prefix('/a'), sticky: { cookie: 'a', ttl: '1h' } }),
  'Canary stages': (chart) => ({ service: mesh(chart), stable: 'v1', canary: 'v2', stages: [1, 5, 25, 100], stage: 2 }),
  'Split': (chart) => ({ service: mesh(chart), weights: { v1: 99.5, v2: 0.5 }, pins: { v1: match, v2: [path.prefix('/a')] }, sticky: { cookie: 'a', ttl: '1h' } }),
  'BlueGreen': (chart) => ({ service: mesh(chart), active: 'v1', preview: { version: 'v2', match } }),
  'Mirror': (chart) => ({ service: mesh(chart), version: 'v2', percentage: 5, match, sideEffects: true }),
  'HttpPolicies rewrite': (chart) => ({
    service: mesh(chart), rewrite: { prefix: '/a', uri: '/' }, headers: { request: { set: { a: 'b' }, remove: ['c'] } },
    corsPolicy: { allowOrigins: ['https://a.com'], allowMethods: ['GET'], maxAge: '1h', allowCredentials: true },
  }),
  'HttpPolicies redirect': (chart) => ({ service: mesh(chart), match: path.exact('/a'), redirect: { uri: '/b', authority: 'a.com', scheme: 'https', port: 80, redirectCode: 301 } }),
  'HttpPolicies response': (chart) => ({ service: mesh(chart), match, directResponse: { status: 200, body: 'a' } }),
  'Resilience': (chart) => ({ service: mesh(chart), timeout: '3s', retries: { retryOn: 'safe', attempts: 2, perTryTimeout: '1s' }, match }),
  'CircuitBreaker': (chart) => ({ service: mesh(chart), port: 'http', version: 'v1', consecutive5xxErrors: 5, interval: '1s', maxConnections: 5, connectTimeout: '1s' }),
  'FaultInjection': (chart) => ({ service: mesh(chart), match, delay: { fixedDelay: '1s', percentage: 5 }, abort: { httpStatus: 503, percentage: 5 }, until: '2999-01-01', mostRequests: true }),
  'LocalityFailover failover': (chart) => ({ service: mesh(chart), failover: { a: 'b' } }),
  'LocalityFailover failoverPriority': (chart) => ({ service: mesh(chart), failoverPriority: ['topology.kubernetes.io/region'] }),
  'StickySession': (chart) => ({ service: mesh(chart), port: 'http', cookie: { name: 'a', ttl: '1s', path: '/' } }),
  'TlsOrigination': (chart) => ({ service: outside(chart), port: 'http', targetPort: 8443, caConfigMap: 'a' }),
  'MutualTlsOrigination': (chart) => ({ service: outside(chart), port: 'http', credentialName: 'a', workload: { labels: { app: 'a' }, serviceAccount: 'a' } }),
  'EgressThroughGateway': (chart) => ({
    service: outside(chart), port: 'http', gateway: gateway(chart), clients: [{ namespace: 'shop', serviceAccounts: ['a'] }], origination: { credentialName: 'a' },
  }),
  'DatabaseEgress': () => ({ engine: 'postgres', host: 'a.example.com', addresses: ['10.20.0.0/24'], maxConnections: 50 }),
  'EgressLockdown': (chart) => ({ gateway: gateway(chart), namespaces: ['shop'], peers: ['a', 'b'] }),
  'NamespaceIsolation': () => ({ namespace: 'a', dependencies: ['b', 'shop'], rootNamespace: 'istio-system' }),
  'RegistryOnly': (chart) => ({ isolation: isolation(chart) }),
  'UnixSocketIngress': (chart) => ({ isolation: isolation(chart), workload: { labels: { app: 'a' } }, sockets: { 'tcp-a': { port: 3306, protocol: 'TCP', path: '/var/run/a/a.sock' } } }),
};

type Make = (chart: Chart, ...args: any[]) => unknown;
/** Valid arguments, and what is called with them. */
export type Call = readonly [args: (chart: Chart) => readonly unknown[], call: Make];

const edge = (chart: Chart) => new IngressGateway(chart, 'edge', { namespace: 'ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'a' } });
const policy = (use: (it: any, ...args: any[]) => unknown): Make => (chart, ...args) => (
  new istio.DestinationRule(chart, 'it', { host: 'a', trafficPolicy: use(new istio.TrafficPolicy(), ...args) as istio.TrafficPolicy })
);
const routed = (matching: (...args: any[]) => unknown): Make => (chart, ...args) => (
  new istio.VirtualService(chart, 'it', { hosts: ['a'], http: [{ match: matching(...args) as istio.Match, to: istio.Destination.host('a') }] })
);
const resource = (chart: Chart) => new istio.IstioServiceEntry(chart, 'it', { spec: { hosts: ['a.com'] } });

/** By a name of what is called. */
export const calls: Readonly<Record<string, Call>> = {
  'check': [() => [[{ apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'a' }, spec: { egress: [{ hosts: ['./*'] }] } }]], (_, all) => istio.check(all)],
  'configureMesh': [() => [{ release: '1.30', severities: { 'field/unknown': 'error' } }], (chart, options) => { istio.configureMesh(chart, options); resource(chart); }],
  'addJsonPatch': [() => [JsonPatch.add('/spec/exportTo', ['.'])], (chart, patch) => resource(chart).addJsonPatch(patch)],
  'IngressGateway.host': [() => ['a.com', { https: { credentialName: 'a' } }], (chart, host, options) => edge(chart).host(host, options).to(mesh(chart))],
  'IngressHost.path': [(chart) => ['/a', mesh(chart)], (chart, at, target) => edge(chart).host('a.com').path(at, target)],
  'MeshService.fromName': [() => ['a', { namespace: 'b', ports, versions: ['v1'] }], (chart, name, props) => MeshService.fromName(chart, name, props)],
  'MeshService.version': [() => ['v1'], (chart, name) => (mesh(chart) as any).version(name)],
  'header': [() => ['a', 'b'], routed((name, value) => header(name).exact(value))],
  'header.regex': [() => ['a', 'b'], routed((name, value) => header(name).regex(value))],
  'path.prefix': [() => ['/a'], routed((at) => path.prefix(at))],
  'queryParam': [() => ['a', 'b'], routed((name, value) => istio.query(name).exact(value))],
  'cookie': [() => ['a', 'b'], routed((name, value) => istio.cookie(name).exact(value))],
  'port': [() => [80], routed((number) => istio.port(number))],
  'Match.and': [() => [path.prefix('/a')], routed((other) => match.and(other))],
  'sourceLabels': [() => [{ a: 'b' }], routed((labels) => istio.sourceLabels(labels))],
  'TrafficPolicy.loadBalancer': [() => ['RANDOM'], policy((it, name) => it.loadBalancer(name))],
  'TrafficPolicy.tls': [() => [Tls.simple({ sni: 'a.com' })], policy((it, tls) => it.tls(tls))],
  'TrafficPolicy.outlierDetection': [() => [{ consecutive5xxErrors: 5, interval: '1s' }], policy((it, options) => it.outlierDetection(options))],
  'TrafficPolicy.connectionPool': [() => [{ tcp: { maxConnections: 5 } }], policy((it, options) => it.connectionPool(options))],
  'Tls.simple': [() => [{ sni: 'a.com', subjectAltNames: ['a.com'] }], policy((it, options) => it.tls(Tls.simple(options)))],
  'Server.https': [() => [{ hosts: ['a.com'], credentialName: 'a' }], (chart, options) => new istio.Gateway(chart, 'it', { selector: { a: 'b' }, servers: [Server.https(options)] })],
  'Destination.host': [() => ['a', { subset: 'v1', port: 80 }], (chart, host, options) => new istio.VirtualService(chart, 'it', { hosts: ['a'], http: [{ to: istio.Destination.host(host, options) }] })],
  'targetRef.gateway': [() => ['a'], (chart, name) => new istio.Telemetry(chart, 'it', { targetRefs: [istio.targetRef.gateway(name)] } as any)],
  'Resolution.dns': [() => [[{ address: 'b.com' }]], (chart, endpoints) => new istio.ServiceEntry(chart, 'it', { hosts: ['a.com'], resolution: Resolution.dns(endpoints) })],
  'Access.from': [() => [{ namespaces: ['a'], ipBlocks: ['10.0.0.0/8'] }], (chart, ...sources) => new istio.AuthorizationPolicy(chart, 'it', { allow: [(istio.Access.from as any)(...sources)] } as any)],
};
