import { Chart, Testing } from 'cdk8s';
import {
  configureMesh, DestinationRule, IngressGateway, MeshService, Mirror, NamespaceIsolation, path, VirtualService, type VirtualServiceSpec,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../support/chart';
import { findingsOf } from '../support/findings';

describe('a construct that stands for a place', () => {
  const PORTS = { http: { number: 80, protocol: 'HTTP' } } as const;

  test('a service with one port, a reference to one, and a DestinationRule are targets of routes and mirrors', () => {
    const chart = chartOf('shop');
    const orders = new MeshService(chart, 'orders', { ports: PORTS });
    const rule = new DestinationRule(chart, 'ratings', { host: 'ratings' });
    const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports: PORTS });
    const routes = new VirtualService(chart, 'front', { hosts: ['front'] });
    routes.addHttpRoute('orders', { match: path.prefix('/orders'), to: orders, mirror: users });
    routes.addHttpRoute('users', { match: path.prefix('/users'), to: [{ destination: users.target, weight: 1 }], mirror: [orders] });
    routes.addHttpRoute('ratings', { to: rule });
    routes.addTcpRoute({ to: orders });
    const [, { spec: { http, tcp } }] = Testing.synth(chart) as [unknown, { spec: VirtualServiceSpec }];
    const at = (host: string): object => ({ destination: { host, port: { number: 80 } } });
    const [ordersAt, usersAt] = [at('orders.shop.svc.cluster.local'), at('users.accounts.svc.cluster.local')];
    expect(http!.map(({ route, mirror, mirrors }) => [route, mirror ?? mirrors])).toEqual([
      [[ordersAt], (usersAt as { destination: object }).destination],
      [[{ ...usersAt, weight: 1 }], [ordersAt]],
      [[{ destination: { host: 'ratings' } }], undefined],
    ]);
    expect(tcp).toEqual([{ route: [ordersAt] }]);
  });

  test('a service with several ports is refused at the line, with its ports', () => {
    const [first] = findingsOf((chart) => {
      const orders = new MeshService(chart, 'orders', { ports: { ...PORTS, admin: { number: 81, protocol: 'HTTP' } } });
      new VirtualService(chart, 'front', { hosts: ['front'] }).addHttpRoute('a', { to: orders });
    });
    expect(first).toMatchObject({
      rule: 'reference/port-missing',
      message: 'Expected one port of "orders.shop.svc.cluster.local", got the service as a whole, with the ports "http" or "admin"',
      fix: 'write port("http") or port("admin") behind it',
      source: { file: expect.stringMatching(/route-targets\.test\.ts$/) },
    });
  });

  test('another construct is named in the words of the line', () => {
    const [first] = findingsOf((chart) => {
      new VirtualService(chart, 'front', { hosts: ['front'] }).addHttpRoute('a', { to: untyped(new Chart(chart, 'other')) });
    });
    expect(first!.message).toBe('Expected a service, a subset, a port or a destination, got "shop/other"');
  });

  test('a reference is written with the cluster domain of the mesh that uses it', () => {
    const chart = chartOf('shop');
    configureMesh(chart, { clusterDomain: 'corp.internal' });
    const users = MeshService.fromName(chart, 'users', { namespace: 'accounts', ports: PORTS, versions: ['v1'] });
    new VirtualService(chart, 'front', { hosts: ['front'] })
      .addHttpRoute('a', { to: [users.version('v1').weighted(1), users.port('http').onPort(80).weighted(1)] });
    new NamespaceIsolation(chart, 'isolation', { dependencies: [users] });
    const edge = new IngressGateway(chart, 'edge', { namespace: 'ingress', workload: { labels: { istio: 'ingress' } }, https: 'off' });
    edge.host('a.example.com').to(users);
    const orders = new MeshService(chart, 'orders', { ports: PORTS });
    new Mirror(chart, 'shadow', { service: orders, destination: users.port('http'), percentage: 1 });
    const yaml = JSON.stringify(Testing.synth(chart));
    expect(yaml.match(/users\.accounts\.svc\.[a-z.]+/g)).toEqual(Array(yaml.split('users.accounts.svc').length - 1).fill('users.accounts.svc.corp.internal'));
    expect(yaml).toContain('accounts/users.accounts.svc.corp.internal');
  });
});
