import { Testing } from 'cdk8s';
import {
  check, NamespaceIsolation, renderPath, UnixSocketIngress, type UnixSocketIngressProps, type UnixSocketOptions,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { thrownBy } from '../../support/findings';

const PATH = '/var/run/mysqld/mysqld.sock';
const socket = (path = PATH, port = 3306): UnixSocketOptions => ({ port, protocol: 'TCP', path });

function made(sockets: UnixSocketIngressProps['sockets'], chart = chartOf()): UnixSocketIngress {
  const isolation = new NamespaceIsolation(chart, 'isolation', { dependencies: ['accounts'] });
  return new UnixSocketIngress(chart, 'mysql', { isolation, workload: { labels: { app: 'mysql' } }, sockets });
}

test('connections to the port go to the socket, and the workload sees what the namespace does', () => {
  const chart = chartOf();
  const { sidecar } = made({ 'tcp-mysql': socket() }, chart);
  expect(Testing.synth(chart)[1]).toEqual({
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: sidecar.name, namespace: 'shop' },
    spec: {
      workloadSelector: { labels: { app: 'mysql' } },
      ingress: [{ port: { number: 3306, protocol: 'TCP', name: 'tcp-mysql' }, defaultEndpoint: `unix://${PATH}` }],
      egress: [{ hosts: ['./*', 'istio-system/*', 'accounts/*'] }],
    },
  });
  expect(check(Testing.synth(chart))).toEqual([]);
});

test('the pod shares the folder of the socket, in the form that the injector of Istio reads', () => {
  const { podAnnotations, podVolumes, volumeMounts } = made({ 'tcp-mysql': socket() });
  expect(podAnnotations).toEqual({
    'sidecar.istio.io/userVolume': '{"var-run-mysqld":{"emptyDir":{}}}',
    'sidecar.istio.io/userVolumeMount': '{"var-run-mysqld":{"mountPath":"/var/run/mysqld","readOnly":true}}',
  });
  expect(podVolumes).toEqual([{ name: 'var-run-mysqld', emptyDir: {} }]);
  expect(volumeMounts).toEqual([{ name: 'var-run-mysqld', mountPath: '/var/run/mysqld' }]);
});

test('several sockets stand in the order of their ports, and share a volume where they share a folder', () => {
  const chart = chartOf();
  const { volumeMounts, podAnnotations } = made({
    'tcp-x': socket('/var/run/mysqld/mysqlx.sock', 33060), 'tcp-mysql': socket(), 'tcp-admin': socket('/var/run-mysqld/admin.sock', 33062),
  }, chart);
  const { ingress } = (Testing.synth(chart)[1] as { spec: { ingress: { port: { number: number } }[] } }).spec;
  expect(ingress.map(({ port }) => port.number)).toEqual([3306, 33060, 33062]);
  expect(volumeMounts).toEqual([{ name: 'var-run-mysqld', mountPath: '/var/run-mysqld' }, { name: 'var-run-mysqld-1', mountPath: '/var/run/mysqld' }]);
  expect(Object.keys(JSON.parse(podAnnotations['sidecar.istio.io/userVolume']) as object)).toEqual(['var-run-mysqld', 'var-run-mysqld-1']);
});

test('a long path gives a name that a volume can have', () => {
  const [{ name } = { name: '' }] = made({ tcp: socket(`/${'a'.repeat(70)}/_b_/it.sock`) }).volumeMounts;
  expect(name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
  expect(name.endsWith('a-b')).toBe(true);
});

describe('refused', () => {
  const of = (path: unknown) => ({ tcp: { ...socket(), path: untyped(path) } });
  test.each([
    ['no sockets', {}, 'sockets', 'got {}'],
    ['a list', [socket()], 'sockets', 'Expected sockets by the names of their ports'],
    ['no socket', { tcp: null }, 'sockets.tcp', 'Expected options, got null'],
    ['no path', { tcp: { port: 80 } }, 'sockets.tcp.path', 'got undefined'],
    ['a relative path', of('mysqld.sock'), 'sockets.tcp.path', 'by its absolute path'],
    ['a name without a file', of('@mysqld'), 'sockets.tcp.path', 'by its absolute path'],
    ['the address that Istio has', of(`unix://${PATH}`), 'sockets.tcp.path', 'by its absolute path'],
    ['a roundabout path', of('/var/run/../mysqld.sock'), 'sockets.tcp.path', 'shortest form'],
    ['a folder', of('/var/run/mysqld/'), 'sockets.tcp.path', 'without a slash at the end'],
    ['the root folder', of('/mysqld.sock'), 'sockets.tcp.path', 'a folder of its own'],
    ["a folder of the proxy's", of('/etc/istio/proxy/it.sock'), 'sockets.tcp.path', 'hide what the proxy has in /etc/istio'],
    ["a folder above the proxy's", of('/var/run/it.sock'), 'sockets.tcp.path', 'hide what the proxy has in /var/run/secrets'],
  ])('%s', (_, sockets, path, message) => {
    const [finding] = thrownBy(() => made(untyped(sockets)));
    expect(finding!.message).toContain(message);
    expect([finding!.rule, renderPath(finding!.path), finding!.construct]).toEqual(['pattern/invalid-option', path, 'shop/mysql']);
  });

  test('a workload without labels, and something else than an isolation', () => {
    const chart = chartOf();
    const isolation = new NamespaceIsolation(chart, 'isolation');
    const attempts = [
      () => new UnixSocketIngress(chart, 'a', { isolation, workload: { labels: {} }, sockets: { tcp: socket() } }),
      () => new UnixSocketIngress(chart, 'b', { isolation, workload: { labels: untyped('mysql') }, sockets: { tcp: socket() } }),
      () => new UnixSocketIngress(chart, 'c', { isolation: untyped('shop'), workload: { labels: { app: 'a' } }, sockets: { tcp: socket() } }),
      () => new UnixSocketIngress(chart, 'd', untyped(undefined)),
    ];
    const rules = attempts.map((attempt) => thrownBy(attempt).map(({ rule, path }) => `${rule} @ ${renderPath(path)}`));
    expect(rules).toEqual([
      ['pattern/invalid-option @ workload.labels'], ['pattern/invalid-option @ workload.labels'], ['namespace-isolation/not-an-isolation @ isolation'],
      ['pattern/invalid-option @ '],
    ]);
  });
});

test('what types cannot see of a port is seen by the check of the Sidecar', () => {
  const chart = chartOf();
  made({ tcp: socket(PATH, 0) }, chart);
  expect(() => Testing.synth(chart)).toThrow(/sidecar\//);
});
