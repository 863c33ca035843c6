import { ApiObject, App, Chart, Testing } from 'cdk8s';
import * as istio from 'cdk8s-istio';
import * as fc from 'fast-check';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// A program is a set of statements. Whatever order they stand in, what they write has the same bytes.

const {
  Access, AuthorizationPolicy, Canary, CircuitBreaker, ConfigError, configureMesh, cookie, DestinationRule, EgressGateway, EgressLockdown,
  EgressThroughGateway, ExternalService, FaultInjection, header, HttpPolicies, IngressGateway, MeshService, Mirror,
  MutualTlsOrigination, NamespaceIsolation, path, PeerAuthentication, Resilience,
} = istio;

const http = { http: { number: 80, protocol: 'HTTP' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };

/** What statements refer to: each is made by the first one that needs it. */
class Program {
  public readonly app = new App();
  private readonly made = new Map<string, unknown>();

  public constructor() {
    configureMesh(this.app, {}); // also where no construct is of this package
  }

  public chart(id: string): Chart {
    return this.once(`chart ${id}`, () => new Chart(this.app, id, { namespace: id }));
  }

  public service(id: 'orders' | 'reviews' | 'ratings') {
    return this.once(id, () => new MeshService(this.chart('shop'), id, { ports: { ...http, admin: { number: 81, protocol: 'HTTP' } }, versions }));
  }

  public partner(id: 'bank' | 'post') {
    return this.once(id, () => new ExternalService(this.chart('shop'), id, { host: `${id}.example.com`, ports: { https: { number: 443, protocol: 'TLS' } } }));
  }

  public plain(id: string) {
    return this.once(id, () => new ExternalService(this.chart('shop'), id, { host: `${id}.example.com`, ports: http }));
  }

  public egress() {
    return this.once('egress', () => new EgressGateway(this.chart('istio-egress'), 'egress', {
      namespace: 'istio-egress', service: 'egress', workload: { labels: { istio: 'egress' } },
    }));
  }

  public ingress() {
    return this.once('ingress', () => new IngressGateway(this.chart('istio-ingress'), 'edge', {
      namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'tls' },
    }));
  }

  public object(chart: string, kind: string) {
    return this.once(`${chart} ${kind}`, () => new ApiObject(this.chart(chart), kind.toLowerCase(), { apiVersion: 'v1', kind }));
  }

  private once<T>(key: string, make: () => T): T {
    if (!this.made.has(key)) this.made.set(key, make());
    return this.made.get(key) as T;
  }
}

type Statement = (program: Program) => unknown;

const STATEMENTS: readonly Statement[] = [
  (p) => new Canary(p.chart('shop'), 'canary', {
    service: p.service('reviews'), stable: 'v1', canary: 'v2', weight: 10, sticky: { cookie: 'rollout' },
    always: [header('a').exact('1'), header('b').exact('1'), path.prefix('/c/')], never: cookie('d').present(),
  }),
  (p) => new Canary(p.chart('shop'), 'z-canary', { service: p.service('orders'), stable: 'v1', canary: 'v2', weight: 20 }),
  (p) => new Resilience(p.chart('shop'), 'patience', { service: p.service('reviews'), timeout: '3s', retries: { retryOn: 'idempotent' } }),
  (p) => new Resilience(p.chart('shop'), 'reports', { service: p.service('reviews'), timeout: '30s', retries: { attempts: 0 }, match: path.prefix('/reports/') }),
  (p) => new Mirror(p.chart('shop'), 'shadow', { service: p.service('orders'), destination: p.service('ratings').port('http'), percentage: 10 }),
  (p) => new HttpPolicies(p.chart('shop'), 'one', { service: p.service('reviews'), match: header('x').exact('1'), headers: { request: { set: { one: '1' } } } }),
  (p) => new HttpPolicies(p.chart('shop'), 'two', { service: p.service('reviews'), match: header('x').exact('2'), headers: { request: { set: { two: '2' }, remove: ['z', 'y'] } } }),
  (p) => new FaultInjection(p.chart('shop'), 'chaos', { service: p.service('ratings'), match: header('x').exact('3'), abort: { httpStatus: 503, percentage: 5 } }),
  (p) => new CircuitBreaker(p.chart('shop'), 'breaker', { service: p.service('reviews'), consecutive5xxErrors: 5 }),
  (p) => new CircuitBreaker(p.chart('shop'), 'admin', { service: p.service('reviews'), port: 'admin', maxConnections: 3 }),
  (p) => new CircuitBreaker(p.chart('shop'), 'next', { service: p.service('orders'), version: 'v2', http2MaxRequests: 3 }),
  (p) => new MutualTlsOrigination(p.chart('shop'), 'bank-tls', {
    service: p.plain('bank-api'), port: 'http', credentialName: 'bank', workload: { labels: { app: 'a' }, serviceAccount: 'a' },
  }),
  (p) => p.partner('post'),
  (p) => new EgressThroughGateway(p.chart('shop'), 'bank-egress', {
    service: p.partner('bank'), port: 'https', gateway: p.egress(),
    clients: [{ namespace: 'shop', serviceAccounts: ['bank'] }, { namespace: 'team', serviceAccounts: ['z', 'a'] }],
  }),
  (p) => new EgressThroughGateway(p.chart('shop'), 'post-egress', {
    service: p.partner('post'), port: 'https', gateway: p.egress(),
    clients: [{ namespace: 'shop', serviceAccounts: ['post'] }, { namespace: 'team', serviceAccounts: ['z', 'a'] }],
  }),
  (p) => p.ingress().host('b.example.com').path('/reviews', p.service('reviews').port('http')),
  (p) => p.ingress().host('b.example.com').path('/orders', p.service('orders').port('http')),
  (p) => p.ingress().host('a.example.com', { http: 'off' }).to(p.service('reviews').port('http')),
  (p) => new NamespaceIsolation(p.chart('shop'), 'isolation', { dependencies: [p.partner('bank'), 'accounts'] }),
  (p) => new EgressLockdown(p.chart('istio-egress'), 'lockdown', { gateway: p.egress(), namespaces: ['team', 'shop'] }),
  (p) => new DestinationRule(p.chart('team'), 'z', { host: 'z.team', subsets: { b: { labels: { a: 'b' } } } }),
  (p) => new DestinationRule(p.chart('team'), 'a', { host: 'a.team' }),
  (p) => new PeerAuthentication(p.chart('team'), 'strict', { mode: 'STRICT' }),
  (p) => new AuthorizationPolicy(p.chart('team'), 'own', { allow: [Access.from({ namespaces: ['team'] })] }),
  (p) => p.object('team', 'Deployment'),
  (p) => p.object('team', 'Namespace'),
  (p) => p.object('shop', 'ConfigMap'),
  (p) => p.object('shop', 'Job').addDependency(p.object('shop', 'Service'), p.object('shop', 'Deployment')),
  (p) => p.service('orders').node.addDependency(p.object('shop', 'Job')),
  (p) => p.object('shop', 'Secret').addDependency(p.ingress()),
];

/** What a synth gives: its documents, or what is wrong. */
function outcomeOf(statements: readonly Statement[], written: (app: App) => string = (app) => app.synthYaml()): string {
  const program = new Program();
  for (const statement of statements) statement(program);
  try {
    return written(program.app);
  } catch (error) {
    if (!ConfigError.isConfigError(error)) throw error;
    return error.findings.map(({ rule, construct, message }) => `${rule} ${construct}: ${message}`).sort().join('\n');
  }
}

let stderr: jest.SpyInstance;
beforeAll(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); }); // warnings are not what this is about
afterAll(() => stderr.mockRestore());

test('each statement is one that works', () => {
  for (const statement of STATEMENTS) expect(outcomeOf([statement])).toMatch(/^apiVersion|^$/);
});

/** Each chart, rendered without its app. */
function chartsOf({ node }: App): string {
  const charts = node.children.filter((construct) => construct instanceof Chart).sort((a, b) => (a.node.id < b.node.id ? -1 : 1));
  return charts.map((chart) => JSON.stringify(Testing.synth(chart), undefined, 1)).join('\n');
}

test('a chart that is rendered without its app has its documents in the same order', () => {
  const statements = STATEMENTS.filter((statement) => !String(statement).includes('NamespaceIsolation')); // it wants other dependencies
  const forwards = outcomeOf(statements, chartsOf);
  expect(forwards).toMatch(/^\[/);
  expect(outcomeOf([...statements].reverse(), chartsOf)).toBe(forwards);
});

test('the same statements in any order give the same bytes', () => {
  const twice = fc.shuffledSubarray([...STATEMENTS], { minLength: 2 })
    .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })));
  let written = 0;
  fc.assert(fc.property(twice, ([some, shuffled]) => {
    const outcome = outcomeOf(some);
    if (outcome.startsWith('apiVersion')) written++;
    expect(outcomeOf(shuffled)).toBe(outcome);
  }), { numRuns: 100 });
  expect(written).toBeGreaterThan(30);
});
