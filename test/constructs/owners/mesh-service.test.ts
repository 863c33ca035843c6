import { readFileSync } from 'node:fs';
import { App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import {
  Canary, CircuitBreaker, ExternalService, fromGateway, GatewayRef, header, HttpPolicies, MeshService, path, renderPath, Resilience,
  VirtualService,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { findingsOf } from '../../support/findings';

const http = { http: { number: 9080, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };

test('the first block of the design gives one DestinationRule and one VirtualService', () => {
  const app = new App();
  const chart = chartOf('shop', app);
  const reviews = new MeshService(chart, 'reviews', {
    ports: { http: { number: 9080, protocol: 'HTTP' } },
    versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  new Canary(chart, 'reviews-canary', {
    service: reviews, stable: 'v1', canary: 'v2',
    weight: 10,
    always: [header('end-user').exact('jason')],
  });
  new CircuitBreaker(chart, 'reviews-breaker', { service: reviews, consecutive5xxErrors: 5 });
  const host = 'reviews.shop.svc.cluster.local';
  const to = { host, port: { number: 9080 } };
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'reviews', namespace: 'shop' },
      spec: {
        host,
        trafficPolicy: { outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 } },
        subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }],
      },
    },
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'reviews', namespace: 'shop' },
      spec: {
        hosts: [host],
        http: [
          { name: 'reviews-canary-always', match: [{ headers: { 'end-user': { exact: 'jason' } }, port: 9080 }], route: [{ destination: { ...to, subset: 'v2' } }] },
          {
            name: 'default', match: [{ port: 9080 }],
            route: [{ destination: { ...to, subset: 'v1' }, weight: 90 }, { destination: { ...to, subset: 'v2' }, weight: 10 }],
          },
        ],
      },
    },
  ]);
});

const written: readonly (readonly [what: string, kinds: readonly string[], say: (service: MeshService<'http', 'v1' | 'v2'>, chart: Chart) => unknown])[] = [
  ['nothing', [], () => undefined],
  ['a policy', ['DestinationRule'], (service, chart) => new CircuitBreaker(chart, 'breaker', { service })],
  ['a timeout', ['VirtualService'], (service, chart) => new Resilience(chart, 'patience', { service, timeout: '1s' })],
  ['shares', ['DestinationRule', 'VirtualService'], (service, chart) => new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 0 })],
  ['a version that others route to', ['DestinationRule'], (service) => service.version('v1')],
];

test.each(written)('of %s come %j, and nothing else', (_, kinds, say) => {
  const chart = chartOf();
  say(new MeshService(chart, 'reviews', { ports: http, versions }), chart);
  expect((Testing.synth(chart) as { kind: string }[]).map(({ kind }) => kind)).toEqual(kinds);
});

test('the order in which patterns are made changes nothing', () => {
  const make = [
    (chart: Chart, service: MeshService<'http', 'v1' | 'v2'>) => new Resilience(chart, 'patience', { service, timeout: '1s' }),
    (chart: Chart, service: MeshService<'http', 'v1' | 'v2'>) => new CircuitBreaker(chart, 'breaker', { service, http2MaxRequests: 7 }),
    (chart: Chart, service: MeshService<'http', 'v1' | 'v2'>) => new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 5 }),
  ];
  const yaml = [[0, 1, 2], [2, 1, 0], [1, 2, 0]].map((order) => {
    const chart = chartOf();
    const service = new MeshService(chart, 'reviews', { ports: http, versions });
    for (const i of order) make[i]!(chart, service);
    return App.of(chart).synthYaml();
  });
  expect(yaml[1]).toBe(yaml[0]);
  expect(yaml[2]).toBe(yaml[0]);
});

test('two claims on one thing fail with both constructs, both lines, and the way out', () => {
  const chart = chartOf();
  const service = new MeshService(chart, 'reviews', { ports: http, versions });
  new Canary(chart, 'one', { service, stable: 'v1', canary: 'v2', weight: 5 });
  new Canary(chart, 'two', { service, stable: 'v1', canary: 'v2', weight: 10 });
  const findings = findingsOf(() => App.of(chart).synthYaml());
  const line = expect.objectContaining({ file: expect.stringContaining('mesh-service.test.ts'), line: expect.any(Number) });
  expect(findings).toEqual([expect.objectContaining({
    rule: 'composition/claimed-twice',
    message: 'Expected one construct to decide how requests are shared over the versions, got "shop/one" and "shop/two"',
    fix: 'keep one of the two constructs, or give each requests, a version or a port of its own',
    construct: 'shop/two',
    source: line,
    related: [expect.objectContaining({ construct: 'shop/one', source: line })],
  })]);
  expect(findings[0]!.source!.line).toBe(findings[0]!.related![0]!.source!.line + 1);
});

const refused: readonly (readonly [what: string, rule: string, at: string, message: string, build: (chart: Chart) => unknown])[] = [
  ['two owners of a host', 'composition/owned-twice', '', 'Expected one owner of "a.shop.svc.cluster.local", got "shop/a" and "shop/b"', (chart) => {
    new MeshService(chart, 'a', { ports: http });
    new MeshService(chart, 'b', { name: 'a', ports: http });
  }],
  ['a host that another team owns', 'composition/not-an-owner', 'service', 'Expected a MeshService or an ExternalService, got ', (chart) => (
    new CircuitBreaker(chart, 'breaker', { service: untyped(MeshService.fromName(chart, 'a', { namespace: 'b', ports: http })) })
  )],
  ['a version that there is not', 'reference/unknown-version', 'canary', 'Expected "v1" or "v2", got "v3"', (chart) => (
    new Canary(chart, 'canary', { service: new MeshService(chart, 'a', { ports: http, versions }), stable: 'v1', canary: untyped('v3'), weight: 1 })
  )],
  ['a version of one that has none', 'reference/unknown-version', 'versions', 'Expected a version of the service, which has none, got "v1"', (chart) => (
    new MeshService(chart, 'a', { ports: http }).version(untyped('v1'))
  )],
  ['a port that there is not', 'reference/unknown-port', 'ports', 'Expected "http", got "htp"', (chart) => (
    new MeshService(chart, 'a', { ports: http }).port(untyped('htp'))
  )],
  ['a port number twice', 'pattern/invalid-option', 'ports.b.number', 'Expected a number of its own, got 80, which "a" has', (chart) => (
    new MeshService(chart, 'a', { ports: { a: { number: 80, protocol: 'HTTP' }, b: { number: 80, protocol: 'TCP' } } })
  )],
  ['a reference to no name', 'pattern/invalid-option', 'name', 'Expected the name of a service such as "users", without dots, got "a.b"', (chart) => (
    MeshService.fromName(chart, 'a.b', { namespace: 'a', ports: http })
  )],
  ['a reference without anything', 'pattern/invalid-option', '', 'Expected options, got undefined', (chart) => (
    MeshService.fromName(chart, 'a', untyped(undefined))
  )],
  ['a reference without ports', 'pattern/invalid-option', 'ports', 'Expected ports by name, each with number and protocol, got undefined', (chart) => (
    MeshService.fromName(chart, 'a', untyped({ namespace: 'a' }))
  )],
  ['what is no Service', 'pattern/invalid-option', 'ports', 'Expected a Service with name, metadata and ports, got {}', (chart) => (
    MeshService.fromService(chart, 'a', untyped({}))
  )],
  ['a chart without a namespace', 'composition/namespace-missing', 'namespace', 'Expected a namespace, got undefined and a chart without one', (chart) => (
    new MeshService(new Chart(App.of(chart), 'bare'), 'a', { ports: http })
  )],
  ['an option that there is not', 'pattern/unknown-option', 'weigth', 'Expected "service", "stable", ', (chart) => (
    new Canary(chart, 'canary', untyped({ service: new MeshService(chart, 'a', { ports: http, versions }), weigth: 5 }))
  )],
  ['no options', 'pattern/invalid-option', '', 'Expected options, got undefined', (chart) => new CircuitBreaker(chart, 'breaker', untyped(undefined))],
  ['a match on the port', 'composition/match-not-for-host', 'match[0].gateways', 'Expected a match on the request itself, got one on "gateways"', (chart) => (
    new Resilience(chart, 'patience', { service: new MeshService(chart, 'a', { ports: http }), timeout: '1s', match: path.prefix('/').and(fromGateway(GatewayRef.mesh)) })
  )],
  ['a service of another app', 'reference/other-app', 'service', 'Expected a construct of the same app, got "shop/a" of another one', (chart) => (
    new CircuitBreaker(chart, 'breaker', { service: new MeshService(chartOf(), 'a', { ports: http }) })
  )],
  ['a port that says not what it speaks', 'reference/undeclared-protocol', 'ports', 'Expected port 80 to declare its protocol, got the name "web"', (chart) => (
    MeshService.fromService(chart, 'a', { name: 'a', metadata: {}, ports: [{ name: 'web', port: 80 }] })
  )],
  ['a patch of what is not written', 'construct/validation', '', 'Expected a VirtualService to patch, but no construct contributes anything that needs it', (chart) => {
    new MeshService(chart, 'a', { ports: http }).virtualService.addJsonPatch(JsonPatch.add('/metadata/labels', {}));
    new VirtualService(chart, 'bad', { hosts: [''] });
    App.of(chart).synthYaml();
  }],
];

test.each(refused)('%s is refused', (_, rule, at, message, build) => {
  const finding = findingsOf(build).find((each) => each.rule === rule);
  const got = { ...finding, path: renderPath(finding?.path ?? []) };
  expect(got).toMatchObject({ rule, path: at, message: expect.stringContaining(message) });
});

test('a service of another team is a destination by its full name', () => {
  const chart = chartOf();
  const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports: http, versions: ['v1'], clusterDomain: 'east.local' });
  const routes = new VirtualService(chart, 'routes', { hosts: ['shop.example.com'] })
    .addHttpRoute('a', { match: path.prefix('/a'), to: users.version('v1') }).addHttpRoute('b', { to: users.port('http') });
  expect(routes.resource.toJson()).toMatchObject({ spec: { http: [
    { route: [{ destination: { host: 'users.accounts.svc.east.local', subset: 'v1', port: { number: 9080 } } }] },
    { route: [{ destination: { host: 'users.accounts.svc.east.local', port: { number: 9080 } } }] },
  ] } });
});

test('a Service of cdk8s-plus says name, namespace, ports and what they speak', () => {
  const service = MeshService.fromService(chartOf(), 'users', {
    name: 'users', metadata: { namespace: 'accounts' }, ports: [{ name: 'grpc-web-users', port: 90 }, { port: 80, appProtocol: 'http' }, { name: 'tcp', port: 7 }],
  });
  expect(service.describe()).toMatchObject({
    host: 'users.accounts.svc.cluster.local',
    ports: [{ number: 7, protocol: 'TCP' }, { name: 'default', number: 80, protocol: 'HTTP' }, { name: 'grpc-web-users', number: 90, protocol: 'GRPC-WEB' }],
  });
});

test('describe is plain data, and explain says which construct is responsible for what', () => {
  const chart = chartOf();
  const service = new MeshService(chart, 'reviews', { ports: http, versions });
  new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 5, always: header('end-user').exact('jason') });
  new Resilience(chart, 'patience', { service, timeout: Duration.seconds(3), retries: { attempts: 0 } });
  const model = service.describe();
  expect(model).toStrictEqual(JSON.parse(JSON.stringify(model)));
  expect(model.shares!.by.source!.file).toMatch(/mesh-service\.test\.ts$/);
  expect(model).toMatchObject({
    shares: { value: [{ version: 'v1', percent: 95 }, { version: 'v2', percent: 5 }], by: { construct: 'shop/canary' } },
    exceptions: [{ value: { when: [{ 'header end-user': { exact: 'jason' } }], then: { kind: 'version', version: 'v2' } }, by: { construct: 'shop/canary' } }],
    behaviours: [{ when: [], leaves: { timeout: { value: '3s', by: { construct: 'shop/patience' } } } }],
  });
  const text = service.explain().replace(/ \([^()]*:\d+\)/g, '');
  expect(text).toBe(`reviews.shop.svc.cluster.local (namespace shop)
  port http: 9080 HTTP
  version v1: pods with version=v1
  version v2: pods with version=v2
requests, first match wins:
  1. header end-user is "jason": to v2, by shop/canary
       retries: never, by shop/patience
       timeout: 3s, by shop/patience
  2. every request: 95 % to v1, 5 % to v2, by shop/canary
       retries: never, by shop/patience
       timeout: 3s, by shop/patience
`);
  expect(service.explain()).toMatch(/by shop\/canary \(.*mesh-service\.test\.ts:\d+\)/);
});

test('a construct that others derive from is named at the line that makes the derived one, however deep it is made', () => {
  class Boring extends Resilience {
    public constructor(scope: Chart, id: string, service: MeshService) {
      super(scope, id, { service, timeout: '3s' });
    }
  }
  const chart = chartOf();
  const service = new MeshService(chart, 'reviews', { ports: http });
  const deep = (calls: number): Boring => (calls === 0 ? new Boring(chart, 'boring', service) : deep(calls - 1));
  deep(20);
  const { by } = service.describe().behaviours[0]!.leaves.timeout!;
  const text = readFileSync(__filename, 'utf8').split('\n');
  expect(text[by.source!.line - 1]).toContain('new Boring(chart');
});

const blamed: readonly (readonly [what: string, construct: string, path: string, say: (service: MeshService<string, 'v1' | 'v2'>, chart: Chart) => unknown])[] = [
  ['a CORS time', 'shop/cors', '.corsPolicy.maxAge', (service, chart) => (
    new HttpPolicies(chart, 'cors', { service, corsPolicy: { allowOrigins: ['*'], maxAge: '1500ms' } })
  )],
  ['a header', 'shop/headers', '.headers.response.set.x', (service, chart) => (
    new HttpPolicies(chart, 'headers', { service, headers: { response: { set: { x: '1\n2' } } } })
  )],
  ['a match of a pin', 'shop/canary', '.match[0].uri.regex', (service, chart) => (
    new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 1, always: path.regex('(') })
  )],
  ['a match of what is done to some', 'shop/some', '.match[0].uri.regex', (service, chart) => (
    new Resilience(chart, 'some', { service, timeout: '1s', match: path.regex('(') })
  )],
  ['a scheme', 'shop/moved', 'redirect.scheme', (service, chart) => (
    new HttpPolicies(chart, 'moved', { service, match: path.prefix('/a/'), redirect: { scheme: untyped('ftp') } })
  )],
  ['a limit', 'shop/breaker', 'spec.trafficPolicy.connectionPool.tcp.maxConnections', (service, chart) => (
    new CircuitBreaker(chart, 'breaker', { service, maxConnections: 1e10 })
  )],
  ['a limit of a version', 'shop/breaker', 'spec.subsets[1].trafficPolicy.connectionPool.tcp.maxConnections', (service, chart) => (
    new CircuitBreaker(chart, 'breaker', { service, version: 'v2', maxConnections: 1e10 })
  )],
  ['a limit of a port', 'shop/breaker', 'spec.trafficPolicy.portLevelSettings[0].connectionPool.tcp.maxConnections', (service, chart) => (
    new CircuitBreaker(chart, 'breaker', { service, port: 'http', maxConnections: 1e10 })
  )],
];
test.each(blamed)('%s that Istio refuses is told of the pattern that said it', (_, construct, at, say) => {
  const about = findingsOf((chart) => {
    const service = new MeshService(chart, 'reviews', { ports: http, versions });
    new HttpPolicies(chart, 'aaa', { service, match: header('zzz').present(), headers: { request: { set: { a: '1' } } } });
    say(service, chart);
  }).find(({ path: where }) => renderPath(where).endsWith(at));
  expect([about?.construct, /mesh-service\.test\.ts$/.test(about?.source?.file ?? '')]).toEqual([construct, true]);
});

test('what is patched is told of the patch', () => {
  const [first] = findingsOf((chart) => {
    const service = new MeshService(chart, 'reviews', { ports: http, versions });
    new Resilience(chart, 'patience', { service, timeout: '1s' });
    service.virtualService.addJsonPatch(JsonPatch.replace('/spec/http/0/timeout', '5'));
  });
  expect([first!.rule, first!.construct]).toEqual(['value/duration', 'shop/reviews/VirtualService']);
});

test('on several ports each has its routes, and ports that are not HTTP share connections', () => {
  const chart = chartOf();
  const service = new MeshService(chart, 'shop', {
    ports: { http: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP2' }, db: { number: 3306, protocol: 'TCP' } }, versions,
  });
  new Canary(chart, 'canary', { service, stable: 'v1', canary: 'v2', weight: 20 });
  const [, virtualService] = Testing.synth(chart) as [unknown, { spec: unknown }];
  const host = 'shop.shop.svc.cluster.local';
  const split = (number: number): object[] => [
    { destination: { host, subset: 'v1', port: { number } }, weight: 80 }, { destination: { host, subset: 'v2', port: { number } }, weight: 20 },
  ];
  expect(virtualService.spec).toEqual({
    hosts: [host],
    http: [{ name: 'default', match: [{ port: 80 }], route: split(80) }, { name: 'default', match: [{ port: 81 }], route: split(81) }],
    tcp: [{ match: [{ port: 3306 }], route: split(3306) }],
  });
});

test('a policy of a version says what differs, and is written with what Istio does not inherit', () => {
  const chart = chartOf();
  const service = new MeshService(chart, 'reviews', { ports: { ...http, admin: { number: 81, protocol: 'HTTP' } }, versions });
  new CircuitBreaker(chart, 'all', { service, maxConnections: 100, http2MaxRequests: 50 });
  new CircuitBreaker(chart, 'admin', { service, port: 'admin', http2MaxRequests: 5 });
  new CircuitBreaker(chart, 'v2', { service, version: 'v2', http2MaxRequests: 10, interval: '1s' });
  const ejection = { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 };
  const pool = (requests: number): object => ({ tcp: { maxConnections: 100 }, http: { http2MaxRequests: requests } });
  expect((Testing.synth(chart) as [{ spec: unknown }])[0].spec).toMatchObject({
    trafficPolicy: {
      connectionPool: pool(50), outlierDetection: ejection,
      portLevelSettings: [{ port: { number: 81 }, connectionPool: pool(5), outlierDetection: ejection }],
    },
    subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', trafficPolicy: {
      connectionPool: pool(10), outlierDetection: { ...ejection, interval: '1s' },
      portLevelSettings: [{ port: { number: 81 }, connectionPool: pool(10), outlierDetection: { ...ejection, interval: '1s' } }],
    } }],
  });
});

test('an external service always has its ServiceEntry', () => {
  const chart = chartOf();
  new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: { https: { number: 443, protocol: 'HTTPS' } } });
  expect((Testing.synth(chart) as { kind: string; spec: unknown }[]).map(({ kind, spec }) => [kind, spec])).toEqual([['ServiceEntry', {
    hosts: ['api.partner.com'], location: 'MESH_EXTERNAL', resolution: 'DNS', exportTo: ['.'], ports: [{ name: 'https', number: 443, protocol: 'HTTPS' }],
  }]]);
});
