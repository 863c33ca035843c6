import { App, type Chart, Duration } from 'cdk8s';
import {
  BlueGreen, Canary, check, CircuitBreaker, cookie, FaultInjection, header, HttpPolicies, LocalityFailover, MeshService, method, Mirror,
  path, Resilience, Split, StickySession, type Match, type VirtualServiceSpec, type ResilienceRetries,
} from 'cdk8s-istio';
import * as fc from 'fast-check';
import { chartOf } from '../support/chart';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// Any set of patterns on one host, with any valid options, made in any order.

type Service = MeshService<'http' | 'admin', 'v1' | 'v2'>;
type Make = (chart: Chart, service: Service) => unknown;

const percent = fc.integer({ min: 0, max: 100 });
const some = fc.integer({ min: 1, max: 50 });
const text = fc.stringMatching(/^[a-z]{1,6}$/);
const duration = fc.oneof(fc.integer({ min: 10, max: 100_000 }).map((ms) => Duration.millis(ms)), fc.constantFrom('5s', '1h', '100ms', '1.5s'));
const seconds = fc.integer({ min: 1, max: 30 }).map((count) => Duration.seconds(count));
const version = fc.constantFrom<'v1' | 'v2'>('v1', 'v2');
const other = (name: 'v1' | 'v2'): 'v1' | 'v2' => (name === 'v1' ? 'v2' : 'v1');
const onHeader: fc.Arbitrary<Match> = fc.tuple(text, text).map(([name, value]) => header(`x-${name}`).exact(value));
const onPath: fc.Arbitrary<Match> = text.map((name) => path.prefix(`/${name}/`));
const match: fc.Arbitrary<Match> = fc.oneof(
  onHeader, onPath, text.map((name) => cookie(name).present()), text.map((name) => path.exact(`/${name}`)),
  fc.tuple(onHeader, onPath).map(([one, two]) => one.and(two)),
);

const matches = fc.uniqueArray(match, { minLength: 1, maxLength: 2, selector: (one) => JSON.stringify(one.toSpec()) });

/** What divides the traffic: a host has one of these at most. The share of v2 is what the law asks for. */
const split: fc.Arbitrary<{ make: Make; v2: number | undefined }> = fc.oneof(
  fc.constant({ make: () => undefined, v2: undefined }),
  fc.record({ weight: percent, canary: version, always: fc.option(matches, { nil: undefined }), sticky: fc.boolean() })
    .map(({ weight, canary, always, sticky }) => ({
      make: (chart: Chart, service: Service) => new Canary(chart, 'canary', {
        service, stable: other(canary), canary, weight, always, ...(sticky ? { sticky: { cookie: 'rollout' } } : {}),
      }),
      v2: canary === 'v2' ? weight : 100 - weight,
    })),
  fc.record({
    tenths: fc.integer({ min: 0, max: 1000 }), pinned: fc.option(matches, { nil: undefined }), pin: version, sticky: fc.boolean(),
  })
    .map(({ tenths, pinned, pin, sticky }) => ({
      make: (chart: Chart, service: Service) => new Split(chart, 'split', {
        service, weights: { v1: (1000 - tenths) / 10, v2: tenths / 10 },
        ...(pinned ? { pins: { [pin]: pinned } } : {}), ...(sticky ? { sticky: { cookie: 'ab' } } : {}),
      }),
      v2: tenths / 10,
    })),
  version.map((active) => ({
    make: (chart: Chart, service: Service) => new BlueGreen(chart, 'release', { service, active, preview: { version: other(active), match: header('x-preview').present() } }),
    v2: active === 'v2' ? 100 : 0,
  })),
);

/** What can stand beside it; each kind of them once, or apart by what it is for. */
const others: readonly fc.Arbitrary<Make>[] = [
  fc.record({
    timeout: fc.option(fc.oneof(duration, fc.constant('off')), { nil: undefined }),
    retries: fc.constantFrom<ResilienceRetries>({ retryOn: 'safe' }, { retryOn: 'idempotent' }, { attempts: 0 }),
  })
    .map((options): Make => (chart, service) => new Resilience(chart, 'patience', { service, ...options })),
  fc.record({ timeout: duration, match: onPath }).map((options): Make => (chart, service) => new Resilience(chart, 'patience-of-some', { service, ...options })),
  fc.record({ consecutive5xxErrors: some, http2MaxRequests: some, interval: seconds, maxEjectionPercent: some }, { requiredKeys: [] })
    .map((options): Make => (chart, service) => new CircuitBreaker(chart, 'breaker', { service, ...options })),
  fc.record({ version, maxConnections: some, baseEjectionTime: duration }, { requiredKeys: ['version'] })
    .map((options): Make => (chart, service) => new CircuitBreaker(chart, 'breaker-of-version', { service, ...options })),
  fc.record({ http1MaxPendingRequests: some }).map((options): Make => (chart, service) => new CircuitBreaker(chart, 'breaker-of-port', { service, port: 'admin', ...options })),
  fc.record({ version, percentage: some, sideEffects: fc.boolean() }).map((options): Make => (chart, service) => new Mirror(chart, 'shadow', { service, ...options })),
  // Two cookies are not one match of Istio's, and the canary may have one.
  fc.record({ httpStatus: fc.integer({ min: 400, max: 599 }), percentage: some, match: fc.oneof(onHeader, onPath) })
    .map(({ match: when, ...abort }): Make => (chart, service) => new FaultInjection(chart, 'chaos', { service, match: when, abort })),
  fc.record({ prefix: text.map((name) => `/${name}`), uri: fc.constantFrom('/', '/v1', '/a/b/') })
    .map((rewrite): Make => (chart, service) => new HttpPolicies(chart, 'prefix', { service, rewrite })),
  text.map((name): Make => (chart, service) => new HttpPolicies(chart, 'cors', { service, corsPolicy: { allowOrigins: [`https://${name}.example.com`] } })),
  text.map((name): Make => (chart, service) => new HttpPolicies(chart, 'headers', { service, headers: { request: { set: { [`x-${name}`]: name }, remove: ['x-tenant'] } } })),
  fc.constant<Make>((chart, service) => new HttpPolicies(chart, 'gone', { service, match: path.exact('/GONE').and(method('GET')), directResponse: { status: 410 } })),
  fc.constant<Make>((chart, service) => new StickySession(chart, 'session', { service, cookie: { name: 'user' } })),
  fc.constant<Make>((chart, service) => new LocalityFailover(chart, 'failover', { service, failover: { east: 'west' } })),
];

const patterns = fc.tuple(split, ...others.map((make) => fc.option(make, { nil: undefined })))
  .map(([first, ...rest]) => ({ makes: [first.make, ...rest.filter((make): make is Make => make !== undefined)], v2: first.v2 }));

function synth(makes: readonly Make[]): { yaml: string; resources: { kind: string; spec: unknown }[] } {
  const app = new App();
  const chart = chartOf('shop', app);
  const service: Service = new MeshService(chart, 'reviews', {
    ports: { http: { number: 80, protocol: 'HTTP' }, admin: { number: 81, protocol: 'HTTP' } },
    versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
  for (const make of makes) make(chart, service);
  return { yaml: app.synthYaml(), resources: chart.toJson() as { kind: string; spec: unknown }[] };
}

let stderr: jest.SpyInstance;
beforeAll(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); }); // warnings are not what this is about
afterAll(() => stderr.mockRestore());

test('the order of construction changes nothing, and a host has one DestinationRule and one VirtualService', () => {
  const twice = patterns.chain(({ makes }) => fc.tuple(fc.constant(makes), fc.shuffledSubarray(makes, { minLength: makes.length })));
  fc.assert(fc.property(twice, ([makes, shuffled]) => {
    const { yaml, resources } = synth(makes);
    expect(synth(shuffled).yaml).toBe(yaml);
    const kinds = resources.map(({ kind }) => kind);
    expect(kinds).toEqual([...new Set(kinds)]);
    expect(['DestinationRule', 'VirtualService']).toEqual(expect.arrayContaining(kinds));
  }), { numRuns: 150 });
});

test('shares sum to what was asked, on each port, and nothing is an error', () => {
  fc.assert(fc.property(patterns, ({ makes, v2 }) => {
    const { resources } = synth(makes);
    expect(check(resources).filter(({ severity }) => severity === 'error')).toEqual([]);
    const spec = resources.find(({ kind }) => kind === 'VirtualService')?.spec as VirtualServiceSpec | undefined;
    const rest = (spec?.http ?? []).filter(({ name }) => name === 'default');
    if (v2 === undefined || spec === undefined) return;
    expect(rest.map(({ match: [on] = [] }) => on?.port)).toEqual([80, 81]);
    for (const { route = [] } of rest) {
      const shareOf = (name: string): number => route.filter(({ destination }) => destination.subset === name)
        .reduce((sum, { weight = 100 }) => sum + weight, 0);
      const unit = Number.isInteger(v2) ? 1 : 10;
      expect({ v1: shareOf('v1'), v2: shareOf('v2') }).toEqual({ v1: Math.round((100 - v2) * unit), v2: Math.round(v2 * unit) });
    }
  }), { numRuns: 150 });
});
