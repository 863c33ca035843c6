/**
 * A program as a user of the package writes it. package.test.ts compiles it against the packed tarball with every
 * compiler and module resolution we support, and runs it. Extend it with whatever is public.
 */
import { App, Chart, Duration, Testing } from 'cdk8s';
import {
  Canary, check, CircuitBreaker, ConfigError, configureMesh, DestinationRule, EgressGateway, EgressListener, EgressThroughGateway,
  ExternalService, Gateway, hashBy, header, HostScope, IngressGateway, IstioEnvoyFilter, MeshService, Outbound, path, Resilience,
  Resolution, Server, ServiceEntry, Sidecar, Tls, TrafficPolicy, VirtualService, type Finding, type VirtualServiceSpec,
} from 'cdk8s-istio';

const app = new App();
configureMesh(app, { release: '1.31' });
const shop = new Chart(app, 'shop', { namespace: 'shop' });

const rule = new DestinationRule(shop, 'ratings', {
  host: 'ratings',
  trafficPolicy: new TrafficPolicy()
    .consistentHash(hashBy.cookie('user', { ttl: Duration.seconds(0) }))
    .connectionPool({ tcp: { maxConnections: 100, connectTimeout: Duration.seconds(5) } })
    .outlierDetection({ consecutive5xxErrors: 5, interval: Duration.seconds(10) })
    .onPort(9080, (p) => p.tls(Tls.istioMutual())),
  subsets: { v1: { labels: { version: 'v1' } } },
});
const edge = new Gateway(shop, 'edge', { selector: { istio: 'ingress' }, servers: [Server.http({ hosts: ['shop.example.com'] })] });
new VirtualService(shop, 'routes', { hosts: ['shop.example.com'], gateways: [edge] })
  .addHttpRoute('testers', { match: header('end-user').exact('jason').and(path.prefix('/ratings')), to: rule.subset('v1') })
  .addHttpRoute('default', { to: rule.subset('v1'), timeout: Duration.seconds(3) });
const api = new ServiceEntry(shop, 'api', {
  hosts: ['api.example.com'], ports: { https: { number: 443, protocol: 'HTTPS' } }, resolution: Resolution.dns(),
});
new Sidecar(shop, 'sidecar', { egress: [EgressListener.catchAll([HostScope.own()])], outboundTrafficPolicy: Outbound.registryOnly() });
new IstioEnvoyFilter(shop, 'filter', {
  spec: { configPatches: [{ applyTo: 'CLUSTER', match: { context: 'SIDECAR_OUTBOUND' }, patch: { operation: 'MERGE', value: { lb_policy: 'RANDOM' } } }] },
});

const reviews = new MeshService(shop, 'reviews', {
  ports: { http: { number: 9080, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
});
new Canary(shop, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 10 });
new CircuitBreaker(shop, 'breaker', { service: reviews, port: 'http', http2MaxRequests: 100 });
new Resilience(shop, 'patience', { service: reviews, timeout: '3s' });
new IngressGateway(shop, 'front', {
  namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: { credentialName: 'web' },
}).host('reviews.example.com').to(reviews);
const partner = new ExternalService(shop, 'partner', { host: 'api.partner.com', ports: { http: { number: 80, protocol: 'HTTP' } } });
const egress = new EgressGateway(shop, 'egress', { service: 'istio-egress', namespace: 'istio-egress', workload: { labels: { istio: 'egress' } } });
new EgressThroughGateway(shop, 'through', { service: partner, gateway: egress, port: 'http', clients: ['shop'], origination: 'tls' });

// @ts-expect-error there is no version of that name
const noVersion = () => new Canary(shop, 'wrong', { service: reviews, stable: 'v1', canary: 'v3', weight: 10 });
// @ts-expect-error there is no subset of that name
const misspelt = () => rule.subset('v9');
// @ts-expect-error there is no port of that name
const noPort = () => api.port('http');
// @ts-expect-error a header is matched in one way
const both: VirtualServiceSpec = { hosts: ['a'], http: [{ match: [{ uri: { exact: '/a', prefix: '/' } }] }] };

const resources: unknown[] = Testing.synth(shop);
const findings: Finding[] = check(resources);
const errors = findings.filter(({ severity }) => severity === 'error');
if (resources.length !== 16 || errors.length > 0) throw new Error(`Expected 16 resources without an error, got ${new ConfigError(findings).message}`);
for (const wrong of [noVersion, misspelt, noPort, () => check([both], { release: '1.0' as '1.31' })]) {
  try {
    wrong();
  } catch (error) {
    if (error instanceof ConfigError || error instanceof RangeError) continue;
    throw error;
  }
  throw new Error('Expected an error');
}
