import { App, Chart } from 'cdk8s';
import { configureMesh, DestinationRule, Mesh, meshOf, MeshService } from 'cdk8s-istio';

const shop = (app: App, id = 'shop'): Chart => new Chart(app, id, { namespace: 'shop' });

test('has what the program writes and what it declares', () => {
  const app = new App();
  const chart = shop(app);
  new MeshService(chart, 'reviews', { ports: { http: { number: 9080, protocol: 'HTTP' } } });
  new DestinationRule(chart, 'ratings', { host: 'ratings' });
  const mesh = meshOf(chart);
  expect(mesh).toBeInstanceOf(Mesh);
  expect(mesh.service('reviews', 'shop')).toMatchObject({ ports: [{ number: 9080, protocol: 'HTTP' }] });
  expect(mesh.all('DestinationRule').map(({ resource }) => resource.spec.host)).toEqual(['ratings']);
});

test('has the settings of the app', () => {
  const app = new App();
  configureMesh(app, { rootNamespace: 'mesh', trustDomain: 'shop.example', clusterDomain: 'k8s.local' });
  new MeshService(shop(app), 'reviews', { ports: { http: { number: 80, protocol: 'HTTP' } } });
  expect(meshOf(app).settings).toMatchObject({ rootNamespace: 'mesh', trustDomain: 'shop.example', clusterDomain: 'k8s.local' });
  expect(meshOf(app).service('reviews', 'shop')?.host).toBe('reviews.shop.svc.k8s.local');
});

test('has what is given as context, and is open unless it is closed', () => {
  const app = new App();
  new DestinationRule(shop(app), 'ratings', { host: 'ratings' });
  const context = [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'ratings', namespace: 'shop' }, spec: { ports: [{ port: 80 }] } }];
  expect(meshOf(app).world).toBe('open');
  expect(meshOf(app).absenceOf({ kind: 'host', name: 'ratings', namespace: 'shop' })?.certainty).toBe('unknown');
  const closed = meshOf(app, { world: 'closed', context });
  expect([closed.world, closed.service('ratings', 'shop')?.entry?.isContext]).toEqual(['closed', true]);
  expect(closed.absenceOf({ kind: 'host', name: 'reviews', namespace: 'shop' })?.certainty).toBe('certain');
});

describe('of an app for several clusters', () => {
  const app = new App();
  for (const cluster of ['test', 'prod']) {
    const chart = shop(app, cluster);
    configureMesh(chart, { cluster });
    new DestinationRule(chart, 'reviews', { host: `reviews-${cluster}` });
  }
  new DestinationRule(shop(app, 'both'), 'ratings', { host: 'ratings' });

  test('is that of the one that is named, with what names none', () => {
    expect(meshOf(app, { cluster: 'prod' }).all('DestinationRule').map(({ resource }) => resource.spec.host).sort()).toEqual(['ratings', 'reviews-prod']);
  });

  test.each([
    ['names them when none is named', {}, /^Expected the name of a cluster, "prod" or "test", got undefined$/],
    ['names them when another one is', { cluster: 'dev' }, /^Expected the name of a cluster, "prod" or "test", got "dev"$/],
  ])('%s', (_, options, message) => {
    expect(() => meshOf(app, options)).toThrow(message);
  });
});
