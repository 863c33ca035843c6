import { ApiObject } from 'cdk8s';
import { Canary, CircuitBreaker, ExternalService, MeshService, type ServiceTarget } from 'cdk8s-istio';
import { Deployment, Service } from 'cdk8s-plus-33';
import { expectTypeOf } from 'expect-type';
import { chartOf } from '../support/chart';

const chart = chartOf();
const reviews = new MeshService(chart, 'reviews', {
  ports: { http: { number: 9080, protocol: 'HTTP' } },
  versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});

test('ports and versions are part of the type', () => {
  expectTypeOf(reviews).toEqualTypeOf<MeshService<'http', 'v1' | 'v2'>>();
  expectTypeOf(reviews.version).parameter(0).toEqualTypeOf<'v1' | 'v2'>();
  expectTypeOf(reviews.port('http')).toEqualTypeOf<ServiceTarget>();
  // @ts-expect-error a version that there is not
  expect(() => reviews.version('v3')).toThrow('"v3"');
  // @ts-expect-error a port that there is not
  expect(() => reviews.port('https')).toThrow('"https"');
  const bare = new MeshService(chart, 'bare', { ports: { http: { number: 80, protocol: 'HTTP' } } });
  expectTypeOf(bare.version).parameter(0).toEqualTypeOf<never>();
  // @ts-expect-error a protocol that there is not
  expect(() => new MeshService(chart, 'odd', { ports: { http: { number: 80, protocol: 'SPDY' } } })).toThrow('"SPDY"');
});

test("'v3' does not compile in a pattern", () => {
  // @ts-expect-error a version that the service has not
  expect(() => new Canary(chart, 'a', { service: reviews, stable: 'v1', canary: 'v3', weight: 10 })).toThrow('"v3"');
  // @ts-expect-error the same of a policy
  expect(() => new CircuitBreaker(chart, 'b', { service: reviews, version: 'v3' })).toThrow('"v3"');
  // @ts-expect-error and of a port
  expect(() => new CircuitBreaker(chart, 'c', { service: reviews, port: 'https' })).toThrow('"https"');
  // @ts-expect-error an option that there is not
  expect(() => new Canary(chart, 'd', { service: reviews, stable: 'v1', canary: 'v2', weight: 10, wait: 1 })).toThrow('"wait"');
});

test('nothing can be added to what another team owns', () => {
  const users = MeshService.fromName(chart, 'accounts-users', { name: 'users', namespace: 'accounts', ports: { http: { number: 80, protocol: 'HTTP' } } });
  // @ts-expect-error a reference is no owner
  expect(() => new CircuitBreaker(chart, 'e', { service: users })).toThrow('composition/not-an-owner');
  // @ts-expect-error nor has it a version that was not named
  expect(() => users.version('v1')).toThrow('"v1"');
});

test('an external service has ports, and no versions', () => {
  const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: { https: { number: 443, protocol: 'HTTPS' } } });
  expectTypeOf(partner.port).parameter(0).toEqualTypeOf<'https'>();
  // @ts-expect-error it has no versions
  expect(() => new Canary(chart, 'f', { service: partner, stable: 'v1', canary: 'v2', weight: 1 })).toThrow('"v1"');
});

test('names of ports and versions are those of a Service, and of what makes the pods', () => {
  const literal = MeshService.fromService(chart, 'users', {
    name: 'users', metadata: { namespace: 'accounts' }, ports: [{ name: 'http', port: 80 }, { port: 81, appProtocol: 'tcp' }],
  }, { versions: { v1: { version: 'v1' } } });
  expectTypeOf(literal).toEqualTypeOf<MeshService<'http' | 'default', 'v1'>>();
  // @ts-expect-error a port that the Service has not
  expect(() => literal.port('htpp')).toThrow('"htpp"');
  const service = new Service(chart, 'carts-service', { metadata: { name: 'carts' }, ports: [{ name: 'http', port: 80 }] });
  const deployment = new Deployment(chart, 'carts', { containers: [{ image: 'carts' }] });
  const template = new ApiObject(chart, 'carts-2', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { template: {} } });
  const carts = MeshService.fromService(chart, 'carts-host', service, { portNames: ['http'], versions: { v1: deployment, v2: template } });
  expectTypeOf(carts).toEqualTypeOf<MeshService<'http', 'v1' | 'v2'>>();
  const other = new Service(chart, 'other-service', { metadata: { name: 'other' }, ports: [{ name: 'http', port: 80 }] });
  expectTypeOf(MeshService.fromService(chart, 'other', other)).toEqualTypeOf<MeshService<string, never>>();
  // @ts-expect-error no pods
  expect(() => new MeshService(chart, 'odd-pods', { ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: 7 } })).toThrow('got 7');
});
