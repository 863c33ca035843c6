import { App, type Chart } from 'cdk8s';
import {
  CircuitBreaker, ExternalService, MutualTlsOrigination, Resilience, Resolution, TlsOrigination, type MutualTlsOriginationProps,
  type TlsOriginationProps,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { gatewayOf, httpService, tlsService } from '../../support/egress';
import { findingsOf, inLine } from '../../support/findings';
import { resourcesOf, specsOf } from '../../support/resources';

const HOST = 'api.partner.com';
const named = { sni: HOST, subjectAltNames: [HOST] };
const system = { caCertificates: 'system' };
type HttpTls = Omit<TlsOriginationProps<'http'>, 'service' | 'port'>;

test('http:// leaves the pod as https://, and the server is verified by its name', () => {
  const chart = chartOf();
  new TlsOrigination(chart, 'tls', { service: httpService(chart), port: 'http' });
  expect(specsOf(chart)).toEqual({
    'ServiceEntry shop/api-partner-com': {
      hosts: [HOST], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'DNS',
      ports: [{ name: 'http', number: 80, protocol: 'HTTP', targetPort: 443 }],
    },
    'DestinationRule shop/api-partner-com': {
      host: HOST, exportTo: ['.'], trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', ...named, ...system } }] },
    },
  });
});

const settings: readonly (readonly [what: string, options: HttpTls, tls: object, targetPort: number])[] = [
  ['another port', { targetPort: 8443 }, { mode: 'SIMPLE', ...named, ...system }, 8443],
  ['another name', { sni: 'eu.partner.com' }, { mode: 'SIMPLE', sni: 'eu.partner.com', subjectAltNames: ['eu.partner.com'], ...system }, 443],
  ['other names on the certificate', { subjectAltNames: ['partner.com'] }, { mode: 'SIMPLE', sni: HOST, subjectAltNames: ['partner.com'], ...system }, 443],
  ['authorities from a file', { caCertificates: '/etc/certs/ca.crt' }, { mode: 'SIMPLE', ...named, caCertificates: '/etc/certs/ca.crt' }, 443],
  ['authorities from a ConfigMap', { caConfigMap: 'partner-ca' }, { mode: 'SIMPLE', ...named, credentialName: 'configmap://shop/partner-ca' }, 443],
];

test.each(settings)('with %s', (_, options, tls, targetPort) => {
  const chart = chartOf();
  new TlsOrigination(chart, 'tls', { service: httpService(chart), port: 'http', ...options } as TlsOriginationProps<'http'>);
  const specs = specsOf(chart) as Record<string, any>;
  expect(specs['DestinationRule shop/api-partner-com'].trafficPolicy.portLevelSettings).toEqual([{ port: { number: 80 }, tls }]);
  expect(specs['ServiceEntry shop/api-partner-com'].ports).toEqual([{ name: 'http', number: 80, protocol: 'HTTP', targetPort }]);
});

test('below a wildcard each request says which name the server has to show', () => {
  const chart = chartOf();
  const service = new ExternalService(chart, 'all', {
    host: '*.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } }, resolution: Resolution.dynamicDns(),
  });
  new TlsOrigination(chart, 'tls', { service, port: 'http' });
  expect(specsOf(chart)['DestinationRule shop/wildcard-partner-com']).toEqual({
    host: '*.partner.com', exportTo: ['.'], trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'SIMPLE', ...system } }] },
  });
});

test('a database that begins with TLS', () => {
  const chart = chartOf();
  const service = new ExternalService(chart, 'cache', {
    host: 'cache.example.com', ports: { redis: { number: 6379, protocol: 'REDIS' } }, addresses: ['10.0.0.9'],
  });
  new TlsOrigination(chart, 'tls', { service, port: 'redis', targetPort: 6380 });
  expect(specsOf(chart)['DestinationRule shop/cache-example-com']).toEqual({
    host: 'cache.example.com', exportTo: ['.'], trafficPolicy: { portLevelSettings: [
      { port: { number: 6379 }, tls: { mode: 'SIMPLE', sni: 'cache.example.com', subjectAltNames: ['cache.example.com'], ...system } },
    ] },
  });
});

test('other patterns of the host are about the same requests, in any order', () => {
  const make = [
    (chart: Chart, service: ExternalService<'http'>) => new TlsOrigination(chart, 'tls', { service, port: 'http' }),
    (chart: Chart, service: ExternalService<'http'>) => new CircuitBreaker(chart, 'breaker', { service, http2MaxRequests: 9 }),
    (chart: Chart, service: ExternalService<'http'>) => new Resilience(chart, 'patience', { service, timeout: '3s' }),
  ];
  const yaml = [[0, 1, 2], [2, 0, 1], [1, 2, 0]].map((order) => {
    const chart = chartOf();
    const service = httpService(chart);
    for (const i of order) make[i]!(chart, service);
    return App.of(chart).synthYaml();
  });
  expect(new Set(yaml).size).toBe(1);
  const chart = chartOf();
  const service = httpService(chart);
  for (const each of make) each(chart, service);
  const limits = { connectionPool: { http: { http2MaxRequests: 9 } } };
  const ejection = { outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 } };
  const specs = specsOf(chart) as Record<string, any>;
  expect(specs['DestinationRule shop/api-partner-com'].trafficPolicy).toEqual({
    ...limits, ...ejection, portLevelSettings: [{ port: { number: 80 }, ...limits, ...ejection, tls: { mode: 'SIMPLE', ...named, ...system } }],
  });
  expect(specs['VirtualService shop/api-partner-com'].http[0].route).toEqual([{ destination: { host: HOST, port: { number: 80 } } }]);
});

const secret = { credentialName: 'partner-client', workload: { labels: { app: 'checkout' }, serviceAccount: 'checkout' } } as const;
const files = { clientCertificate: '/etc/certs/tls.crt', privateKey: '/etc/certs/tls.key', caCertificates: '/etc/certs/ca.crt' } as const;

test('the chosen pods show a certificate, the others encrypt without one, and the account may fetch it', () => {
  const chart = chartOf();
  new MutualTlsOrigination(chart, 'mtls', { service: httpService(chart), port: 'http', ...secret });
  const rule = { host: HOST };
  const onPort = (tls: object): object => ({ trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls }] } });
  const rbac = 'rbac.authorization.k8s.io';
  const role = expect.stringMatching(/^shop-mtls-role-/);
  expect(resourcesOf(chart)).toEqual([
    { apiVersion: `${rbac}/v1`, kind: 'Role', metadata: { name: role, namespace: 'shop' }, rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'watch', 'list'] }] },
    {
      apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { name: expect.any(String), namespace: 'shop' },
      roleRef: { apiGroup: rbac, kind: 'Role', name: role }, subjects: [{ kind: 'ServiceAccount', name: 'checkout', namespace: 'shop' }],
    },
    expect.objectContaining({ kind: 'ServiceEntry', spec: expect.objectContaining({ exportTo: ['.'], ports: [expect.objectContaining({ targetPort: 443 })] }) }),
    // Without exportTo: istiod would not follow it beside the other.
    { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'api-partner-com', namespace: 'shop' }, spec: { ...rule, ...onPort({ mode: 'SIMPLE', ...named, ...system }) } },
    {
      apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata: { name: 'api-partner-com-checkout', namespace: 'shop' },
      spec: { ...rule, ...onPort({ mode: 'MUTUAL', ...named, credentialName: 'partner-client' }), workloadSelector: { matchLabels: { app: 'checkout' } } },
    },
  ]);
});

test('a certificate in files needs neither labels nor rights', () => {
  const chart = chartOf();
  new MutualTlsOrigination(chart, 'mtls', { service: httpService(chart), port: 'http', ...files });
  expect(specsOf(chart)).toEqual({
    'DestinationRule shop/api-partner-com': { host: HOST, exportTo: ['.'], trafficPolicy: { portLevelSettings: [{ port: { number: 80 }, tls: { mode: 'MUTUAL', ...named, ...system, ...files } }] } },
    'ServiceEntry shop/api-partner-com': expect.anything(),
  });
});

test('files of some pods are for these pods, and the others look for none', () => {
  const chart = chartOf();
  new MutualTlsOrigination(chart, 'mtls', { service: httpService(chart), port: 'http', workload: { labels: { app: 'checkout' } }, ...files });
  const specs = specsOf(chart) as Record<string, any>;
  expect(specs['DestinationRule shop/api-partner-com'].trafficPolicy.portLevelSettings[0].tls).toEqual({ mode: 'SIMPLE', ...named, ...system });
  expect(specs['DestinationRule shop/api-partner-com-checkout'].trafficPolicy.portLevelSettings[0].tls).toEqual({ mode: 'MUTUAL', ...named, ...system, ...files });
});

test('two workloads have a certificate each, in any order', () => {
  const yaml = [['a', 'b'], ['b', 'a']].map((order) => {
    const chart = chartOf();
    const service = httpService(chart);
    for (const id of order) {
      new MutualTlsOrigination(chart, id, { service, port: 'http', ...secret, credentialName: `client-${id}`, workload: { labels: { [id]: 'x' }, serviceAccount: id } });
    }
    const rules = resourcesOf(chart).filter(({ kind }) => kind === 'DestinationRule');
    expect(rules.map(({ metadata, spec }) => [metadata.name, spec.workloadSelector?.matchLabels])).toEqual([
      ['api-partner-com', undefined], ['api-partner-com-x', { a: 'x' }], ['api-partner-com-x-1', { b: 'x' }],
    ]);
    return rules;
  });
  expect(yaml[1]).toEqual(yaml[0]);
});

test('a certificate for a part of the workloads that another one is for is refused', () => {
  const [first, ...rest] = findingsOf((chart) => {
    const service = httpService(chart);
    new MutualTlsOrigination(chart, 'all', { service, port: 'http', ...secret, workload: { labels: { app: 'a' }, serviceAccount: 'a' } });
    new MutualTlsOrigination(chart, 'some', { service, port: 'http', ...secret, credentialName: 'other', workload: { labels: { app: 'a', version: 'v1' }, serviceAccount: 'a' } });
  }).filter(({ severity }) => severity === 'error');
  expect(rest).toEqual([]);
  expect(inLine(first!)).toContain('composition/clients-overlap @  of shop/all: Expected workloads of their own, got app=a, version=v1 from "shop/some" and app=a');
});

test('what is said for all clients holds for the others, and for the chosen ones beside their certificate', () => {
  const chart = chartOf();
  const service = httpService(chart);
  new MutualTlsOrigination(chart, 'mtls', { service, port: 'http', ...secret });
  new TlsOrigination(chart, 'tls', { service, port: 'http', caConfigMap: 'partner-ca' });
  new CircuitBreaker(chart, 'breaker', { service, http2MaxRequests: 9 });
  const specs = specsOf(chart) as Record<string, any>;
  const tls = (name: string): unknown => specs[`DestinationRule shop/${name}`].trafficPolicy.portLevelSettings[0].tls;
  expect(tls('api-partner-com')).toEqual({ mode: 'SIMPLE', ...named, credentialName: 'configmap://shop/partner-ca' });
  expect(tls('api-partner-com-checkout')).toEqual({ mode: 'MUTUAL', ...named, credentialName: 'partner-client' });
  expect(specs['DestinationRule shop/api-partner-com-checkout'].trafficPolicy.connectionPool).toEqual({ http: { http2MaxRequests: 9 } });
});

const tls = (props: object, service = httpService) => (chart: Chart): unknown => (
  new TlsOrigination(chart, 'tls', untyped({ service: service(chart), port: 'http', ...props }))
);
const mutual = (props: object) => (chart: Chart): unknown => (
  new MutualTlsOrigination(chart, 'mtls', { service: httpService(chart), port: 'http', ...props } as MutualTlsOriginationProps<'http'>)
);
const refused: readonly (readonly [what: string, line: string, build: (chart: Chart) => unknown])[] = [
  ['a port that is encrypted already',
    'tls-origination/already-tls @ port of shop/tls: Expected a port that applications call in the clear, got "tls" with TLS', tls({ port: 'tls' }, tlsService as never)],
  ['a port that there is not', 'reference/unknown-port @ port of shop/tls: Expected "http", got "https"', tls({ port: 'https' })],
  ['what is no external service', 'external-service/expected @ service of shop/tls: Expected an ExternalService, got "api.partner.com"', tls({ service: HOST })],
  ['a port out of range', 'pattern/invalid-option @ targetPort of shop/tls: Expected a port from 1 to 65535, got 70000', tls({ targetPort: 70000 })],
  ['an empty server name', 'pattern/invalid-option @ sni of shop/tls: Expected the name of a server, got ""', tls({ sni: '' })],
  ['no name to compare', 'pattern/invalid-option @ subjectAltNames of shop/tls: Expected at least one name, got []', tls({ subjectAltNames: [] })],
  ['authorities from two places',
    'pattern/invalid-option @ caConfigMap of shop/tls: Expected authorities from one place, got caCertificates and caConfigMap', tls({ caCertificates: '/a', caConfigMap: 'b' })],
  ['a server that is not verified', 'pattern/unknown-option @ insecureSkipVerify of shop/tls: Expected "service", "port", "targetPort", "sni", '
    + '"subjectAltNames", "caCertificates" or "caConfigMap", got "insecureSkipVerify"', tls({ insecureSkipVerify: true })],
  ['an address that clients choose', 'tls-origination/fixed-port @ service of shop/tls: Expected endpoints that are called on port 443, got resolution NONE, with which that is 80',
    tls({}, ((chart: Chart) => new ExternalService(chart, 'a', { host: '*.a.com', ports: { http: { number: 80, protocol: 'HTTP' } } })) as never)],
  ['a name that requests choose, on a port of ours',
    'tls-origination/fixed-port @ service of shop/tls: Expected endpoints that are called on port 8443, got resolution DYNAMIC_DNS, with which that is 443',
    tls({ targetPort: 8443 }, ((chart: Chart) => new ExternalService(chart, 'a', {
      host: '*.a.com', ports: { http: { number: 80, protocol: 'HTTP' } }, resolution: Resolution.dynamicDns(),
    })) as never)],
  ['an endpoint that says another port', 'tls-origination/fixed-port @ service of shop/tls: Expected endpoints that are called on port 443, got one with 8080 for port "http"',
    tls({}, ((chart: Chart) => new ExternalService(chart, 'a', {
      host: 'a.com', ports: { http: { number: 80, protocol: 'HTTP' } }, resolution: Resolution.static([{ address: '10.0.0.9', ports: { http: 8080 } }]),
    })) as never)],
  ['a ConfigMap by an address of istiod', 'pattern/invalid-option @ caConfigMap of shop/tls: Expected a name, got "configmap://x/y"', tls({ caConfigMap: 'configmap://x/y' })],
  ['a server by its address', 'pattern/invalid-option @ sni of shop/tls: Expected the name of a server, got "https://a.com"', tls({ sni: 'https://a.com' })],
  ['a database that agrees on TLS later', 'tls-origination/starttls @ port of shop/tls: Expected a protocol that begins with TLS, got "http" with MYSQL',
    tls({}, ((chart: Chart) => new ExternalService(chart, 'a', { host: 'a.com', ports: { http: { number: 3306, protocol: 'MYSQL' } }, addresses: ['10.0.0.1'] })) as never)],
  ['TCP below a wildcard, without a name', 'tls-origination/server-name @ sni of shop/tls: Expected the name of the server behind "*.a.com", got none',
    tls({ targetPort: 6379 }, ((chart: Chart) => new ExternalService(chart, 'a', { host: '*.a.com', ports: { http: { number: 6379, protocol: 'REDIS' } }, addresses: ['10.0.0.1'] })) as never)],
  ['a Secret without labels of pods', 'pattern/invalid-option @ workload of shop/mtls: Expected labels of the pods that show the certificate, got undefined',
    mutual({ ...secret, workload: undefined })],
  ['a Secret for all pods', 'pattern/invalid-option @ workload.labels of shop/mtls: Expected labels of the pods that show the certificate, got {}',
    mutual({ ...secret, workload: { ...secret.workload, labels: {} } })],
  ['a label that no pod has', 'pattern/invalid-option @ workload.labels of shop/mtls: Expected labels of the pods that show the certificate, got an object with app',
    mutual({ ...secret, workload: { ...secret.workload, labels: { app: 'a b' } } })],
  ['a Secret without the account', 'pattern/invalid-option @ workload.serviceAccount of shop/mtls: Expected the service account of a certificate in a Secret, got undefined',
    mutual({ ...secret, workload: { labels: secret.workload.labels } })],
  ['a Secret and files', 'pattern/invalid-option @ privateKey of shop/mtls: Expected a certificate from one place, got privateKey beside one in a Secret',
    mutual({ ...secret, privateKey: '/a' })],
  ['half of the files', 'pattern/invalid-option @ privateKey of shop/mtls: Expected privateKey of a certificate in files, got undefined', mutual({ clientCertificate: '/a' })],
  ['no certificate', 'pattern/invalid-option @ clientCertificate of shop/mtls: Expected clientCertificate of a certificate in files, got undefined', mutual({})],
  ['a service account beside the workload', 'pattern/unknown-option @ serviceAccount of shop/mtls: Expected workload: { serviceAccount: … }, got "serviceAccount"',
    mutual({ ...secret, serviceAccount: 'a' })],
  ['labels without their name', 'pattern/invalid-option @ workload of shop/mtls: Expected { labels: { "app": "checkout" } }, got the labels alone',
    mutual({ ...secret, workload: { app: 'checkout' } })],
];

test.each(refused)('%s is refused', (_, line, build) => {
  expect(findingsOf(build).map(inLine)).toEqual([line]);
});

test('two that encrypt one port name each other', () => {
  const findings = findingsOf((chart) => {
    const service = httpService(chart);
    for (const id of ['one', 'two']) new TlsOrigination(chart, id, { service, port: 'http' });
    App.of(chart).synthYaml();
  });
  expect(findings.map(inLine)).toEqual([
    'composition/claimed-twice @  of shop/two: Expected one construct to decide "tls" on port "http", got "shop/one" and "shop/two"',
  ]);
});

test('two that call one port of the endpoints each name each other', () => {
  const findings = findingsOf((chart) => {
    const service = httpService(chart);
    new TlsOrigination(chart, 'one', { service, port: 'http' });
    new MutualTlsOrigination(chart, 'two', { service, port: 'http', targetPort: 8443, ...secret });
  });
  expect(findings.map(inLine)).toEqual([
    'composition/claimed-twice @ targetPort of shop/two: Expected one port of the endpoints behind port "http", got 443 from "shop/one" and 8443 from "shop/two"',
  ]);
  expect(findings[0]!.related).toEqual([expect.objectContaining({ construct: 'shop/one', source: expect.anything() })]);
});

test('the gateway is an owner of another kind of host', () => {
  expect(findingsOf((chart) => new TlsOrigination(chart, 'tls', untyped({ service: gatewayOf(chart), port: 'tls-443' }))).map(inLine)).toEqual([
    'external-service/expected @ service of shop/tls: Expected an ExternalService, got "shop/gateway"',
  ]);
});
