import { checkResource, identify } from '../../../lib/kinds/check-resource';
import { kinds } from '../../../lib/kinds';
import type { DeclaredService } from '../../../lib/mesh/declared-service';
import { Mesh } from '../../../lib/mesh/mesh';
import { OTHER_KINDS, qualifiedKind } from '../../../lib/mesh/mesh-kind';

const object = (apiVersion: string, kind: string, more: object = { spec: {} }): object => ({ apiVersion, kind, metadata: { name: 'a' }, ...more });

/** A mesh of resources that are its subjects from number 10 on. */
function meshOf(resources: readonly object[]): Mesh {
  return new Mesh(resources.map((written, i) => ({ id: identify(written)!, subject: i + 10, written, sound: checkResource(written, '1.31').sound })));
}

test('holds resources of any kind in their order, each with its subject', () => {
  const { entries } = meshOf([object('v1', 'Service'), object('acme.example/v1', 'Robot'), object('networking.istio.io/v1', 'Sidecar')]);
  expect(entries.map(({ id: { kind }, index, subject }) => [kind, index, subject])).toEqual([['Service', 0, 10], ['Robot', 1, 11], ['Sidecar', 2, 12]]);
});

test.each([
  ['one of Istio in any of its versions', object('networking.istio.io/v1beta1', 'Gateway'), 'Gateway'],
  ['one of the core group', object('v1', 'Service'), 'Service'],
  ['one of another group', object('apps/v1', 'Deployment'), 'Deployment.apps'],
  ['one whose name Istio has too', object('gateway.networking.k8s.io/v1', 'Gateway'), 'Gateway.gateway.networking.k8s.io'],
] as const)('finds %s by its kind', (_, resource, kind) => {
  const others = [object('v1', 'Gateway'), object('v1', 'Sidecar'), object('acme.example/v1', 'Service')];
  const mesh = meshOf([...others, resource]);
  expect(mesh.all(kind).map(({ resource: found }) => found)).toEqual([resource]);
});

test('gives the sound copy of an Istio resource, and other resources as they were written', () => {
  const labels = { app: 'a', tier: 1 };
  const mesh = meshOf([
    { ...object('networking.istio.io/v1', 'DestinationRule'), metadata: { name: 'a', labels }, spec: { host: 'a', exportTo: 'x' } },
    { ...object('v1', 'ConfigMap'), metadata: { name: 'a', labels }, data: { mesh: 'enableTracing: true' } },
  ]);
  expect(mesh.all('DestinationRule')[0]!.resource).toMatchObject({ metadata: { labels: { app: 'a' } }, spec: { host: 'a' } });
  expect(mesh.all('DestinationRule')[0]!.resource.spec).not.toHaveProperty('exportTo');
  expect(mesh.all('ConfigMap')[0]!.resource).toMatchObject({ metadata: { labels: { app: 'a' } }, data: { mesh: 'enableTracing: true' } });
});

test('an Istio resource of which nothing is sound is an entry, but none of its kind', () => {
  const mesh = meshOf([object('networking.istio.io/v1', 'Sidecar', { spec: 'egress' })]);
  expect(mesh.entries.map(({ id }) => id.kind)).toEqual(['Sidecar']);
  expect(mesh.all('Sidecar')).toEqual([]);
});

test('is frozen, and works out each kind once', () => {
  const mesh = meshOf([object('v1', 'Service')]);
  expect([mesh, mesh.entries, mesh.all('Service'), mesh.entries[0]].map(Object.isFrozen)).toEqual([true, true, true, true]);
  expect(mesh.all('Service')).toBe(mesh.all('Service'));
  expect(mesh.entries[0]!.resource).toBe(mesh.all('Service')[0]!.resource);
});

test('asks for declared services when they are needed, and once', () => {
  const service: DeclaredService = { name: 'a', namespace: 'shop', host: 'a.shop.svc.cluster.local', ports: [], versions: {}, construct: 'shop/a' };
  const declare = jest.fn(() => [service]);
  const mesh = new Mesh([], declare);
  expect(declare).not.toHaveBeenCalled();
  expect([mesh.declaredServices, mesh.declaredServices]).toEqual([[service], [service]]);
  expect(declare).toHaveBeenCalledTimes(1);
});

test('no other kind has a name that Istio has', () => {
  expect(OTHER_KINDS.filter((kind) => Object.hasOwn(kinds, kind))).toEqual([]);
  expect([qualifiedKind('v1', 'Pod'), qualifiedKind('batch/v1', 'CronJob')]).toEqual(['Pod', 'CronJob.batch']);
});
