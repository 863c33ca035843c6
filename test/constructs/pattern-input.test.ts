import { App, type Chart } from 'cdk8s';
import * as istio from 'cdk8s-istio';
import { chartOf } from '../support/chart';

// What programs without types may write: a clear error or valid YAML, and never a failure of ours. Nothing that is unknown is lost.

const { ConfigError, ExternalService, header, MeshService, path, Resolution } = istio;
const JUNK = [undefined, null, 0, -1, Number.NaN, 'x', '', [], [null], {}, { a: 1 }, true, () => 1];

type Props = Record<string, unknown>;
const ports = { http: { number: 80, protocol: 'HTTP' } } as const;
const mesh = (chart: Chart) => new MeshService(chart, 'reviews', { ports, versions: { v1: { v: '1' }, v2: { v: '2' } } });
const outside = (chart: Chart) => new ExternalService(chart, 'outside', { host: 'api.example.com', ports });
const match = header('x').exact('1');
const cors = { allowOrigins: ['https://a.com'], allowMethods: ['GET'], allowHeaders: ['a'], exposeHeaders: ['a'], maxAge: '1h', allowCredentials: true };
const redirect = { uri: '/b', authority: 'a.com', scheme: 'https', port: 80, redirectCode: 301 };
const limits = { maxConnections: 5, http1MaxPendingRequests: 5, http2MaxRequests: 5, connectTimeout: '1s' };
const ejection = { consecutive5xxErrors: 5, consecutiveGatewayErrors: 2, interval: '1s', baseEjectionTime: '1s', maxEjectionPercent: 5 };

/** Valid props of each pattern, with every option that can stand together. */
const valid: readonly (readonly [name: string, props: (chart: Chart) => Props])[] = [
  ['MeshService', () => ({ name: 'a', namespace: 'b', ports, versions: { v1: { v: '1' } } })],
  ['ExternalService', () => ({ host: 'a.com', namespace: 'b', ports, exportTo: ['.'], resolution: Resolution.dns(), addresses: ['10.0.0.1'] })],
  ['Canary', (chart) => ({
    service: mesh(chart), stable: 'v1', canary: 'v2', weight: 5, always: match, never: path.prefix('/a'), sticky: { cookie: 'a', ttl: '1h' },
  })],
  ['Canary', (chart) => ({ service: mesh(chart), stable: 'v1', canary: 'v2', stages: [1, 5], stage: 1 })],
  ['Split', (chart) => ({ service: mesh(chart), weights: { v1: 99.5, v2: 0.5 }, pins: { v2: match }, sticky: { cookie: 'a', ttl: '1h' } })],
  ['BlueGreen', (chart) => ({ service: mesh(chart), active: 'v1', preview: { version: 'v2', match } })],
  ['Mirror', (chart) => ({ service: mesh(chart), version: 'v2', percentage: 5, match, sideEffects: true })],
  ['HttpPolicies', (chart) => ({
    service: mesh(chart), rewrite: { prefix: '/a', uri: '/' }, corsPolicy: cors, headers: { request: { set: { a: 'b' }, remove: ['c'] }, response: { set: { a: 'b' } } },
  })],
  ['HttpPolicies', (chart) => ({ service: mesh(chart), match: path.exact('/a'), redirect })],
  ['HttpPolicies', (chart) => ({ service: mesh(chart), match, directResponse: { status: 200, body: 'a' } })],
  ['Resilience', (chart) => ({ service: mesh(chart), timeout: '3s', retries: { retryOn: 'safe', attempts: 2, perTryTimeout: '1s' }, match })],
  ['Resilience', (chart) => ({ service: mesh(chart), timeout: 'off', retries: { perTryTimeout: '1s' } })],
  ['CircuitBreaker', (chart) => ({ service: mesh(chart), port: 'http', version: 'v1', ...ejection, ...limits })],
  ['FaultInjection', (chart) => ({
    service: mesh(chart), match, delay: { fixedDelay: '1s', percentage: 5 }, abort: { httpStatus: 503, percentage: 5 }, until: '2999-01-01', mostRequests: true,
  })],
  ['LocalityFailover', (chart) => ({ service: mesh(chart), failover: { a: 'b' } })],
  ['LocalityFailover', (chart) => ({ service: mesh(chart), failoverPriority: ['topology.kubernetes.io/region'] })],
  ['StickySession', (chart) => ({ service: mesh(chart), port: 'http', cookie: { name: 'a', ttl: '1s', path: '/' } })],
  ['StickySession', (chart) => ({ service: mesh(chart), version: 'v2', header: 'a' })],
  ['LocalityFailover', (chart) => ({ service: mesh(chart), port: 'http', version: 'v2', failover: { a: 'b' } })],
  ['StickySession', (chart) => ({ service: mesh(chart), queryParam: 'a' })],
  ['TlsOrigination', (chart) => ({ service: outside(chart), port: 'http' })],
  ['NamespaceIsolation', () => ({ namespace: 'a', dependencies: ['b'], rootNamespace: 'istio-system' })],
];

/** Objects whose keys are the user's own words. */
const FREE = new Set(['ports', 'versions', 'v1', 'set', 'failover', 'weights', 'pins']);

/** The places of all values in plain objects. */
function places(props: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof props !== 'object' || props === null || Object.getPrototypeOf(props) !== Object.prototype) return [];
  return Object.entries(props).flatMap(([key, value]) => [[...at, key], ...places(value, [...at, key])]);
}

function put(props: Props, [key, ...rest]: readonly string[], value: unknown): Props {
  return { ...props, [key!]: rest.length === 0 ? value : put(props[key!] as Props, rest, value) };
}

/** What comes of it: nothing, when it is valid; a ConfigError, when it is refused; another failure is thrown. */
function outcome(name: string, change: (props: Props) => unknown, props: (chart: Chart) => Props): istio.ConfigError | undefined {
  const app = new App();
  const chart = chartOf('shop', app);
  const Construct = (istio as unknown as Record<string, new (...args: unknown[]) => unknown>)[name]!;
  try {
    new Construct(chart, 'it', change(props(chart)));
    app.synthYaml();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
}

let stderr: jest.SpyInstance;
beforeAll(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterAll(() => stderr.mockRestore());

describe.each(valid)('%s', (name, props) => {
  const all = places(props(chartOf()));

  test('is valid as it stands here', () => {
    expect(outcome(name, (given) => given, props)?.message).toBeUndefined();
  });

  test('meets junk with an error of its own, or takes it', () => {
    for (const junk of JUNK) outcome(name, () => junk, props);
    for (const at of all) for (const junk of JUNK) outcome(name, (given) => put(given, at, junk), props);
    expect(all.length).toBeGreaterThan(0);
  });

  test('loses nothing that it does not know', () => {
    const objects = [[], ...all].filter((at) => !FREE.has(at.at(-1)!) && places(props(chartOf('c'))).some((other) => (
      other.length === at.length + 1 && at.every((key, i) => other[i] === key)
    )));
    for (const at of objects) {
      const found = outcome(name, (given) => put(given, [...at, 'surprise'], 1), props)?.findings ?? [];
      expect({ at, rules: found.map(({ rule }) => rule) }).toEqual({ at, rules: ['pattern/unknown-option'] });
    }
    expect(objects.length).toBeGreaterThan(0);
  });
});
