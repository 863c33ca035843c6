import { ApiObject, App, Chart, Duration } from 'cdk8s';
import {
  check, Destination, DestinationRule, EgressListener, Endpoint, Gateway, hashBy, header, HostScope, IngressListener, method, Outbound,
  path, query, Resolution, Server, ServiceEntry, Sidecar, Tls, TrafficPolicy, VirtualService,
  type HttpRouteOptions, type SimpleLoadBalancer,
} from 'cdk8s-istio';
import * as fc from 'fast-check';
import { PROPERTIES_MS } from '../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

// What the constructs build from valid options, no API server and no istiod refuses.

const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const host = fc.tuple(label, label).map(([a, b]) => `${a}.${b}.example`);
const port = fc.integer({ min: 1, max: 65535 });
const count = fc.integer({ min: 0, max: 1000 });
const percent = fc.integer({ min: 0, max: 100 });
const time = fc.oneof(fc.integer({ min: 1, max: 100_000 }).map((ms) => Duration.millis(ms)), fc.constantFrom('5s', '1h30m', '100ms', '1.5s'));
const text = fc.stringMatching(/^[a-z0-9/]{1,10}$/);

type Change = (policy: TrafficPolicy) => TrafficPolicy;
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constantFrom<SimpleLoadBalancer>('RANDOM', 'ROUND_ROBIN', 'LEAST_REQUEST', 'PASSTHROUGH').map((name): Change => (p) => p.loadBalancer(name)),
  label.map((name): Change => (p) => p.consistentHash(hashBy.header(name), { maglev: { tableSize: 65537 } })),
  fc.tuple(label, time).map(([name, ttl]): Change => (p) => p.consistentHash(hashBy.cookie(name, { ttl }))),
  fc.tuple(count, time).map(([maxConnections, connectTimeout]): Change => (
    (p) => p.connectionPool({ tcp: { maxConnections, connectTimeout } })
  )),
  count.map((maxRetries): Change => (p) => p.connectionPool({ http: { maxRetries, h2UpgradePolicy: 'UPGRADE' } })),
  fc.tuple(count, time, percent).map(([consecutive5xxErrors, interval, maxEjectionPercent]): Change => (
    (p) => p.outlierDetection({ consecutive5xxErrors, interval, maxEjectionPercent })
  )),
  fc.constantFrom(Tls.istioMutual(), Tls.disable(), Tls.simple({ sni: 'a.example', subjectAltNames: ['a.example'] }))
    .map((tls): Change => (p) => p.tls(tls)),
  fc.tuple(port, count).map(([number, maxConnections]): Change => (
    (p) => p.onPort(number, (on) => on.connectionPool({ tcp: { maxConnections } }))
  )),
  percent.map((share): Change => (p) => p.retryBudget({ percent: share })),
);
const policy = fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => changes.reduce((p, make) => make(p), new TrafficPolicy()));
const subset = fc.record({ labels: fc.dictionary(label, label, { maxKeys: 2 }), trafficPolicy: fc.option(policy, { nil: undefined }) });
const subsets = fc.dictionary(label, subset, { maxKeys: 3 });

const match = fc.oneof(
  text.map((value) => path.prefix(`/${value}`)), text.map((value) => path.exact(`/${value}`)), label.map((value) => path.regex(`/${value}.*`)),
  fc.tuple(label, text).map(([name, value]) => header(name).exact(value)), label.map((name) => header(name).present()),
  fc.constantFrom('GET', 'POST').map((name) => method(name)), label.map((name) => query(name).present()),
);
const targets = fc.array(fc.tuple(host, fc.integer({ min: 1, max: 100 })), { minLength: 1, maxLength: 3 })
  .map((list) => list.map(([name, weight]) => Destination.host(name).weighted(weight)));
const httpRoute: fc.Arbitrary<HttpRouteOptions> = fc.oneof(
  fc.record({
    name: label, match, to: targets, timeout: time,
    retries: fc.record({ attempts: fc.integer({ min: 1, max: 5 }), perTryTimeout: time, retryOn: fc.constantFrom('5xx', 'reset,connect-failure') }),
    fault: fc.record({ delay: fc.record({ fixedDelay: time, percentage: percent }) }),
  }, { requiredKeys: ['to'] }),
  fc.record({ match, redirect: fc.record({ uri: text.map((value) => `/${value}`), authority: host }) }),
  fc.record({ match, directResponse: fc.record({ status: fc.integer({ min: 200, max: 599 }) }) }),
) as fc.Arbitrary<HttpRouteOptions>;

const unique = <T>(value: fc.Arbitrary<T>, selector: (value: T) => unknown) => (
  fc.uniqueArray(value, { minLength: 1, maxLength: 3, selector })
);
const server = (hosts: readonly string[], number: number, kind: number): Server => [
  () => Server.http({ hosts, port: number }), () => Server.httpsRedirect({ hosts, port: number }),
  () => Server.https({ hosts, port: number, credentialName: 'cert' }),
  () => Server.mutualTls({ hosts, port: number, credentialName: 'cert' }),
  () => Server.passthrough({ hosts, port: number }), () => Server.tcp({ port: number }),
][kind]!();

type Build = (chart: Chart, id: string) => unknown;
const build: fc.Arbitrary<Build> = fc.oneof(
  fc.record({ host, trafficPolicy: policy, subsets }).map((props): Build => (chart, id) => new DestinationRule(chart, id, props)),
  fc.tuple(host, fc.array(httpRoute, { minLength: 1, maxLength: 4 }))
    .map(([name, http]): Build => (chart, id) => new VirtualService(chart, id, { hosts: [name], http })),
  fc.tuple(unique(host, (name) => name), unique(port, (n) => n), fc.constantFrom(Resolution.dns(), Resolution.none()))
    .map(([hosts, numbers, resolution]): Build => (chart, id) => new ServiceEntry(chart, id, {
      hosts, resolution, ports: Object.fromEntries(numbers.map((number) => [`http-${number}`, { number, protocol: 'HTTP' }])),
    })),
  fc.tuple(unique(host, (name) => name), unique(fc.tuple(port, fc.nat(5)), ([number]) => number))
    .map(([hosts, servers]): Build => (chart, id) => new Gateway(chart, id, {
      selector: { istio: 'ingress' }, servers: servers.map(([number, kind]) => server(hosts, number, kind)),
    })),
  fc.tuple(unique(port, (n) => n), unique(label, (name) => name), label)
    .map(([ports, spaces, app]): Build => (chart, id) => new Sidecar(chart, id, {
      workload: { labels: { app } },
      ingress: ports.map((number) => IngressListener.on({ number, protocol: 'HTTP' }, { defaultEndpoint: Endpoint.loopback(number) })),
      egress: [EgressListener.catchAll(spaces.map((name) => HostScope.namespace(name)))],
      outboundTrafficPolicy: Outbound.registryOnly(),
    })),
);

test('resources built from valid options are accepted', () => {
  fc.assert(fc.property(fc.array(build, { minLength: 1, maxLength: 4 }), (builds) => {
    const app = new App();
    const chart = new Chart(app, 'chart', { namespace: 'shop' });
    builds.forEach((make, i) => make(chart, `it-${i}`));
    app.synthYaml();
    const resources = chart.node.findAll().filter(ApiObject.isApiObject).map((object) => object.toJson() as unknown);
    expect(check(resources).filter(({ severity }) => severity === 'error')).toEqual([]);
  }), { numRuns: 2_000 });
});
