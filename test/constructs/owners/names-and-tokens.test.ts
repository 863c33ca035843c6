import { ApiObject, type Chart, Lazy, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { BlueGreen, EgressGateway, EgressThroughGateway, ExternalService, MeshService, Mirror, Resilience } from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { errorsOf, findingsOf } from '../../support/findings';
import { specsOf } from '../../support/resources';

const PORTS = { http: { number: 80, protocol: 'HTTP' } } as const;
const GRPC = { grpc: { number: 80, protocol: 'GRPC' } } as const;
const versions = { v1: { version: 'v1' }, v2: { version: 'v2' } };

test('an id inside of another construct is no name of a Service', () => {
  const [first] = findingsOf((chart) => new MeshService(new Construct(chart, 'shop'), 'Service', { ports: PORTS }));
  expect(first).toMatchObject({
    rule: 'pattern/invalid-option',
    message: 'Expected the name of the Kubernetes Service for a construct inside of "shop/shop", got the id "Service" alone',
    fix: 'write name: "Service" if that is its name',
  });
  const chart = chartOf('shop');
  expect(new MeshService(new Construct(chart, 'group'), 'Service', { name: 'orders', ports: PORTS }).host).toBe('orders.shop.svc.cluster.local');
  expect(new MeshService(chart, 'carts', { ports: PORTS }).host).toBe('carts.shop.svc.cluster.local');
});

test('two hosts that differ in dots and hyphens have names of their own', () => {
  const chart = chartOf();
  new ExternalService(chart, 'one', { host: 'a-b.com', ports: PORTS });
  new ExternalService(chart, 'two', { host: 'a.b.com', name: 'a-dot-b', ports: PORTS });
  expect((Testing.synth(chart) as { metadata: { name: string } }[]).map(({ metadata }) => metadata.name)).toEqual(['a-b-com', 'a-dot-b']);
  expect(errorsOf((other) => new ExternalService(other, 'c', { host: 'c.com', name: 'No Name', ports: PORTS }))).toEqual(['pattern/invalid-option @ name']);
});

test('the resources of an egress gateway have the name that is given, and the hop leads to its Service', () => {
  const chart = chartOf();
  const gateway = new EgressGateway(chart, 'out', {
    namespace: 'istio-egress', service: 'istio-egressgateway', name: 'partners', workload: { labels: { istio: 'egress' } },
  });
  const service = new ExternalService(chart, 'bank', { host: 'bank.com', ports: PORTS });
  new EgressThroughGateway(chart, 'through', { service, port: 'http', gateway, clients: ['shop'] });
  const written = specsOf(chart);
  expect(Object.keys(written).filter((title) => title.endsWith('/partners')).sort()).toEqual([
    'AuthorizationPolicy istio-egress/partners', 'DestinationRule istio-egress/partners', 'Gateway istio-egress/partners',
  ]);
  const hop = 'istio-egressgateway.istio-egress.svc.cluster.local';
  expect(written['DestinationRule istio-egress/partners'].host).toBe(hop);
  const routes = written['VirtualService istio-egress/bank-com'];
  expect(routes.gateways).toEqual(['mesh', 'istio-egress/partners']);
  expect(routes.http[0].route[0].destination.host).toBe(hop);
  expect(errorsOf((other) => new EgressGateway(other, 'out', { service: 'a', name: 'No Name', workload: { labels: { a: 'b' } } })))
    .toEqual(['pattern/invalid-option @ name']);
});

test('a token is refused by that word', () => {
  const [first] = findingsOf((chart) => {
    const service = new MeshService(chart, 'orders', { ports: PORTS });
    new Resilience(chart, 'patience', { service, timeout: untyped(Lazy.any({ produce: () => '3s' })) });
  });
  expect(first!.message).toBe('Expected a duration such as "5s", got a token, which has no value before the synth');
});

test('reads of a service that speaks gRPC alone are none', () => {
  const messages = (build: (chart: Chart, service: MeshService<'grpc', 'v1' | 'v2'>) => unknown): string[] => (
    findingsOf((chart) => build(chart, new MeshService(chart, 'calls', { ports: GRPC, versions }))).map(({ message }) => message)
  );
  expect(messages((chart, service) => new Mirror(chart, 'shadow', { service, version: 'v2', percentage: 1 }))).toEqual([
    'Expected sideEffects: true for a service with gRPC ports alone, whose requests are all POST, got false',
  ]);
  expect(messages((chart, service) => new Resilience(chart, 'patience', { service, timeout: '3s', retries: { retryOn: 'idempotent' } }))).toEqual([
    "Expected allMethods: true beside retryOn: 'idempotent' for a service with gRPC ports alone, whose requests are all POST, got nothing",
  ]);
});

test('versions of a headless Service of the tree are refused, whichever of the two is made first', () => {
  const headless = (chart: Chart): unknown => new ApiObject(chart, 'k8s', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'db', namespace: 'shop' }, spec: { clusterIP: 'None', ports: Object.entries(PORTS).map(([name, { number }]) => ({ name, port: number })) },
  } as never);
  const release = (chart: Chart): unknown => new BlueGreen(chart, 'release', {
    service: new MeshService(chart, 'db', { namespace: 'shop', ports: PORTS, versions }), active: 'v1',
  });
  for (const parts of [[headless, release], [release, headless]]) {
    expect(errorsOf((chart) => parts.forEach((part) => part(chart)))).toEqual(['composition/headless-versions @ spec.clusterIP']);
  }
});
