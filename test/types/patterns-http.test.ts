import {
  BlueGreen, Canary, CircuitBreaker, FaultInjection, header, HttpPolicies, LocalityFailover, MeshService, Mirror, path, Resilience,
  Split, StickySession, type HttpPoliciesProps, type LocalityFailoverProps, type SplitProps, type StageOf, type StickySessionProps,
} from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import { chartOf } from '../support/chart';

const chart = chartOf();
const service = new MeshService(chart, 'reviews', {
  ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});
const match = path.prefix('/a/');

test('a version or a port that the service has not does not compile', () => {
  // @ts-expect-error no such version
  expect(() => new BlueGreen(chart, 'a', { service, active: 'v3' })).toThrow('"v3"');
  // @ts-expect-error no such version to preview
  expect(() => new BlueGreen(chart, 'b', { service, active: 'v1', preview: { version: 'v3', match } })).toThrow('"v3"');
  // @ts-expect-error no such version to copy to
  expect(() => new Mirror(chart, 'c', { service, version: 'v3', percentage: 1 })).toThrow('"v3"');
  // @ts-expect-error no such port
  expect(() => new StickySession(chart, 'd', { service, port: 'https', header: 'user' })).toThrow('"https"');
});

test('of what excludes each other only one compiles', () => {
  // @ts-expect-error copies go to one place
  expect(() => new Mirror(chart, 'e', { service, version: 'v2', destination: service.port('http'), percentage: 1 })).toThrow('both');
  // @ts-expect-error one key
  expect(() => new StickySession(chart, 'f', { service, header: 'user', queryParam: 'user' })).toThrow('got 2');
  // @ts-expect-error one order
  expect(() => new LocalityFailover(chart, 'g', { service, failoverPriority: ['a'], failover: { a: 'b' } })).toThrow('both');
  // @ts-expect-error one outcome
  expect(() => new HttpPolicies(chart, 'h', { service, match, redirect: { authority: 'a.com' }, directResponse: { status: 200 } })).toThrow('got redirect and directResponse');
  // @ts-expect-error an answer, or changes
  expect(() => new HttpPolicies(chart, 'i', { service, match, redirect: { authority: 'a.com' }, corsPolicy: { allowOrigins: ['*'] } })).toThrow('got both');
  // @ts-expect-error one way to rewrite a path
  expect(() => new HttpPolicies(chart, 'o', { service, rewrite: { prefix: '/a', uri: '/', uriRegexRewrite: { match: 'a', rewrite: '/' } } })).toThrow('got both');
  // @ts-expect-error a host alone has no end
  expect(() => new HttpPolicies(chart, 'p', { service, rewrite: { authority: 'a.com', uri: '/' } })).toThrow('alone');
  // @ts-expect-error limits alone, or endpoints that are taken out
  expect(() => new CircuitBreaker(chart, 'q', { service, outlierDetection: false, http2MaxRequests: 1, interval: '1s' })).toThrow('interval');
  // @ts-expect-error endpoints are taken out by themselves
  expect(() => new CircuitBreaker(chart, 'r', { service, outlierDetection: true })).toThrow('outlierDetection');
  // @ts-expect-error one status
  expect(() => new FaultInjection(chart, 'j', { service, match, abort: { percentage: 1, httpStatus: 503, grpcStatus: 'UNAVAILABLE' } })).toThrow('status');
});

test('what has to be said is asked for', () => {
  new HttpPolicies(chart, 'prefix', { service, redirect: { prefix: '/old', uri: '/new' } });
  // @ts-expect-error what takes the place of the prefix
  expect(() => new HttpPolicies(chart, 'half', { service, match, redirect: { prefix: '/old' } })).toThrow('Expected "uri" beside');
  // @ts-expect-error which requests are answered
  expect(() => new HttpPolicies(chart, 'k', { service, redirect: { authority: 'a.com' } })).toThrow('Expected a match');
  // @ts-expect-error which requests are broken
  expect(() => new FaultInjection(chart, 'l', { service, abort: { percentage: 1, httpStatus: 503 } })).toThrow('all of them');
  // @ts-expect-error retries that there are not
  expect(() => new Resilience(chart, 's', { service, timeout: '1s', retries: { retryOn: 'all' } })).toThrow('retries');
  // @ts-expect-error what the cookie is called
  expect(() => new Canary(chart, 't', { service, stable: 'v1', canary: 'v2', weight: 1, sticky: { ttl: '1h' } })).toThrow('cookie');
  // @ts-expect-error which requests see it
  expect(() => new BlueGreen(chart, 'u', { service, active: 'v1', preview: { version: 'v2' } })).toThrow('match');
  expectTypeOf<HttpPoliciesProps>().not.toEqualTypeOf<object>();
  expectTypeOf<{ service: typeof service; header: string }>().toMatchTypeOf<StickySessionProps<'http'>>();
  expectTypeOf<{ service: typeof service; failover: { eu: 'us' } }>().toMatchTypeOf<LocalityFailoverProps<'http'>>();
  expect(new Mirror(chart, 'n', { service, version: 'v2', percentage: 1, match: header('x').present() }).node.path).toBe('shop/n');
});

test('weights and pins are for versions that the service has', () => {
  new Split(chart, 'split', { service, weights: { v1: 99.5, v2: 0.5 }, pins: { v2: match }, sticky: { cookie: 'ab' } });
  new Split(chart, 'pins', { service, pins: { v1: path.prefix('/b/') } });
  // @ts-expect-error no such version
  expect(() => new Split(chart, 'split-a', { service, weights: { v1: 50, v3: 50 } })).toThrow('"v3"');
  // @ts-expect-error no such version to pin to
  expect(() => new Split(chart, 'split-b', { service, pins: { v3: match } })).toThrow('"v3"');
  // @ts-expect-error neither weights nor pins
  expect(() => new Split(chart, 'split-c', { service })).toThrow('got none');
  // @ts-expect-error a cookie keeps browsers at a version that weights picked
  expect(() => new Split(chart, 'split-d', { service, pins: { v2: match }, sticky: { cookie: 'ab' } })).toThrow('Expected weights');
  // @ts-expect-error a weight is a number
  expect(() => new Split(chart, 'split-e', { service, weights: { v1: '100' } })).toThrow('"100"');
  expectTypeOf<SplitProps<'v1'>>().toHaveProperty('service');
});

test('a stage that the plan does not have does not compile', () => {
  const versions = { service, stable: 'v1', canary: 'v2' } as const;
  const stages: number[] = [1, 5];
  const stage: number = stages.length;
  new Canary(chart, 'stage-0', { ...versions, stages: [1, 5, 25, 100], stage: 0 });
  new Canary(chart, 'stage-4', { ...versions, stages: [1, 5, 25, 100], stage: 4 });
  new Canary(chart, 'stage-of-data', { ...versions, stages, stage });
  new Canary(chart, 'stage-of-environment', { ...versions, stages: [1, 5, 25, 100], stage });
  // @ts-expect-error the plan has four stages
  expect(() => new Canary(chart, 'stage-5', { ...versions, stages: [1, 5, 25, 100], stage: 5 })).toThrow('from 0 to 4, got 5');
  // @ts-expect-error a stage is none of the weights
  expect(() => new Canary(chart, 'stage-25', { ...versions, stages: [1, 5, 25, 100], stage: 25 })).toThrow('got 25');
  // @ts-expect-error a plan without a stage
  expect(() => new Canary(chart, 'stage-none', { ...versions, stages: [1, 5] })).toThrow('got undefined');
  // @ts-expect-error a stage without a plan
  expect(() => new Canary(chart, 'plan-none', { ...versions, stage: 1 })).toThrow('Expected the weight of each stage');
  // @ts-expect-error a weight or a plan
  expect(() => new Canary(chart, 'plan-both', { ...versions, weight: 5, stages: [1, 5], stage: 1 })).toThrow('got both');
  expectTypeOf<StageOf<readonly [1, 5, 25]>>().toEqualTypeOf<0 | 1 | 2 | 3>();
  expectTypeOf<StageOf<readonly number[]>>().toEqualTypeOf<number>();
});
