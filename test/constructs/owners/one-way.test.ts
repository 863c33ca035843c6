import { App, type ApiObject, JsonPatch, Testing, type Chart } from 'cdk8s';
import {
  Canary, CircuitBreaker, EgressThroughGateway, IngressGateway, MeshService, MutualTlsOrigination, type HostResource, TlsOrigination,
} from 'cdk8s-istio';
import { parseAllDocuments } from 'yaml';
import { chartOf } from '../../support/chart';
import { gatewayOf, httpService } from '../../support/egress';

// Contributions come in, each makes the resources that it needs, and what they say is decided when they are rendered.

const childOf = (resource: HostResource, id = 'Resource'): ApiObject => resource.node.findChild(id) as ApiObject;

function served(chart: Chart): MeshService<'http', 'v1' | 'v2'> {
  return new MeshService(chart, 'reviews', {
    ports: { http: { number: 80, protocol: 'HTTP' } }, versions: { v1: { version: 'v1' }, v2: { version: 'v2' } },
  });
}

test('a child that a program holds stays that child when its host moves behind an egress gateway', () => {
  const chart = chartOf();
  const partner = httpService(chart);
  new CircuitBreaker(chart, 'breaker', { service: partner, maxConnections: 10 });
  const [rule, entry] = [childOf(partner.destinationRule), childOf(partner.serviceEntry)];
  expect([rule.metadata.namespace, entry.metadata.namespace]).toEqual(['shop', 'shop']);
  new EgressThroughGateway(chart, 'egress', { service: partner, port: 'http', gateway: gatewayOf(chart), clients: ['shop'], origination: 'tls' });
  expect(childOf(partner.destinationRule)).toBe(rule);
  expect(childOf(partner.serviceEntry)).toBe(entry);
  expect([rule.metadata.namespace, entry.metadata.namespace]).toEqual(['istio-egress', 'istio-egress']);
  expect((rule.toJson() as { metadata: unknown }).metadata).toEqual({ name: 'api-partner-com', namespace: 'istio-egress' });
});

test('a child that a program holds stays that child when other clients get a rule of their own', () => {
  const chart = chartOf();
  const partner = httpService(chart);
  const originate = (app: string): unknown => new MutualTlsOrigination(chart, app, {
    service: partner, port: 'http', workload: { labels: { app }, serviceAccount: app }, credentialName: app,
  });
  originate('web');
  const [rule, ofWeb] = [childOf(partner.destinationRule), childOf(partner.destinationRule, 'Clients-app=web')];
  originate('front');
  expect(childOf(partner.destinationRule)).toBe(rule);
  expect(childOf(partner.destinationRule, 'Clients-app=web')).toBe(ofWeb);
  expect(partner.destinationRule.node.children.map((child) => (child as ApiObject).name))
    .toEqual(['api-partner-com', 'api-partner-com-front', 'api-partner-com-web']);
});

test('a child that a program holds stays that child when a host before it is exposed', () => {
  const chart = chartOf();
  const reviews = served(chart);
  const edge = new IngressGateway(chart, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' });
  edge.host('b.example.com').to(reviews);
  const routes = edge.node.findChild('VirtualServices').node;
  const [first] = routes.children;
  edge.host('a.example.com').to(reviews);
  expect(routes.children.map(({ node: { id } }) => id)).toEqual(['a.example.com', 'b.example.com']);
  expect(routes.children[1]).toBe(first);
});

test('a patch of a held child is written, wherever its host moves', () => {
  const chart = chartOf();
  const partner = httpService(chart);
  childOf(partner.serviceEntry).addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'web' }));
  new EgressThroughGateway(chart, 'egress', { service: partner, port: 'http', gateway: gatewayOf(chart), clients: ['shop'], origination: 'tls' });
  expect(documentsOf(chart).find(({ kind }) => kind === 'ServiceEntry')!.metadata)
    .toEqual({ name: 'api-partner-com', namespace: 'istio-egress', labels: { team: 'web' } });
});

interface Document {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function documentsOf(chart: Chart): Document[] {
  return parseAllDocuments(App.of(chart).synthYaml()).map((document) => document.toJS() as Document);
}

const STEPS: Readonly<Record<string, (chart: Chart, of: ReturnType<typeof owners>) => unknown>> = {
  'clients web': (chart, { partner }) => new MutualTlsOrigination(chart, 'web', {
    service: partner, port: 'http', workload: { labels: { app: 'web' } }, clientCertificate: '/a', privateKey: '/b',
  }),
  'clients front': (chart, { partner }) => new MutualTlsOrigination(chart, 'front', {
    service: partner, port: 'http', workload: { labels: { app: 'front' } }, clientCertificate: '/c', privateKey: '/d',
  }),
  'clients with the same values': (chart, { partner }) => new MutualTlsOrigination(chart, 'other', {
    service: partner, port: 'http', workload: { labels: { tier: 'web' } }, clientCertificate: '/e', privateKey: '/f',
  }),
  'detour': (chart, { behind, gateway }) => new EgressThroughGateway(chart, 'egress', {
    service: behind, port: 'http', gateway, clients: ['shop', 'web'], origination: 'tls',
  }),
  'detour of another host': (chart, { second, gateway }) => new EgressThroughGateway(chart, 'second-egress', {
    service: second, port: 'http', gateway, clients: ['lab'], origination: 'tls',
  }),
  'policy of the host behind the gateway': (chart, { behind }) => new CircuitBreaker(chart, 'breaker', { service: behind, maxConnections: 5 }),
  'canary': (chart, { reviews }) => new Canary(chart, 'canary', { service: reviews, stable: 'v1', canary: 'v2', weight: 5 }),
  'exposed at b': (_, { edge, reviews }) => edge.host('b.example.com').to(reviews),
  'exposed at a': (_, { edge, reviews }) => edge.host('a.example.com').path('/reviews', reviews),
};

function owners(chart: Chart) {
  return {
    reviews: served(chart),
    partner: httpService(chart, 'api.partner.com'),
    behind: httpService(chart, 'api.bank.com'),
    second: httpService(chart, 'api.second.com'),
    gateway: gatewayOf(chart),
    edge: new IngressGateway(chart, 'edge', { namespace: 'istio-ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' }),
  };
}

/** The documents that owners write, after these steps. */
function written(steps: readonly string[]): Document[] {
  const chart = chartOf();
  const of = owners(chart);
  for (const step of steps) STEPS[step]!(chart, of);
  return documentsOf(chart);
}

const names = Object.keys(STEPS);

test.each([
  ['backwards', [...names].reverse()],
  ['rotated', [...names.slice(4), ...names.slice(0, 4)]],
  ['interleaved', [...names.filter((_, i) => i % 2 === 1), ...names.filter((_, i) => i % 2 === 0)]],
])('what is written does not depend on the order of the program: %s', (_, steps) => {
  const documents = written(names);
  expect(documents.length).toBeGreaterThan(15);
  expect(written(steps)).toEqual(documents);
});

test('every door of cdk8s sees the same documents', () => {
  const chart = chartOf();
  const of = owners(chart);
  for (const step of names) STEPS[step]!(chart, of);
  const documents = documentsOf(chart);
  expect(chart.toJson()).toEqual(documents);
  expect(Testing.synth(chart)).toEqual(documents);
  new TlsOrigination(chart, 'second-tls', { service: httpService(chart, 'third.example.com'), port: 'http' });
  expect(Testing.synth(chart)).toHaveLength(documents.length + 2);
});
