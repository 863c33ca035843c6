import { App, Chart, Duration } from 'cdk8s';
import {
  type DelegateHttpRouteOptions, DelegateVirtualService, Destination, header, type HttpRouteOptions, type Match, method, path,
  type PathMatch, type StringMatch, type TcpRouteOptions, type TlsRouteOptions, VirtualService, type VirtualServiceProps,
  type VirtualServiceSpec,
} from 'cdk8s-istio';
import { expectTypeOf } from 'expect-type';
import type { z } from 'zod';
import type { schema } from '../../lib/kinds/virtual-service';
import type { Flat } from '../../lib/values/types';

const to = Destination.host('reviews');
const chart = new Chart(new App(), 'chart');
const delegate = new DelegateVirtualService(chart, 'delegate');
const withHosts = new VirtualService(chart, 'with-hosts', { hosts: ['a.com'] });
type Http = NonNullable<VirtualServiceSpec['http']>[number];

test('the interface and the schema say the same', () => {
  expectTypeOf<Flat<VirtualServiceSpec>>().toEqualTypeOf<z.infer<typeof schema>>();
});

test('what the API server would refuse does not compile', () => {
  const presence: StringMatch = {};
  // @ts-expect-error one comparison
  const two: StringMatch = { exact: '/', prefix: '/' };
  // @ts-expect-error unknown field
  const unknown: Http = { timeOut: '5s' };
  // @ts-expect-error a number is no duration
  const number: Http = { timeout: 5 };
  // @ts-expect-error one port
  const ports: Http = { redirect: { port: 80, derivePort: 'FROM_REQUEST_PORT' } };
  // @ts-expect-error a closed list
  const derived: Http = { redirect: { derivePort: 'FROM_REQUEST' } };
  // @ts-expect-error an answer has a status
  const noStatus: Http = { directResponse: { body: { string: 'no' } } };
  // @ts-expect-error one body
  const bodies: Http = { directResponse: { status: 200, body: { string: 'a', bytes: 'aGk=' } } };
  // @ts-expect-error one delay
  const delays: Http = { fault: { delay: { fixedDelay: '1s', exponentialDelay: '1s' } } };
  // @ts-expect-error one failure
  const aborts: Http = { fault: { abort: { httpStatus: 500, grpcStatus: 'UNAVAILABLE' } } };
  // @ts-expect-error a destination has a host
  const noHost: Http = { route: [{ destination: { subset: 'v1' } }] };
  // @ts-expect-error a mirror has a destination
  const noMirror: Http = { mirrors: [{ percentage: { value: 5 } }] };
  // @ts-expect-error a closed list
  const preflights: Http = { corsPolicy: { unmatchedPreflights: 'forward' } };
  // @ts-expect-error a match of TLS has names
  const noSni: VirtualServiceSpec = { tls: [{ match: [{ port: 443 }] }] };
  // @ts-expect-error a route of TLS has a match
  const noMatch: VirtualServiceSpec = { tls: [{ route: [] }] };
  expect([
    presence, two, unknown, number, ports, derived, noStatus, bodies, delays, aborts, noHost, noMirror, preflights, noSni, noMatch,
  ]).toHaveLength(15);
});

test('paths start with a slash, and methods are in upper case', () => {
  const base: string = '/a';
  const good = [path.prefix('/a'), path.prefix(''), path.exact(base), path.prefix(`${base}/b`), method('GET'), method.prefix('P'), method.exact('PURGE')];
  const bad = [
    // @ts-expect-error no slash
    () => path.prefix('admin'),
    // @ts-expect-error no slash
    () => path.exact('a.html'),
    // @ts-expect-error lower case
    () => method('get'),
    // @ts-expect-error lower case
    () => method.exact('Delete'),
  ];
  expect([good.length, bad.length]).toEqual([7, 4]);
});

test('a route does exactly one thing, and to the requests only what then makes sense', () => {
  const redirect: HttpRouteOptions = { redirect: { uri: '/', redirectCode: 308, derivePort: 'FROM_PROTOCOL_DEFAULT' } };
  // @ts-expect-error nothing
  const nothing: HttpRouteOptions = { timeout: '5s' };
  // @ts-expect-error two actions
  const two: HttpRouteOptions = { to, redirect: { uri: '/' } };
  // @ts-expect-error two answers
  const answers: HttpRouteOptions = { redirect: { uri: '/' }, directResponse: { status: 404 } };
  // @ts-expect-error two that forward
  const forwards: HttpRouteOptions = { to, delegate };
  // @ts-expect-error what is redirected is not rewritten
  const rewritten: HttpRouteOptions = { redirect: { uri: '/' }, rewrite: { uri: '/a' } };
  // @ts-expect-error what is answered is not broken on purpose
  const broken: HttpRouteOptions = { directResponse: { status: 200 }, fault: { abort: { httpStatus: 500, percentage: 1 } } };
  // @ts-expect-error Envoy has no redirect of that status
  const status: HttpRouteOptions = { redirect: { uri: '/', redirectCode: 300 } };
  // @ts-expect-error one path
  const paths: HttpRouteOptions = { redirect: { uri: '/', prefixRewrite: '/a' } };
  // @ts-expect-error one rewrite of the path
  const rewrites: HttpRouteOptions = { to, rewrite: { uri: '/', uriRegexRewrite: { match: 'a', rewrite: 'b' } } };
  // @ts-expect-error a rewrite that changes nothing
  const noRewrite: HttpRouteOptions = { to, rewrite: {} };
  // @ts-expect-error a fault that does nothing
  const noFault: HttpRouteOptions = { to, fault: {} };
  // @ts-expect-error a fault that hits nobody
  const nobody: HttpRouteOptions = { to, fault: { abort: { httpStatus: 500 } } };
  // @ts-expect-error gRPC has no such status
  const grpc: HttpRouteOptions = { to, fault: { abort: { grpcStatus: 'UNAVAILABEL', percentage: 5 } } };
  // @ts-expect-error Envoy has no such condition
  const condition: HttpRouteOptions = { to, retries: { attempts: 2, retryOn: ['5XX'] } };
  // @ts-expect-error retries that are not tried
  const attempts: HttpRouteOptions = { to, retries: { perTryTimeout: '2s' } };
  // @ts-expect-error methods are upper case
  const method: HttpRouteOptions = { to, corsPolicy: { allowOrigins: ['https://a.com'], allowMethods: ['get'] } };
  expect([
    redirect, nothing, two, answers, forwards, rewritten, broken, status, paths, rewrites, noRewrite, noFault, nobody, grpc, condition,
    attempts, method,
  ]).toHaveLength(17);
});

test('references are objects', () => {
  const weighted: HttpRouteOptions = { to: [to.weighted(1), { destination: to, weight: 9, headers: {} }], timeout: Duration.seconds(5) };
  // @ts-expect-error a host is no target
  const text: HttpRouteOptions = { to: 'reviews' };
  // @ts-expect-error several targets have weights
  const noWeights: HttpRouteOptions = { to: [to, to] };
  // @ts-expect-error a match is made by a function
  const plain: HttpRouteOptions = { match: { uri: { prefix: '/' } }, to };
  // @ts-expect-error a mirror is a target
  const mirror: HttpRouteOptions = { to, mirror: { destination: 'reviews' } };
  // @ts-expect-error a delegate has no hosts
  const hosts: HttpRouteOptions = { delegate: withHosts };
  // @ts-expect-error delegates do not delegate
  const nested: DelegateHttpRouteOptions = { delegate };
  // @ts-expect-error connections have no headers
  const headers: TcpRouteOptions = { to: { target: to, headers: {} } };
  // @ts-expect-error a route of TLS has names
  const noSni: TlsRouteOptions = { match: { port: 443 }, to };
  // @ts-expect-error a route of TLS has a match
  const noMatch: TlsRouteOptions = { to };
  // @ts-expect-error a port is no gateway
  const gateway: VirtualServiceProps = { hosts: ['a.com'], gateways: [80] };
  // @ts-expect-error hosts are required: without them it is a DelegateVirtualService
  const noHosts: VirtualServiceProps = { http: [{ to }] };
  expect([weighted, text, noWeights, plain, mirror, hosts, nested, headers, noSni, noMatch, gateway, noHosts]).toHaveLength(12);
});

test('only a path ignores its case; a route has one name', () => {
  expectTypeOf(path.exact('/')).toEqualTypeOf<PathMatch>();
  expectTypeOf(path.exact('/').and(header('a').present())).toEqualTypeOf<Match>();
  expectTypeOf<Match>().not.toHaveProperty('ignoreCase');
  // @ts-expect-error the name is in front already
  const twice = () => withHosts.addHttpRoute('one', { name: 'two', to });
  expect(twice).toThrow('Expected one name, got "one" and "two"');
});
