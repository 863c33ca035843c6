import { Duration } from 'cdk8s';
import { CircuitBreaker, LocalityFailover, type CircuitBreakerProps } from 'cdk8s-istio';
import { untyped } from '../../support/chart';
import { findings, refusal, type Say, specs } from '../../support/reviews';

type Options = Omit<CircuitBreakerProps<'http' | 'admin' | 'db', 'v1' | 'v2'>, 'service'>;

const breaker = (options: Options = {}, id = 'breaker'): Say => (service, chart) => (
  new CircuitBreaker(chart, id, { service, ...options } as CircuitBreakerProps<'http' | 'admin' | 'db', 'v1' | 'v2'>)
);
const policy = (...says: Say[]): unknown => specs((service, chart) => { for (const say of says) say(service, chart); }).rule.trafficPolicy;
const outlierDetection = { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 };

test('by default endpoints that fail are taken out, half of them at most', () => {
  expect(specs(breaker())).toEqual({
    rule: {
      host: 'reviews.shop.svc.cluster.local', trafficPolicy: { outlierDetection },
      subsets: [{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' } }],
    },
    routes: undefined,
  });
});

test('limits in the words of Istio', () => {
  expect(policy(breaker({
    maxConnections: 100, http1MaxPendingRequests: 10, http2MaxRequests: 50, maxRetries: 3, connectTimeout: '1s', maxConnectionDuration: Duration.minutes(5),
    consecutive5xxErrors: 7, consecutiveGatewayErrors: 3, interval: '5s', baseEjectionTime: '1m', maxEjectionPercent: 100, mostEndpoints: true,
  }))).toEqual({
    connectionPool: {
      tcp: { maxConnections: 100, connectTimeout: '1s', maxConnectionDuration: '5m' },
      http: { http1MaxPendingRequests: 10, http2MaxRequests: 50, maxRetries: 3 },
    },
    outlierDetection: { consecutive5xxErrors: 7, consecutiveGatewayErrors: 3, interval: '5s', baseEjectionTime: '1m', maxEjectionPercent: 100 },
  });
});

test('limits alone for a service of one endpoint', () => {
  expect(policy(breaker({ outlierDetection: false, maxConnections: 5 }))).toEqual({ connectionPool: { tcp: { maxConnections: 5 } } });
});

test('endpoints that are out for a short time are looked at as often', () => {
  expect(policy(breaker({ baseEjectionTime: '2s' }))).toEqual({ outlierDetection: { ...outlierDetection, baseEjectionTime: '2s', interval: '2s' } });
});

test('a port and a version say what differs, and keep the rest', () => {
  const { rule } = specs((service, chart) => {
    breaker({ maxConnections: 100 })(service, chart);
    breaker({ port: 'db', maxConnections: 10 }, 'db')(service, chart);
    breaker({ version: 'v2', maxConnections: 5 }, 'v2')(service, chart);
  });
  const pool = (maxConnections: number): object => ({ connectionPool: { tcp: { maxConnections } } });
  expect(rule.trafficPolicy).toEqual({
    ...pool(100), outlierDetection, portLevelSettings: [{ port: { number: 3306 }, ...pool(10), outlierDetection }],
  });
  expect(rule.subsets).toEqual([{ name: 'v1', labels: { version: 'v1' } }, { name: 'v2', labels: { version: 'v2' }, trafficPolicy: {
    ...pool(5), portLevelSettings: [{ port: { number: 3306 }, ...pool(5), outlierDetection }],
  } }]);
});

test('beside a failover whole places may be out, unless that is said', () => {
  const failover: Say = (service, chart) => new LocalityFailover(chart, 'a-failover', { service, failover: { eu: 'us' } });
  const later: Say = (service, chart) => new LocalityFailover(chart, 'z-failover', { service, failover: { eu: 'us' } });
  const out = (maxEjectionPercent: number): object => ({ outlierDetection: { ...outlierDetection, maxEjectionPercent } });
  for (const each of [failover, later]) {
    expect(policy(breaker(), each)).toMatchObject(out(100));
    expect(policy(breaker({ maxEjectionPercent: 30 }), each)).toMatchObject(out(30));
    expect(policy(breaker({ outlierDetection: false, http2MaxRequests: 5 }), each)).toMatchObject(out(100));
  }
});

test.each<readonly [what: string, options: object, path: string, message: string]>([
  ['a limit of nothing', { maxConnections: 0 }, 'maxConnections', 'Expected a whole number of at least 1, got 0'],
  ['a limit as text', { http2MaxRequests: 'many' }, 'http2MaxRequests', 'Expected a whole number of at least 1, got "many"'],
  ['half a request', { http1MaxPendingRequests: 0.5 }, 'http1MaxPendingRequests', 'Expected a whole number of at least 1, got 0.5'],
  ['no retries', { maxRetries: 0 }, 'maxRetries', 'Expected a whole number of at least 1, got 0'],
  ['no errors', { consecutive5xxErrors: 0 }, 'consecutive5xxErrors', 'Expected a whole number of at least 1, got 0'],
  ['gateway errors that are too many to matter', { consecutiveGatewayErrors: 5 }, 'consecutiveGatewayErrors',
    'Expected less than 5, the server errors that count these too, got 5'],
  ['gateway errors where one error is enough', { consecutive5xxErrors: 1, consecutiveGatewayErrors: 1 }, 'consecutiveGatewayErrors',
    'Expected less than 1, the server errors that count these too, got 1'],
  ['a rare look', { interval: '5m' }, 'interval', 'Expected at most 30s, the time that an endpoint is out, got 5m'],
  ['no interval', { interval: '0s' }, 'interval', 'Expected a duration of at least 1ms, got 0s'],
  ['a connection in no time', { connectTimeout: '3ms' }, 'connectTimeout', 'Expected a duration of at least 100ms, got 3ms'],
  ['most of the pool', { maxEjectionPercent: 51 }, 'maxEjectionPercent', 'Expected a whole percentage from 1 to 50, got 51'],
  ['more than the pool', { maxEjectionPercent: 101, mostEndpoints: true }, 'maxEjectionPercent', 'Expected a whole percentage from 1 to 100, got 101'],
  ['nothing of the pool', { maxEjectionPercent: 0 }, 'maxEjectionPercent', 'Expected a whole percentage from 1 to 100, got 0'],
  ['most endpoints as a text', { mostEndpoints: 'yes' }, 'mostEndpoints', 'Expected true or false, got "yes"'],
  ['an ejection', { outlierDetection: true, http2MaxRequests: 1 }, 'outlierDetection', 'Expected false or nothing, got true'],
  ['errors without an ejection', { outlierDetection: false, http2MaxRequests: 1, interval: '1s' }, 'interval', 'Expected no "interval" beside outlierDetection: false, got one'],
  ['nothing at all', { outlierDetection: false }, 'outlierDetection', 'Expected a limit where no endpoint is taken out, got none'],
])('%s is refused', (_, options, at, message) => {
  expect(refusal(breaker(untyped(options)))).toMatchObject({ rule: 'pattern/invalid-option', path: at, construct: 'shop/breaker', message });
});

test.each<readonly [what: string, says: readonly Say[], expected: readonly string[]]>([
  ['one limit twice', [breaker({ http2MaxRequests: 1 }), breaker({ http2MaxRequests: 2 }, 'two')], ['composition/claimed-twice by shop/two with shop/breaker']],
  ['two limits', [breaker({ http2MaxRequests: 1 }), breaker({ maxConnections: 2 }, 'two')], []],
  ['one limit for two ports', [breaker({ port: 'http', http2MaxRequests: 1 }), breaker({ port: 'admin', http2MaxRequests: 2 }, 'two')], []],
  ['a limit of requests on a port of connections', [breaker({ port: 'db', http2MaxRequests: 1 })], ['composition/needs-http by shop/breaker']],
  ['a limit of connections there', [breaker({ port: 'db', maxConnections: 1 })], []],
])('%s', (_, says, expected) => {
  expect(findings((service, chart) => { for (const say of says) say(service, chart); })).toEqual(expected);
});
