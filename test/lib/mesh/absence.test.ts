import { Mesh, type MeshOfOptions, type NamedInMesh } from 'cdk8s-istio';
import { NearNames } from '../../../lib/mesh/near-names';
import { documents } from '../../support/documents';

const service = (name: string, namespace: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec: {ports: [{port: 80}]}`;
const RESOURCES = [
  service('reviews', 'shop'), service('ratings', 'shop'), service('payments-gateway', 'bank'),
  'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: partner, namespace: shop}\nspec: {hosts: [api.partner.com, "*.wild.com"], ports: [{number: 443, name: tls, protocol: TLS}], resolution: DNS, exportTo: ["."]}',
  'apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata: {name: edge-1, namespace: infra}\nspec: {servers: [{hosts: ["*"], port: {number: 80, name: http, protocol: HTTP}}]}',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: reviews, namespace: shop}\nspec: {template: {metadata: {labels: {app: reviews}}, spec: {serviceAccountName: reviews-account}}}',
].join('\n---\n');

const mesh = (options: MeshOfOptions = {}, yaml = RESOURCES): Mesh => Mesh.of(documents(yaml), options);
const host = (name: string, namespace = 'shop'): NamedInMesh => ({ kind: 'host', name, namespace });

describe('is no absence', () => {
  test.each<[string, NamedInMesh]>([
    ['a short name', host('reviews')],
    ['a full name, from anywhere', host('reviews.shop.svc.cluster.local', 'web')],
    ['a host of a ServiceEntry, whoever sees it', host('api.partner.com', 'web')],
    ['what a wildcard covers', host('a.wild.com')],
    ['a wildcard that covers what is there', host('*.shop.svc.cluster.local')],
    ['an object', { kind: 'Gateway', name: 'edge-1', namespace: 'infra' }],
    ['the namespace of an object', { kind: 'Namespace', name: 'bank' }],
    ['the account that pods run as', { kind: 'ServiceAccount', name: 'reviews-account', namespace: 'shop' }],
    ['a workload', { kind: 'workload', labels: { app: 'reviews' }, namespace: 'shop' }],
    ['a workload of any namespace', { kind: 'workload', labels: { app: 'reviews' } }],
    ['a name of a list', { kind: 'part', name: 'v1', of: ['v1'] }],
  ])('%s', (_, named) => {
    expect(mesh().absenceOf(named)).toBeUndefined();
    expect(mesh({ world: 'closed' }).absenceOf(named)).toBeUndefined();
  });
});

describe('in an open world', () => {
  test.each<[string, NamedInMesh, object]>([
    ['a host whose namespace has others', host('orders'), { certainty: 'likely', beside: 'Services of namespace "shop"', near: [] }],
    ['a slip in a host', host('reveiws'), { certainty: 'likely', beside: 'Services of namespace "shop"', near: ['reviews'] }],
    ['a slip in a full name', host('reveiws.shop.svc.cluster.local', 'web'), {
      certainty: 'likely', beside: 'Services of namespace "shop"', near: ['reviews.shop.svc.cluster.local'],
    }],
    ['a slip in a namespace', host('payments-gateway.bnak.svc.cluster.local', 'web'), {
      certainty: 'likely', beside: '"payments-gateway.bank.svc.cluster.local"', near: ['payments-gateway.bank.svc.cluster.local'],
    }],
    ['a host that Istio does not complete', host('reviews.shop', 'web'), {
      certainty: 'likely', beside: '"reviews.shop.svc.cluster.local"', near: ['reviews.shop.svc.cluster.local'],
    }],
    ['a slip in an external host', host('api.partnre.com'), { certainty: 'likely', beside: '"api.partner.com"', near: ['api.partner.com'] }],
    ['a host of a namespace without any', host('payments', 'elsewhere'), { certainty: 'unknown', near: [] }],
    ['another external host', host('www.example.com'), { certainty: 'unknown', near: [] }],
    ['an object beside others of its kind', { kind: 'Gateway', name: 'internal', namespace: 'infra' }, {
      certainty: 'likely', beside: 'objects of kind Gateway in namespace "infra"', near: [],
    }],
    ['an object where there are none of its kind', { kind: 'Gateway', name: 'edge-1', namespace: 'shop' }, { certainty: 'unknown', near: [] }],
    ['a namespace that only has no objects', { kind: 'Namespace', name: 'accounting' }, { certainty: 'unknown', near: [] }],
    ['a workload beside others', { kind: 'workload', labels: { app: 'reveiws' }, namespace: 'shop' }, {
      certainty: 'likely', beside: 'workloads of namespace "shop"', near: ['app: reviews'],
    }],
    ['a workload of a namespace without any', { kind: 'workload', labels: { app: 'payments' }, namespace: 'bank' }, { certainty: 'unknown', near: [] }],
    ['a subset', { kind: 'part', name: 'v3', of: ['v1', 'v2'] }, { certainty: 'likely', beside: '"v1" or "v2"', near: ['v1', 'v2'] }],
    ['a subset of a host without any', { kind: 'part', name: 'v3', of: [] }, { certainty: 'unknown', near: [] }],
  ])('%s', (_, named, absence) => {
    expect(mesh().absenceOf(named)).toEqual(absence);
  });

  test('names that differ in a number are siblings, not slips', () => {
    const regional = mesh({}, service('checkout-2', 'eu-1'));
    expect(regional.absenceOf(host('checkout-2.eu-2.svc.cluster.local', 'web'))).toEqual({ certainty: 'unknown', near: ['checkout-2.eu-1.svc.cluster.local'] });
  });
});

test('in a closed world everything that is not there is missing for certain', () => {
  for (const named of [host('payments', 'elsewhere'), host('reveiws'), { kind: 'Secret', name: 'a', namespace: 'b' } as const]) {
    expect(mesh({ world: 'closed' }).absenceOf(named)?.certainty).toBe('certain');
  }
});

describe('context', () => {
  const seen = documents(service('payments', 'elsewhere'));

  test('is there, and is flagged', () => {
    const { entries } = mesh({ context: seen });
    expect(mesh({ context: seen }).absenceOf(host('payments', 'elsewhere'))).toBeUndefined();
    expect(entries.filter(({ isContext }) => isContext).map(({ id }) => id.name)).toEqual(['payments']);
  });

  test('gives way to a resource that is the same object', () => {
    const applied = documents(service('payments', 'elsewhere').replace('port: 80', 'port: 90'));
    expect(Mesh.of(applied, { context: seen }).services.map(({ ports }) => ports[0]!.number)).toEqual([90]);
    expect(Mesh.of(applied, { context: seen }).entries).toHaveLength(1);
  });
});

describe('near names', () => {
  test('are found among many as among few', () => {
    const names = Array.from({ length: 2_000 }, (_, i) => `service-${i.toString(36)}-reviews`);
    expect(new NearNames([...names, 'recommendations']).of('recomendations')).toEqual(['recommendations']);
    expect(new NearNames(['recommendations']).of('recomendatoins')).toEqual(['recommendations']);
  });

  test('are at most two letters off, and never the word itself', () => {
    expect(new NearNames(['reviews', 'previous', 'a', 'b', 'ab']).of('reviews')).toEqual([]);
    expect(new NearNames(['a', 'b', 'ab', 'abc']).of('c')).toEqual(['a', 'b']);
  });
});
