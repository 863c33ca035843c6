import type { Chart } from 'cdk8s';
import {
  Canary, CircuitBreaker, Destination, ExternalService, FaultInjection, Gateway, hashBy, header, HttpPolicies, IngressGateway,
  IngressListener, LocalityFailover, MeshService, Mirror, NamespaceIsolation, Outbound, path, PeerAuthentication, RegistryOnly,
  Resilience, Server, Sidecar, StickySession, Telemetry, TlsOrigination, VirtualService,
} from '../../constructs';
import { untyped } from '../support/chart';
import { findingsOf, thrownBy } from '../support/findings';

// A word that an option does not have, but that another version or another part of Istio has for the same idea, names the right one.

type Program = (chart: Chart) => unknown;

const edge = (props: object): Program => (chart) => new IngressGateway(chart, 'it', untyped({ namespace: 'ingress', https: 'off', ...props }));
const some = (props: object): Program => (chart) => (
  new RegistryOnly(chart, 'it', untyped({ isolation: new NamespaceIsolation(chart, 'isolation'), ...props }))
);

const reviews = (chart: Chart) => new MeshService(chart, 'reviews', {
  ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});
/** A pattern for a service. */
const on = (Pattern: new (chart: Chart, id: string, props: never) => unknown, props: object): Program => (chart) => (
  new Pattern(chart, 'it', untyped({ service: reviews(chart), ...props }))
);
/** A route of a VirtualService. */
const route = (options: object): Program => (chart) => (
  new VirtualService(chart, 'it', { hosts: ['reviews'], http: [untyped({ to: Destination.host('reviews'), ...options })] })
);
/** A server of a Gateway. */
const server = (options: object): Program => (chart) => (
  new Gateway(chart, 'it', { selector: { istio: 'ingress' }, servers: [Server.https(untyped({ hosts: ['a.com'], ...options }))] })
);

const wrong: [word: string, program: Program, at: string, fix: string][] = [
  ['selector', edge({ selector: { istio: 'ingress' } }), 'selector', 'write workload: { labels: { … } }'],
  ['podSelector', some({ podSelector: { app: 'a' } }), 'podSelector', 'write workload: { labels: { … } }'],
  ['labels without their name', some({ workload: { app: 'a' } }), 'workload', 'write { labels: { "app": "a" } }'],
  ['labels without their name, of a resource', (chart) => new Telemetry(chart, 'it', untyped({ workload: { app: 'a' } })), 'workload', 'write { labels: { "app": "a" } }'],
  ['an option of a workload that does not exist', (chart) => (
    new PeerAuthentication(chart, 'it', untyped({ workload: { labels: { app: 'a' }, serviceAcount: 'a' }, mode: 'STRICT' }))
  ), 'workload.serviceAcount', 'write "serviceAccount"'],

  ['cors of a pattern', on(HttpPolicies, { cors: { allowOrigins: ['https://a.com'] } }), 'cors', 'write corsPolicy'],
  ['cors of a route', route({ cors: { allowOrigins: [{ exact: 'https://a.com' }] } }), 'spec.http.0.cors', 'write corsPolicy'],
  ['requestHeaders', on(HttpPolicies, { requestHeaders: { set: { a: 'b' } } }), 'requestHeaders', 'write headers: { request: { … } }'],
  ['responseHeaders', on(HttpPolicies, { responseHeaders: { set: { a: 'b' } } }), 'responseHeaders', 'write headers: { response: { … } }'],
  ['headers that are added', on(HttpPolicies, { headers: { request: { add: { a: 'b' } } } }), 'headers.request.add', 'write set: { … }'],
  ['headers of no direction', on(HttpPolicies, { headers: { set: { a: 'b' } } }), 'headers.set', 'write request: { set: { … } }'],
  ['to of a rewrite', on(HttpPolicies, { rewrite: { prefix: '/a', to: '/' } }), 'rewrite.to', 'write uri'],
  ['regex of a rewrite', on(HttpPolicies, { rewrite: { regex: '/a', to: '/' } }), 'rewrite.regex', 'write uriRegexRewrite: { match: …, rewrite: … }'],
  ['prefix of the rewrite of a route', route({ rewrite: { prefix: '/' } }), 'spec.http.0.rewrite.prefix', 'write uri, which takes the place of the prefix that the route matches'],
  ['path of a redirect', on(HttpPolicies, { match: path.exact('/a'), redirect: { path: '/b' } }), 'redirect.path', 'write uri'],
  ['status of a redirect', on(HttpPolicies, { match: path.exact('/a'), redirect: { uri: '/b', status: 301 } }), 'redirect.status', 'write redirectCode'],
  ['status of the redirect of a route', (chart) => (
    new VirtualService(chart, 'it', { hosts: ['reviews'], http: [untyped({ redirect: { uri: '/b', status: 301 } })] })
  ), 'spec.http.0.redirect.status', 'write redirectCode'],
  ['a preset of retries', on(Resilience, { timeout: '3s', retries: 'idempotent' }), 'retries', 'write retries: { retryOn: "idempotent" }'],
  ['no retries', on(Resilience, { timeout: '3s', retries: 'off' }), 'retries', 'write retries: { attempts: 0 }'],
  ['a number of retries', on(Resilience, { timeout: '3s', retries: 3 }), 'retries', 'write retries: { attempts: 3 }'],
  ['perTry', on(Resilience, { timeout: '3s', perTry: '1s' }), 'perTry', 'write retries: { perTryTimeout: … }'],
  ['perTry of a route', route({ retries: { attempts: 2, perTry: '1s' } }), 'spec.http.0.retries.perTry', 'write perTryTimeout'],
  ['time of a fault', on(FaultInjection, { match: header('a').present(), delay: { time: '1s', percentage: 5 } }), 'delay.time', 'write fixedDelay'],
  ['percent of a fault', on(FaultInjection, { match: header('a').present(), abort: { httpStatus: 503, percent: 5 } }), 'abort.percent', 'write percentage'],
  ['status of a fault', on(FaultInjection, { match: header('a').present(), abort: { status: 503, percentage: 5 } }), 'abort.status', 'write httpStatus'],
  ['status of the fault of a route', route({ fault: { abort: { status: 503, percentage: 5 } } }), 'spec.http.0.fault.abort.status', 'write httpStatus'],
  ['percent of a mirror', on(Mirror, { version: 'v2', percent: 5 }), 'percent', 'write percentage'],
  ['percent of a canary', on(Canary, { stable: 'v1', canary: 'v2', percent: 5 }), 'percent', 'write weight'],
  ['target of a mirror', on(Mirror, { target: 'x', percentage: 5 }), 'target', 'write destination'],
  ['target of a route', route({ to: { target: Destination.host('a') } }), 'spec.http.0.route.0.destination', 'write destination in place of target'],
  ['ejection', on(CircuitBreaker, { ejection: false }), 'ejection', 'write outlierDetection: false'],
  ['limits by other words', on(CircuitBreaker, { maxRequests: 5 }), 'maxRequests', 'write http2MaxRequests'],
  ['regions', on(LocalityFailover, { regions: { a: 'b' } }), 'regions', 'write failover'],
  ['an order', on(LocalityFailover, { order: ['a'] }), 'order', 'write failoverPriority'],
  ['a client address', on(StickySession, { clientAddress: true }), 'clientAddress', 'write sourceIp: true'],
  ['a query', on(StickySession, { query: 'a' }), 'query', 'write queryParam'],
  ['the age of a cookie', on(Canary, { stable: 'v1', canary: 'v2', weight: 5, sticky: { cookie: 'a', maxAge: '1h' } }), 'sticky.maxAge', 'write ttl'],
  ['subsets', (chart) => new MeshService(chart, 'it', untyped({ ports: { http: { number: 80, protocol: 'HTTP' } }, subsets: {} })), 'subsets', 'write versions'],
  ['TLS of a host', edge({ tls: { credentialName: 'a' } }), 'tls', 'write https: { credentialName: … }'],
  ['a Secret of a server', server({ secretName: 'a' }), 'spec.servers.0.tls.secretName', 'write credentialName'],
  ['the workload of a Gateway', (chart) => (
    new Gateway(chart, 'it', untyped({ workload: { labels: { istio: 'a' } }, servers: [Server.http({ hosts: ['*'] })] }))
  ), 'spec.workload', "write selector, with the labels of the gateway's pods"],
  ['the name of a server', (chart) => new TlsOrigination(chart, 'it', untyped({
    service: new ExternalService(chart, 'partner', { host: 'a.com', ports: { http: { number: 80, protocol: 'HTTP' } } }), port: 'http', serverName: 'a.com',
  })), 'serverName', 'write sni'],
  ['ports of a policy', (chart) => (
    new PeerAuthentication(chart, 'it', untyped({ workload: { labels: { app: 'a' } }, mode: 'STRICT', ports: { 80: 'DISABLE' } }))
  ), 'spec.ports', 'write portLevelMtls, with the number and the mode of each port'],
  ['outbound of a Sidecar', (chart) => new Sidecar(chart, 'it', untyped({ egress: 'unrestricted', outbound: Outbound.registryOnly() })), 'outbound', 'write outboundTrafficPolicy'],
  ['where a listener forwards to', (chart) => new Sidecar(chart, 'it', {
    egress: 'unrestricted', workload: { labels: { app: 'a' } },
    ingress: [IngressListener.on({ number: 80, protocol: 'HTTP', name: 'http' }, untyped({ forwardTo: '127.0.0.1:80' }))],
  }), 'spec.ingress.0.forwardTo', 'write defaultEndpoint'],
  ['a reference without a scope', () => MeshService.fromName(untyped('users'), untyped({ namespace: 'accounts' }), untyped(undefined)), 'scope',
    'write MeshService.fromName(chart, "users", { namespace: …, ports: … })'],
];

test.each(wrong)('%s', (_, program, at, fix) => {
  const errors = findingsOf(program).filter(({ severity }) => severity === 'error');
  expect(errors.map((finding) => [finding.path.join('.'), finding.fix])).toContainEqual([at, fix]);
});

test.each([
  [() => (Server as unknown as Record<string, () => unknown>).simpleTls!(), 'write Server.https'],
  [() => (Server as unknown as Record<string, () => unknown>).mutual!(), 'write Server.mutualTls'],
  [() => (hashBy as unknown as Record<string, () => unknown>).queryParameter!(), 'write hashBy.queryParam'],
])('a builder names the member that it has: %#', (program, fix) => {
  expect(thrownBy(program).map((finding) => finding.fix)).toEqual([fix]);
});
