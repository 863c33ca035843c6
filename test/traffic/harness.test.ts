import { type App, Chart } from 'cdk8s';
import { DestinationRule } from 'cdk8s-istio';
import { type Ask, service, sidecar, timesOf, type TrafficCase } from './case';
import { clusterFacts, listenerFacts } from './facts';
import { inCluster, meshPod, pod } from './kubernetes';
import { broken, tolerance } from './promise';
import { type Answer, isSame, type Recording, worldOf } from './recording';
import { objections, questionsOf, recordedQuestions } from './verify';

const ask = (expect: Ask['expect']): Ask => ({ from: 'client', port: 80, host: 'a', expect });
const answer = { status: 200, clusters: { a: 0.85, b: 0.15 }, times: 1000, path: '/', headers: { x: '1' }, mirrors: { c: 0.5 }, route: 'r' };
const mirrors = { c: 0.5 };

test('a promise that is kept', () => {
  expect(broken(ask({ to: { a: 0.85, b: 0.15 }, path: '/', headers: { x: '1', y: null }, mirrors, route: 'r' }), answer)).toEqual([]);
  expect(broken(ask({ to: { a: 0.84, b: 0.16 }, mirrors }), answer)).toEqual([]);
  expect(broken(ask({ status: 301, location: '/b' }), { status: 301, location: '/b', clusters: { '(301)': 1 } })).toEqual([]);
});

test.each<[string, Ask['expect'], Answer, string[]]>([
  ['shares', { to: { a: 0.9, b: 0.1 }, mirrors }, answer, ['to a: expected 0.9 of 1000, got 0.85', 'to b: expected 0.1 of 1000, got 0.15']],
  ['one of all', { to: 'a', mirrors }, answer, ['to a: expected 1 of 1000, got 0.85', 'to b: expected 0 of 1000, got 0.15']],
  ['parts', { status: 404, path: '/b', headers: { x: null }, mirrors, route: 's' }, answer,
    ['status: expected 404, got 200', 'path: expected /b, got /', 'route: expected s, got r', 'header x: expected null, got 1']],
  ['a copy that nobody promised', { status: 200 }, answer, ['mirrors c: expected 0 of 1000, got 0.5']],
  ['a status that goes without saying', { to: 'a' }, { status: 500, clusters: { a: 1 } }, ['status: expected 200, got 500']],
  ['too few requests', { to: { a: 0.5, b: 0.5 } }, { status: 200, clusters: { a: 0.5, b: 0.5 }, times: 100 },
    ['to a: expected 400 requests or more to see a share, got 100', 'to b: expected 400 requests or more to see a share, got 100']],
  ['no promise', { path: '/' }, answer, ['expected "to" or "status" to be promised, got neither']],
  ['no answer', { to: 'a' }, { error: 'no route configuration' }, ['no route configuration']],
  ['a cluster that leads nowhere', { to: 'a' }, { status: 200, clusters: { a: 1 }, unreachable: ['a has no endpoint'] },
    ['no real request would come there: a has no endpoint']],
])('a promise that is not kept: %s', (_, expected, given, problems) => {
  expect(broken(ask(expected), given)).toEqual(problems);
});

test('chance', () => {
  expect(tolerance(0.5, 10_000)).toBeCloseTo(0.02);
  expect(tolerance(1, 10)).toBe(0);
  expect(timesOf(ask({ to: { a: 0.5, b: 0.5 } }))).toBe(2000);
  expect(timesOf(ask({ to: { a: 1, b: 0 } }))).toBe(1);
  expect(timesOf(ask({ to: 'a', mirrors }))).toBe(2000);
});

describe('a recording', () => {
  const one: TrafficCase = {
    name: 'one',
    promise: 'none', proxies: { client: sidecar('shop') }, asks: [ask({ to: 'a' })],
    build: (app: App) => {
      new DestinationRule(new Chart(app, 'shop', { namespace: 'shop' }), 'reviews', { host: 'reviews.shop.svc.cluster.local' });
    },
    around: [service('shop', 'reviews', { http: 80 })],
  };
  const recorded: Recording = {
    promise: 'none',
    ...worldOf(one),
    admitted: [{ resource: 'DestinationRule shop/reviews', ok: true }],
    answers: [{ asked: { from: 'client', port: 80, host: 'a' }, ...answer }],
  };

  test('is of what the case asks', () => {
    expect(questionsOf(one)).toEqual(recordedQuestions(recorded));
  });

  test.each<[string, Partial<TrafficCase>]>([
    ['resources', { build: () => undefined }],
    ['services', { around: [service('shop', 'reviews', { http: 81 })] }],
    ['proxies', { proxies: { client: sidecar('web') } }],
    ['requests', { asks: [{ ...ask({ to: 'a' }), path: '/b' }] }],
    ['how often', { asks: [ask({ to: { a: 0.5, b: 0.5 } })] }],
    ['looks', { looks: [{ at: 'client', cluster: 'a', expect: {} }] }],
    ['mesh', { mesh: 'outboundTrafficPolicy: {mode: REGISTRY_ONLY}' }],
  ])('is not of other %s', (_, other) => {
    expect(questionsOf({ ...one, ...other })).not.toEqual(recordedQuestions(recorded));
  });

  test('of a resource that is refused, or warned about', () => {
    const admitted = [{ resource: 'A', ok: false, refused: ['no'] }, { resource: 'B', ok: true, warnings: ['mind the gap'] }];
    expect(objections({}, { admitted })).toEqual(['A is refused: no', 'B: mind the gap']);
    expect(objections({ unavoidable: { gap: 'is there', hole: 'is not' } }, { admitted: admitted.slice(1) })).toEqual(['no warning has "hole": take it out of "unavoidable"']);
  });

  test('is the same when only drawn shares differ', () => {
    const again = (clusters: Answer['clusters'], path = '/'): Recording => ({ ...recorded, answers: [{ ...recorded.answers![0]!, clusters, path }] });
    expect(isSame(recorded, again({ a: 0.86, b: 0.14 }))).toBe(true);
    expect(isSame(recorded, again({ a: 0.95, b: 0.05 }))).toBe(false);
    expect(isSame(recorded, again({ a: 0.85, b: 0.15 }, '/b'))).toBe(false);
  });
});

test('a Service has an address of its own case, and the pods that it selects', () => {
  const objects = [
    service('shop', 'a', { http: [80, 8080] }), service('shop', 'b', { http: 80 }),
    meshPod('shop', 'a-1', '10.0.0.1', { app: 'a', version: 'v1' }), pod('web', 'a-1', '10.0.0.2', { app: 'a' }),
  ];
  expect(inCluster(objects)).toMatchObject([
    { spec: { clusterIP: '10.1.0.1' } }, { spec: { clusterIP: '10.1.0.2' } }, {}, {},
    { kind: 'EndpointSlice', ports: [{ name: 'http', port: 8080 }], endpoints: [{ addresses: ['10.0.0.1'] }] },
    { kind: 'EndpointSlice', ports: [{ name: 'http', port: 80 }], endpoints: [] },
  ]);
});

test('facts of what Envoy leaves out, and of chains for one name', () => {
  const at = (address: object): object => ({ endpoint: { address } });
  expect(clusterFacts({ name: 'a', type: 'EDS', connectTimeout: '10s' }, [{ clusterName: 'a', endpoints: [
    { locality: { region: 'us' }, lbEndpoints: [at({ socketAddress: { address: '10.0.0.1', portValue: 80 } })], loadBalancingWeight: 1 },
    { lbEndpoints: [at({ pipe: { path: '/x' } })], priority: 1, loadBalancingWeight: 2 },
  ] }])).toEqual({ type: 'EDS', balancing: 'ROUND_ROBIN', tls: 'plaintext', endpoints: ['10.0.0.1:80 in us weight 1', 'unix:///x priority 1 weight 2'] });
  const chain = (name: string): object => ({ filterChainMatch: { serverNames: [name] }, filters: [{ typedConfig: { cluster: name } }] });
  const listener = { filterChains: [chain('a.com'), chain('*.b.com')], defaultFilterChain: { filters: [] } };
  expect(listenerFacts(listener, { sni: 'x.b.com' })).toMatchObject({ chains: [{ to: '*.b.com' }] });
  expect(listenerFacts(listener)).toMatchObject({ chains: [{}, {}, { otherwise: true, to: 'nowhere' }] });
});
