import { App, type Chart } from 'cdk8s';
import {
  Canary, Destination, DestinationRule, EgressGateway, EgressThroughGateway, ExternalService, type Finding, header,
  IngressGateway, type IngressGatewayProps, MeshService, MutualTlsOrigination, Resolution, path, renderPath, Resilience, sourceLabels,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { findingsIn, thrownBy } from '../../support/findings';

const http = { http: { number: 9080, protocol: 'HTTP' } } as const;
const tls = { tls: { number: 8443, protocol: 'TLS' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };
const simple = { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'shop-tls' } } as const;
const mutual = { https: { mode: 'MUTUAL', credentialName: 'partners' } } as const;
const passed = { https: { mode: 'PASSTHROUGH' } } as const;

interface Made {
  readonly app: App;
  readonly chart: Chart;
  readonly edge: (id?: string, props?: object) => IngressGateway;
  readonly service: (name: string, ports?: object) => MeshService<'http', 'v1' | 'v2'>;
}

function made(): Made {
  const app = new App();
  const chart = chartOf('shop', app);
  return {
    app,
    chart,
    edge: (id = 'edge', props = {}) => new IngressGateway(chart, id, { ...simple, ...props } as IngressGatewayProps),
    service: (name, ports = http) => new MeshService(chart, name, { ports: ports as typeof http, versions }),
  };
}

/** The first finding that a program is refused with at the line that is wrong. */
function refusal(build: (given: Made) => unknown): Finding {
  return thrownBy(() => build(made()))[0]!;
}

const refused: readonly (readonly [what: string, rule: string, at: string, message: string, build: (given: Made) => unknown])[] = [
  ['no namespace', 'pattern/invalid-option', 'namespace', "Expected the namespace of the gateway's pods, got undefined", ({ edge }) => edge('e', { namespace: undefined })],
  ['no labels', 'pattern/invalid-option', 'workload.labels', "Expected labels of the gateway's pods, got {}", ({ edge }) => edge('e', { workload: { labels: {} } })],
  ['nothing about https', 'pattern/invalid-option', 'https', 'Expected { credentialName } or "off", got nothing', ({ edge }) => edge('e', { https: undefined })],
  ['an option that there is not', 'pattern/unknown-option', 'credentialName', 'Expected "namespace", ', ({ edge }) => edge('e', { credentialName: 'a' })],
  ['a port that is none', 'pattern/invalid-option', 'ports.http', 'Expected a port number from 1 to 65535, got 0', ({ edge }) => edge('e', { ports: { http: 0 } })],
  ['neither http nor https', 'pattern/invalid-option', 'http', 'Expected a host to be served by http or by https, got neither', ({ edge }) => edge('e', { https: 'off', http: 'off' })],
  ['a redirect to nowhere', 'pattern/invalid-option', 'http', 'Expected https for a redirect to lead to, got "off"', ({ edge }) => edge('e', { https: 'off', http: 'redirect' })],
  ['a redirect to another port', 'pattern/invalid-option', 'http', 'Expected https on port 443, where redirects lead to, got 8443', ({ edge }) => edge('e', { ports: { https: 8443 } })],
  ['http beside TLS that is handed on', 'pattern/invalid-option', 'http', 'Expected "redirect" or "off" beside TLS that is handed on, got "serve"', ({ edge }) => edge('e', { ...passed, http: 'serve' })],
  ['another word for http', 'pattern/invalid-option', 'http', 'Expected "redirect", "serve" or "off", got "on"', ({ edge }) => edge('e', { http: 'on' })],
  ['another mode', 'pattern/invalid-option', 'https.mode', 'Expected "SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL" or "PASSTHROUGH", got "simple"', ({ edge }) => edge('e', { https: { mode: 'simple' } })],
  ['no certificate', 'pattern/invalid-option', 'https.credentialName', 'Expected the name of a Secret, got undefined', ({ edge }) => edge('e', { https: {} })],
  ['a certificate that is not shown', 'pattern/invalid-option', 'https.credentialName', 'Expected "mode" with mode PASSTHROUGH, got "credentialName"', ({ edge }) => edge('e', { https: { mode: 'PASSTHROUGH', credentialName: 'a' } })],
  ['clients that are not asked', 'pattern/invalid-option', 'https.subjectAltNames', 'Expected "mode", "credentialName" or "minProtocolVersion" with mode SIMPLE, got "subjectAltNames"', ({ edge }) => edge('e', { https: { credentialName: 'a', subjectAltNames: ['b'] } })],
  ['old TLS', 'pattern/invalid-option', 'https.minProtocolVersion', 'Expected "TLSV1_2" or "TLSV1_3", got "TLSV1_0"', ({ edge }) => edge('e', { https: { credentialName: 'a', minProtocolVersion: 'TLSV1_0' } })],
  ['https as a text', 'pattern/invalid-option', 'https', 'Expected { credentialName } or "off", got "on"', ({ edge }) => edge('e', { https: 'on' })],
  ['a host with no options', 'pattern/invalid-option', '', 'Expected options, got null', ({ edge }) => edge().host('a.com', untyped(null))],
  ['a gateway with no ports', 'pattern/invalid-option', 'ports', 'Expected options, got null', ({ edge }) => edge('e', untyped({ ports: null }))],
  ['a host with another option', 'pattern/unknown-option', 'tls', 'Expected https: { credentialName: … }, got "tls"', ({ edge }) => edge().host('a.com', untyped({ tls: {} }))],
  ['a host that goes against its gateway', 'pattern/invalid-option', 'http', 'Expected https for a redirect to lead to, got "off"', ({ edge }) => edge('e', { https: 'off' }).host('a.com', { http: 'redirect' })],
  ...['shop', 'https://a.com', 'a.com:443', '*a.com', 'a.com.', '1.2.3.4', 'A.com', undefined].map((host) => (
    [`the host ${host}`, 'pattern/invalid-option', 'host', 'Expected a full host name, got ', ({ edge }: Made) => edge().host(untyped(host))] as const)),
  ...['', 'a', '//', '/a/', '/a*', '/a b', '/a?b', '/a//b', '/a/../b', '/a/.', '/{id}', 7].map((at) => (
    [`the path ${at}`, 'pattern/invalid-option', 'path', 'Expected a path such as "/reviews", got ', ({ edge, service }: Made) => edge().host('a.com').path(untyped(at), service('a'))] as const)),
  ...['reviews', undefined, {}, Destination.host('a')].map((target) => (
    [`the service ${typeof target}`, 'ingress-gateway/not-a-service', 'service', 'Expected a service, got ', ({ edge }: Made) => edge().host('a.com').to(untyped(target))] as const)),
  ['a subset', 'ingress-gateway/not-a-service', 'service', 'Expected a service, got an instance of Subset', ({ edge, chart }) => (
    edge().host('a.com').to(untyped(new DestinationRule(chart, 'rule', { host: 'a', subsets: { v1: {} } }).subset('v1'))))],
  ['a service of another app', 'reference/other-app', 'service', 'Expected a construct of the same app, got "shop/a"', ({ edge }) => edge().host('a.com').to(made().service('a'))],
  ['a port that there is not', 'reference/unknown-port', 'ports', 'Expected "http", got "htp"', ({ edge, service }) => edge().host('a.com').to(service('a').port(untyped('htp')))],
];

test.each(refused)('%s is refused where it is said: %s', (_, rule, at, message, build) => {
  const finding = refusal(build);
  expect({ ...finding, path: renderPath(finding.path) }).toMatchObject({ rule, severity: 'error', path: at, message: expect.stringContaining(message) });
  expect(finding.construct).toMatch(/^shop\/./);
  expect(finding.source).toMatchObject({ file: __filename });
});

/** The findings of the complete app of a program. */
function problemsOf(build: (given: Made) => unknown): Finding[] {
  const given = made();
  build(given);
  return findingsIn(given.app);
}

const HOST = 'shop.example.com';
const plainPort = { http: { number: 80, protocol: 'HTTP' } } as const;

function edgeToEgress({ edge, chart }: Made, clients: [string, ...string[]], protocol: 'HTTP' | 'TLS' = 'HTTP'): void {
  const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: { port: { number: 443, protocol } } });
  const way = new EgressGateway(chart, 'way', { namespace: 'istio-egress', service: 'istio-egress', workload: { labels: { istio: 'egress' } } });
  new EgressThroughGateway(chart, 'egress', { service: partner, port: 'port', gateway: way, clients });
  edge('edge', protocol === 'TLS' ? passed : {}).host(HOST).to(partner);
}

const problems: readonly (readonly [what: string, findings: readonly string[], build: (given: Made) => unknown])[] = [
  ['two services at a path', ['error composition/claimed-twice: Expected one service at path "/x" of "shop.example.com", '
    + 'got a.shop.svc.cluster.local:9080 and b.shop.svc.cluster.local:9080'], ({ edge, service }) => {
    const [gateway, b] = [edge(), service('b')];
    gateway.host(HOST).path('/x', b);
    gateway.host(HOST).path('/x', service('a')).path('/x', b).path('/y', b);
  }],
  ['two services for what is left', ['error composition/claimed-twice: Expected one service at the remaining paths of "shop.example.com", '
    + 'got a.shop.svc.cluster.local:9080 and b.shop.svc.cluster.local:9080'], ({ edge, service }) => edge().host(HOST).to(service('b')).to(service('a'))],
  ['two versions of a service', ['error composition/claimed-twice: Expected one service at the remaining paths of "shop.example.com", '
    + 'got a.shop.svc.cluster.local:9080 (v1) and a.shop.svc.cluster.local:9080 (v2)'], ({ edge, service }) => {
    const a = service('a');
    edge().host(HOST).to(a.version('v2')).to(a.version('v1'));
  }],
  ['a service twice', [], ({ edge, service }) => {
    const a = service('a');
    edge().host(HOST).to(a).to(a.port('http')).path('/x', a).path('/x', a);
  }],
  ['two ways of serving a host', ['error composition/claimed-twice: Expected "shop.example.com" to be served with the same options everywhere, '
    + 'got {"http":"off"} and {"http":"serve"}'], ({ edge, service }) => {
    const gateway = edge();
    gateway.host(HOST, { http: 'serve' }).to(service('a'));
    gateway.host(HOST, { http: 'off' });
    gateway.host(HOST, { http: 'off' });
  }],
  ['a host without services', ['error ingress-gateway/nothing-exposed: Expected a service for "b.com", got none'], ({ edge, service }) => {
    const gateway = edge();
    gateway.host('b.com');
    gateway.host(HOST).to(service('a'));
  }],
  ['a service without HTTP', ['error composition/needs-http: Expected an HTTP port of "db.shop.svc.cluster.local", got "tls" with TLS'],
    ({ edge, service }) => edge().host(HOST).to(service('db', tls))],
  ['a port without HTTP', ['error composition/needs-http: Expected an HTTP port of "db.shop.svc.cluster.local", got 8443 with protocol TLS'],
    ({ edge, service }) => edge().host(HOST).to(service('db', { ...http, ...tls }).port(untyped('tls')))],
  ['a port without HTTP of another team', ['error composition/needs-http: Expected an HTTP port of "db.b.svc.cluster.local", got 8443 with protocol TLS'],
    ({ edge, chart }) => edge().host(HOST).to(MeshService.fromName(chart, 'db', { namespace: 'b', ports: tls }).port('tls'))],
  ['several HTTP ports', ['error ingress-gateway/port-missing: Expected one of the ports "http" or "admin" of "a.shop.svc.cluster.local", got the service as a whole'],
    ({ edge, service }) => edge().host(HOST).to(service('a', { admin: { number: 9081, protocol: 'HTTP' }, ...http }))],
  ['a version of one that has several ports', ['error ingress-gateway/port-missing: Expected a port of "a.b.svc.cluster.local", got none'],
    ({ edge, chart }) => edge().host(HOST).to(MeshService.fromName(chart, 'a', {
      namespace: 'b', ports: { ...http, admin: { number: 1, protocol: 'HTTP' } }, versions: ['v1'],
    }).version('v1'))],
  ['one HTTP port among others', [], ({ edge, service }) => edge().host(HOST).to(service('a', { ...http, ...tls }))],
  ['TLS handed on to a port without', ['error ingress-gateway/needs-tls-port: Expected a TLS port of "a.shop.svc.cluster.local", got "http" with HTTP'],
    ({ edge, service }) => {
      const gateway = edge();
      gateway.host(HOST).to(service('a'));
      gateway.host(HOST, passed);
    }],
  ['a path in TLS that is handed on', ['error ingress-gateway/path-unseen: Expected no path at "shop.example.com", whose TLS is handed on, got "/x"'],
    ({ edge, service }) => edge('edge', passed).host(HOST).path('/x', service('a', tls))],
  ['an ExternalService that is not exported', ['error ingress-gateway/not-visible: Expected "api.partner.com" to be exported to "istio-ingress", got "."'],
    ({ edge, chart }) => edge().host(HOST).to(new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: plainPort }))],
  ...([['*'], ['.', 'istio-ingress']] as const).map((exportTo) => [`an ExternalService exported to ${exportTo.join()}`, [], ({ edge, chart }: Made) => (
    edge().host(HOST).to(new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: plainPort, exportTo })))] as const),
  ['an ExternalService for all names below one', ['error ingress-gateway/wildcard-service: Expected one host behind a gateway, got "*.partner.com"'],
    ({ edge, chart }) => edge().host(HOST).to(new ExternalService(chart, 'partners', {
      host: '*.partner.com', ports: plainPort, exportTo: ['.', 'istio-ingress'], resolution: Resolution.dynamicDns(),
    }))],
  ['an ExternalService beside the gateway', [], ({ edge, chart }) => edge().host(HOST).to(new ExternalService(chart, 'partner', {
    host: 'api.partner.com', namespace: 'istio-ingress', ports: plainPort,
  }))],
  ['an ExternalService that only some clients show a certificate', ['info composition/left-out: Without effect at "shop.example.com": '
    + 'the policy of "shop/tls" is for clients with app=checkout, and the gateway is none of them'], ({ edge, chart }) => {
    const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: plainPort, exportTo: ['.', 'istio-ingress'] });
    new MutualTlsOrigination(chart, 'tls', {
      service: partner, port: 'http', credentialName: 'client', workload: { labels: { app: 'checkout' }, serviceAccount: 'checkout' },
    });
    edge().host(HOST).to(partner);
  }],
  ['an ExternalService behind an egress gateway that the ingress is no client of', ['error ingress-gateway/not-visible: '
    + 'Expected "istio-ingress" to be a client of the gateway to "api.partner.com", got "shop"'], (given) => edgeToEgress(given, ['shop'])],
  ['an ExternalService behind an egress gateway that the ingress is a client of', [], (given) => edgeToEgress(given, ['istio-ingress', 'shop'])],
  ['TLS handed on to a service behind an egress gateway', ['error ingress-gateway/detour-unseen: Expected requests for "api.partner.com", '
    + 'which is reached through "istio-egress/istio-egress", got TLS that is handed on'], (given) => edgeToEgress(given, ['istio-ingress'], 'TLS')],
  ['a route for some clients', ['info composition/left-out: Without effect at "shop.example.com": the route of "shop/canary" '
    + 'for client label app is "web", because a gateway does not see which pod a request is from'], ({ edge, service, chart }) => {
    const a = service('a');
    edge().host(HOST).to(a);
    new Canary(chart, 'canary', { service: a, stable: 'v1', canary: 'v2', weight: 1, always: sourceLabels({ app: 'web' }) });
  }],
  ['a path that is elsewhere', ['info composition/left-out: Without effect at "shop.example.com/x": the route of "shop/canary" for path starts with "/y/", '
    + 'because no request is both under the path and one of these'], ({ edge, service, chart }) => {
    const a = service('a');
    edge().host(HOST).path('/x', a);
    new Canary(chart, 'canary', { service: a, stable: 'v1', canary: 'v2', weight: 1, always: path.prefix('/y/') });
  }],
  ['behaviours of a path that is elsewhere', ['info composition/left-out: Without effect at "shop.example.com/x": the route of "shop/patience" '
    + 'for path starts with "/y/", because no request is both under the path and one of these'], ({ edge, service, chart }) => {
    const a = service('a');
    edge().host(HOST).path('/x', a);
    new Resilience(chart, 'all', { service: a, timeout: '1s' });
    new Resilience(chart, 'patience', { service: a, match: path.prefix('/y/'), timeout: '9s' });
  }],
  ['what another service takes before', ['info composition/left-out: Without effect at "shop.example.com/x": the route of "shop/canary" '
    + 'for path starts with "/x/y/z/", because earlier routes take all of these'], ({ edge, service, chart }) => {
    const [a, b] = [service('a'), service('b')];
    edge().host(HOST).path('/x', a).path('/x/y', b);
    new Canary(chart, 'canary', { service: a, stable: 'v1', canary: 'v2', weight: 1, always: path.prefix('/x/y/z/') });
  }],
  ['a regex and a path', ['error composition/not-joinable: Expected conditions on "path" that fit in one match at "shop.example.com/x", '
    + 'got path matches ".*[.]png"; and the path'], ({ edge, service, chart }) => {
    const a = service('a');
    edge().host(HOST).path('/x', a);
    new Canary(chart, 'canary', { service: a, stable: 'v1', canary: 'v2', weight: 1, always: path.regex('.*[.]png') });
  }],
  ['a regex below the path', [], ({ edge, service, chart }) => {
    const a = service('a');
    edge().host(HOST).path('/x', a);
    new Canary(chart, 'canary', { service: a, stable: 'v1', canary: 'v2', weight: 1, always: path.regex('/x/[0-9]+') });
  }],
  ['a host on two gateways of the same pods', ['error ingress-gateway/served-twice: Expected one gateway for "shop.example.com" on port 80 or 443 '
    + 'of the pods with istio=ingress, tier=web, got "shop/one" and "shop/two"'], ({ edge, service }) => {
    const a = service('a');
    edge('two', { namespace: 'elsewhere', workload: { labels: { istio: 'ingress', tier: 'web' } } }).host(HOST).to(a);
    edge('one').host(HOST).to(a);
  }],
  ['a host on two gateways of other pods', [], ({ edge, service }) => {
    const a = service('a');
    edge('one').host(HOST).to(a);
    edge('two', { workload: { labels: { istio: 'intranet' } } }).host(HOST).to(a);
  }],
  ['a host on other ports of the same pods', [], ({ edge, service }) => {
    const a = service('a');
    edge('one').host(HOST).to(a);
    edge('two', { https: 'off', ports: { http: 8080 } }).host(HOST).to(a);
  }],
  ['a certificate on two gateways', ['warning ingress-gateway/shared-certificate: Conflicting: "shop/one" and "shop/two" both serve hosts '
    + 'with the certificate "shop-tls"'], ({ edge, service }) => {
    const a = service('a');
    edge('one').host('a.com').to(a);
    edge('two').host('b.com').to(a);
  }],
  ['a certificate with two kinds of TLS', ['warning ingress-gateway/shared-certificate: Conflicting: "a.com" and "b.com" share the certificate "shop-tls", '
    + 'but not how TLS is ended'], ({ edge, service }) => {
    const [a, gateway] = [service('a'), edge()];
    gateway.host('a.com').to(a);
    gateway.host('b.com', { https: { mode: 'MUTUAL', credentialName: 'shop-tls' } }).to(a);
  }],
  ['a wildcard that asks for less', ['error ingress-gateway/under-wildcard: Expected "shop.example.com" to be served as "*.example.com" is, which covers it, '
    + 'got MUTUAL with partners (http: redirect) and SIMPLE with shop-tls (http: redirect)'], ({ edge, service }) => {
    const [a, gateway] = [service('a'), edge()];
    gateway.host('*.example.com').to(a);
    gateway.host(HOST, mutual).to(a);
  }],
  ['a wildcard that is open', ['error ingress-gateway/under-wildcard: Expected "shop.example.com" to be served as "*" is, which covers it, '
    + 'got SIMPLE with shop-tls (http: off) and no https (http: serve)'], ({ edge, service }) => {
    const [a, gateway] = [service('a'), edge()];
    gateway.host(HOST, { http: 'off' }).to(a);
    gateway.host('*', { https: 'off' }).to(a);
  }],
];

test.each(problems)('%s: %j', (_, findings, build) => {
  expect(problemsOf(build).map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`)).toEqual(findings);
});

test('two services at a path fail with both services and the two lines that say so', () => {
  const [finding] = problemsOf(({ edge, service }) => {
    const [gateway, a, b] = [edge(), service('a'), service('b')];
    gateway.host(HOST)
      .path('/x', a)
      .path('/x', b);
  });
  expect(finding).toMatchObject({
    construct: 'shop/b',
    fix: 'give each service a path of its own',
    resource: { kind: 'VirtualService', namespace: 'istio-ingress', name: 'edge.shop.example.com' },
    source: { file: __filename },
    related: [{ construct: 'shop/a', source: { file: __filename, line: finding!.source!.line - 1 } }],
  });
});

test('a host on two gateways fails with both, and the code of istioctl', () => {
  const [finding] = problemsOf(({ edge, service }) => {
    const a = service('a');
    edge('one').host(HOST).to(a);
    edge('two', { https: { credentialName: 'b' } }).host(HOST).to(a);
  });
  expect(finding).toMatchObject({
    rule: 'ingress-gateway/served-twice', aliases: ['IST0145'], construct: 'shop/two', resource: { kind: 'Gateway', name: 'two' },
    related: [{ construct: 'shop/one', source: { file: __filename, line: finding!.source!.line - 1 } }],
  });
});

test('a service of another team, a path that says nothing and an exception that holds make no finding', () => {
  expect(problemsOf(({ edge, service, chart }) => {
    const a = service('a');
    edge().host(HOST).to(MeshService.fromName(chart, 'b', { namespace: 'b', ports: http })).path('/a', a);
    new Canary(chart, 'canary', { service: a, stable: 'v1', canary: 'v2', weight: 1, always: [header('x').exact('1'), path.prefix('/a/b')] });
    new Resilience(chart, 'patience', { service: a, timeout: '1s' });
  })).toEqual([]);
});
