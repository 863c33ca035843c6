import {
  BlueGreen, Canary, CircuitBreaker, FaultInjection, header, HttpPolicies, LocalityFailover, MeshService, Mirror, path, Resilience,
  StickySession, type HttpPoliciesProps, type LocalityFailoverProps, type StickySessionProps,
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
  expect(() => new Mirror(chart, 'c', { service, version: 'v3', percent: 1 })).toThrow('"v3"');
  // @ts-expect-error no such port
  expect(() => new StickySession(chart, 'd', { service, port: 'https', header: 'user' })).toThrow('"https"');
});

test('of what excludes each other only one compiles', () => {
  // @ts-expect-error copies go to one place
  expect(() => new Mirror(chart, 'e', { service, version: 'v2', target: service.port('http'), percent: 1 })).toThrow('both');
  // @ts-expect-error one key
  expect(() => new StickySession(chart, 'f', { service, header: 'user', query: 'user' })).toThrow('got 2');
  // @ts-expect-error one order
  expect(() => new LocalityFailover(chart, 'g', { service, order: ['a'], regions: { a: 'b' } })).toThrow('both');
  // @ts-expect-error one outcome
  expect(() => new HttpPolicies(chart, 'h', { service, match, redirect: { authority: 'a.com' }, directResponse: { status: 200 } })).toThrow('got redirect and directResponse');
  // @ts-expect-error an answer, or changes
  expect(() => new HttpPolicies(chart, 'i', { service, match, redirect: { authority: 'a.com' }, cors: { allowOrigins: ['*'] } })).toThrow('got both');
  // @ts-expect-error one way to rewrite a path
  expect(() => new HttpPolicies(chart, 'o', { service, rewrite: { prefix: '/a', regex: 'a', to: '/' } })).toThrow('got both');
  // @ts-expect-error a host alone has no end
  expect(() => new HttpPolicies(chart, 'p', { service, rewrite: { authority: 'a.com', to: '/' } })).toThrow('alone');
  // @ts-expect-error limits alone, or endpoints that are taken out
  expect(() => new CircuitBreaker(chart, 'q', { service, ejection: false, maxRequests: 1, interval: '1s' })).toThrow('interval');
  // @ts-expect-error endpoints are taken out by themselves
  expect(() => new CircuitBreaker(chart, 'r', { service, ejection: true })).toThrow('ejection');
  // @ts-expect-error one status
  expect(() => new FaultInjection(chart, 'j', { service, match, abort: { percent: 1, status: 503, grpcStatus: 'UNAVAILABLE' } })).toThrow('status');
});

test('what has to be said is asked for', () => {
  new HttpPolicies(chart, 'prefix', { service, redirect: { prefix: '/old', to: '/new' } });
  // @ts-expect-error what takes the place of the prefix
  expect(() => new HttpPolicies(chart, 'half', { service, match, redirect: { prefix: '/old' } })).toThrow('no "to"');
  // @ts-expect-error which requests are answered
  expect(() => new HttpPolicies(chart, 'k', { service, redirect: { authority: 'a.com' } })).toThrow('Expected a match');
  // @ts-expect-error which requests are broken
  expect(() => new FaultInjection(chart, 'l', { service, abort: { percent: 1, status: 503 } })).toThrow('all of them');
  // @ts-expect-error retries that there are not
  expect(() => new Resilience(chart, 's', { service, timeout: '1s', retries: 'all' })).toThrow('retries');
  // @ts-expect-error what the cookie is called
  expect(() => new Canary(chart, 't', { service, stable: 'v1', canary: 'v2', weight: 1, sticky: { maxAge: '1h' } })).toThrow('cookie');
  // @ts-expect-error which requests see it
  expect(() => new BlueGreen(chart, 'u', { service, active: 'v1', preview: { version: 'v2' } })).toThrow('match');
  // @ts-expect-error how long at most
  expect(() => new Resilience(chart, 'm', { service })).toThrow('timeout');
  expectTypeOf<HttpPoliciesProps>().not.toEqualTypeOf<object>();
  expectTypeOf<{ service: typeof service; header: string }>().toMatchTypeOf<StickySessionProps<'http'>>();
  expectTypeOf<{ service: typeof service; regions: { eu: 'us' } }>().toMatchTypeOf<LocalityFailoverProps<'http'>>();
  expect(new Mirror(chart, 'n', { service, version: 'v2', percent: 1, match: header('x').present() }).node.path).toBe('shop/n');
});
