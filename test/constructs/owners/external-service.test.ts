import { App, type Chart } from 'cdk8s';
import { DatabaseEgress, ExternalService, Resolution, type ExternalServiceProps } from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { findingsOf, inLine } from '../../support/findings';
import { resourcesOf, specsOf } from '../../support/resources';

const TCP = { db: { number: 5432, protocol: 'TCP' } } as const;
const TLS = { tls: { number: 443, protocol: 'TLS' } } as const;
const tlsPort = { name: 'tls', number: 443, protocol: 'TLS' };

const entries: readonly (readonly [what: string, name: string, props: ExternalServiceProps, spec: object])[] = [
  ['a public name is resolved by DNS, for the own namespace', 'api-partner-com', { host: 'api.partner.com', ports: TLS }, {
    hosts: ['api.partner.com'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'DNS', ports: [tlsPort],
  }],
  ['who sees it can be said', 'api-partner-com', { host: 'api.partner.com', ports: TLS, exportTo: ['.', 'billing'] }, {
    hosts: ['api.partner.com'], location: 'MESH_EXTERNAL', exportTo: ['.', 'billing'], resolution: 'DNS', ports: [tlsPort],
  }],
  ['a wildcard is called where the client wants to', 'wildcard-partner-com', { host: '*.partner.com', ports: TLS }, {
    hosts: ['*.partner.com'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'NONE', ports: [tlsPort],
  }],
  ['a wildcard that the proxy resolves', 'wildcard-partner-com', { host: '*.partner.com', ports: TLS, resolution: Resolution.dynamicDns() }, {
    hosts: ['*.partner.com'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'DYNAMIC_DNS', ports: [tlsPort],
  }],
  ['a name with very many addresses', 'cdn-example-com', { host: 'cdn.example.com', ports: TLS, resolution: Resolution.dnsRoundRobin() }, {
    hosts: ['cdn.example.com'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'DNS_ROUND_ROBIN', ports: [tlsPort],
  }],
  ['fixed addresses', 'legacy-example-com', {
    host: 'legacy.example.com', ports: TLS, addresses: ['10.0.0.9'], resolution: Resolution.static([{ address: '10.1.0.1' }]),
  }, {
    hosts: ['legacy.example.com'], addresses: ['10.0.0.9'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'STATIC',
    endpoints: [{ address: '10.1.0.1' }], ports: [tlsPort],
  }],
  ['TCP by address', 'db-example-com', { host: 'db.example.com', ports: TCP, addresses: ['10.0.0.7'] }, {
    hosts: ['db.example.com'], addresses: ['10.0.0.7'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'DNS',
    ports: [{ name: 'db', number: 5432, protocol: 'TCP' }],
  }],
  ['a block of addresses is called where the client wants to', 'db-example-com', { host: 'db.example.com', ports: TCP, addresses: ['10.0.0.0/24'] }, {
    hosts: ['db.example.com'], addresses: ['10.0.0.0/24'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'NONE',
    ports: [{ name: 'db', number: 5432, protocol: 'TCP' }],
  }],
  ['TCP by an address that istiod gives', 'db-example-com', { host: 'db.example.com', ports: TCP, addresses: 'auto-allocated' }, {
    hosts: ['db.example.com'], location: 'MESH_EXTERNAL', exportTo: ['.'], resolution: 'DNS', ports: [{ name: 'db', number: 5432, protocol: 'TCP' }],
  }],
];

test.each(entries)('%s', (_, name, props, spec) => {
  const chart = chartOf();
  new ExternalService(chart, 'service', props);
  expect(resourcesOf(chart)).toEqual([{ apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name, namespace: 'shop' }, spec }]);
});

const make = (props: object) => (chart: Chart) => new ExternalService(chart, 'partner', untyped({ host: 'api.partner.com', ports: TLS, ...props }));
const full = 'Expected the full name of a service outside the mesh, got';
const refused: readonly (readonly [what: string, lines: readonly string[], build: (chart: Chart) => unknown])[] = [
  ['no options', ['pattern/invalid-option @  of shop/partner: Expected options, got undefined'],
    (chart) => new ExternalService(chart, 'partner', untyped(undefined))],
  ['an option that there is not', [
    'pattern/unknown-option @ protocol of shop/partner: Expected "host", "name", "ports", "namespace", "exportTo", "resolution" or "addresses", got "protocol"',
  ], make({ protocol: 'HTTP' })],
  ['no host', [`external-service/host @ host of shop/partner: ${full} undefined: it is no name`], make({ host: undefined })],
  ['every host', [`external-service/host @ host of shop/partner: ${full} "*": it would be every host`], make({ host: '*' })],
  ['a short name', [`external-service/host @ host of shop/partner: ${full} "partner": it has no dots`], make({ host: 'partner' })],
  ['upper case', [`external-service/host @ host of shop/partner: ${full} "API.bank.com": it is not in lower case, in which proxies compare server names`], make({ host: 'API.bank.com' })],
  ['a scheme', [`external-service/host @ host of shop/partner: ${full} "https://api.bank.com": it has a scheme, a port or a path`], make({ host: 'https://api.bank.com' })],
  ['a dot at the end', [`external-service/host @ host of shop/partner: ${full} "api.bank.com.": it ends with a dot`], make({ host: 'api.bank.com.' })],
  ['an address', [`external-service/host @ host of shop/partner: ${full} "10.0.0.1": it is an address`], make({ host: '10.0.0.1' })],
  ['a service of the cluster', [
    `external-service/host @ host of shop/partner: ${full} "a.b.svc.cluster.local": it is a name of the cluster`,
  ], make({ host: 'a.b.svc.cluster.local' })],
  ['no ports', ['external-service/no-ports @ ports of shop/partner: Expected ports by name, each with number and protocol, got {}'], make({ ports: {} })],
  ['ports that are numbers', [
    'external-service/no-ports @ ports of shop/partner: Expected ports by name, each with number and protocol, got an object with tls',
  ], make({ ports: { tls: 443 } })],
  ['TCP without addresses', [
    'external-service/tcp-without-addresses @ addresses of shop/partner: Expected addresses beside the TCP port 5432, got none',
  ], make({ ports: TCP })],
  ['TCP that istiod gives no address', [
    'external-service/tcp-without-addresses @ addresses of shop/partner: Expected addresses beside the TCP port 5432, '
    + 'got "auto-allocated" with resolution NONE, for which istiod allocates none',
  ], make({ ports: TCP, addresses: 'auto-allocated', resolution: Resolution.none() })],
  ['addresses that are no list', [
    'pattern/invalid-option @ addresses of shop/partner: Expected a list of addresses, or "auto-allocated", got "10.0.0.1"',
  ], make({ addresses: '10.0.0.1' })],
  ['namespaces that are no list', ['pattern/invalid-option @ exportTo of shop/partner: Expected names of namespaces, got ""'], make({ exportTo: '' })],
  ['a resolution in Istio\'s words', [
    'pattern/invalid-option @ resolution of shop/partner: Expected a Resolution such as Resolution.dns(), got "DNS"',
  ], make({ resolution: 'DNS' })],
  ['two owners of a host in a namespace', [
    'composition/owned-twice @  of shop/two: Expected one owner of "a.com", got "shop/one" and "shop/two"',
  ], (chart) => ['one', 'two'].forEach((id) => new ExternalService(chart, id, { host: 'a.com', ports: TLS }))],
];

test.each(refused)('%s is refused', (_, lines, build) => {
  expect(findingsOf(build).map(inLine)).toEqual(lines);
});

const database = (chart: Chart, id: string, more: object): unknown => (
  new DatabaseEgress(chart, id, { engine: 'mysql', host: `${id}.example.com`, addresses: ['10.0.0.7'], ...more })
);

const apart: readonly (readonly [what: string, other: object])[] = [
  ['another address', { addresses: ['10.0.0.8'] }],
  ['another port', { port: 3307 }],
  ['another namespace that sees its own', { namespace: 'billing' }],
  ['an address of the other family', { addresses: ['fd00::7'] }],
];

test.each(apart)('two databases are told apart by %s', (_, other) => {
  const chart = chartOf();
  database(chart, 'one', {});
  database(chart, 'two', other);
  expect(Object.keys(specsOf(chart)).length).toBe(4);
});

const collisions: readonly (readonly [what: string, other: object, at: string])[] = [
  ['the same address', {}, '10.0.0.7'],
  ['a block with the address in it', { addresses: ['10.0.0.0/29'] }, '10.0.0.0/29'],
  ['one of several', { addresses: ['10.9.9.9', '10.0.0.7'] }, '10.0.0.7'],
  ['the same address in a namespace that both see', { namespace: 'billing', exportTo: ['.', 'shop'] }, '10.0.0.7'],
];

test.each(collisions)('two databases with %s cannot be told apart, in either order', (_, other, at) => {
  const built = [['one', 'two'], ['two', 'one']].map((order) => findingsOf((chart) => {
    for (const id of order) database(chart, id, id === 'two' ? other : {});
    App.of(chart).synthYaml();
  }));
  for (const findings of built) {
    expect(findings).toEqual([expect.objectContaining({
      rule: 'external-service/shared-address',
      construct: 'shop/two/Service',
      message: `Expected one service at port 3306 of ${at}, got "shop/one/Service" and "shop/two/Service"`,
      related: [expect.objectContaining({ construct: 'shop/one/Service' })],
    })]);
  }
});

test('one host twice for a namespace is a warning', () => {
  const chart = chartOf();
  const warnings: string[] = [];
  const write = jest.spyOn(process.stderr, 'write').mockImplementation((text) => warnings.push(String(text)) > 0);
  new ExternalService(chart, 'one', { host: 'a.com', ports: TLS });
  new ExternalService(chart, 'two', { host: 'a.com', ports: TLS, namespace: 'billing', exportTo: ['*'] });
  new ExternalService(chart, 'three', { host: 'a.com', ports: TLS, namespace: 'lab', exportTo: ['~'] });
  specsOf(chart);
  write.mockRestore();
  expect(warnings.filter((text) => text.includes('host-twice'))).toEqual([
    expect.stringContaining('Expected one ExternalService for "a.com" where a namespace sees it, got "shop/one" and "shop/two"'),
  ]);
});

test('it can be routed to like any service', () => {
  const partner = new ExternalService(chartOf(), 'partner', { host: 'api.partner.com', ports: { ...TLS, http: { number: 80, protocol: 'HTTP' } } });
  expect(partner.port('http')._destination({ construct: partner })).toEqual({ host: 'api.partner.com', port: { number: 80 } });
  expect(partner.describe().ports.map(({ name }) => name)).toEqual(['http', 'tls']);
});
