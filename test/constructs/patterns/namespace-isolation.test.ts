import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  check, EgressGateway, EgressThroughGateway, ExternalService, type Finding, MeshService, NamespaceIsolation,
  type NamespaceIsolationProps, RegistryOnly, renderPath, Resolution, UnixSocketIngress, type UnixSocketIngressProps,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { findingsOf } from '../../support/findings';

const HTTP = { http: { number: 80, protocol: 'HTTP' } } as const;
const users = MeshService.fromName(chartOf(), 'users', { namespace: 'accounts', ports: HTTP });
const mysql = (isolation: NamespaceIsolation): UnixSocketIngressProps => ({
  isolation, workload: { labels: { app: 'mysql' } }, sockets: { 'tcp-mysql': { port: 3306, protocol: 'TCP', path: '/var/run/mysqld/mysqld.sock' } },
});

interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Record<string, unknown>;
}

function sidecars(chart: Chart): Written[] {
  return (Testing.synth(chart) as Written[]).filter(({ kind }) => kind === 'Sidecar');
}

const said = ({ rule, path, construct }: Finding): string => `${rule} @ ${renderPath(path)} of ${construct}`;

test('the Sidecar of a namespace shows the namespace, the control plane and what is depended on, and nothing else', () => {
  const chart = chartOf();
  const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: HTTP, namespace: 'partners', exportTo: ['shop'] });
  new NamespaceIsolation(chart, 'isolation', { dependencies: ['payments', users, partner] });
  expect(sidecars(chart)).toEqual([{
    apiVersion: 'networking.istio.io/v1',
    kind: 'Sidecar',
    metadata: { name: 'default', namespace: 'shop' },
    spec: { egress: [{ hosts: [
      './*', 'istio-system/*', 'payments/*', 'accounts/users.accounts.svc.cluster.local', 'partners/api.partner.com',
    ] }] },
  }]);
  expect(check(Testing.synth(chart))).toEqual([]);
});

const imports: readonly (readonly [what: string, hosts: readonly string[], props: NamespaceIsolationProps | undefined])[] = [
  ['nothing said', ['./*', 'istio-system/*'], undefined],
  ['another root namespace', ['./*', 'mesh/*'], { rootNamespace: 'mesh' }],
  ['the root namespace itself', ['./*', 'istio-system/*', 'accounts/*'], { namespace: 'istio-system', dependencies: ['accounts'] }],
  ['namespaces in any order, twice, and those that are in already', ['./*', 'istio-system/*', 'a/*', 'b/*'], { dependencies: ['b', 'shop', 'a', 'istio-system', 'b'] }],
  ['a service of a namespace that is in as a whole', ['./*', 'istio-system/*', 'accounts/*'], { dependencies: [users, 'accounts'] }],
  ['the same service twice', ['./*', 'istio-system/*', `accounts/${users.host}`], { dependencies: [users, users] }],
];

test.each(imports)('with %s it imports %j', (_, hosts, props) => {
  const chart = chartOf();
  const isolation = new NamespaceIsolation(chart, 'isolation', props);
  expect(isolation.hosts).toEqual(hosts);
  expect(sidecars(chart)[0]!.spec).toEqual({ egress: [{ hosts }] });
});

test('a service that is called through a gateway brings the gateway, and one that is copied the one that gets the copies', () => {
  const chart = chartOf();
  const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: HTTP, namespace: 'partners', exportTo: ['shop'] });
  const isolation = new NamespaceIsolation(chart, 'isolation', { dependencies: [partner] });
  partner._record({
    by: { construct: 'shop/egress' },
    detours: [{
      port: 'http', gateway: 'istio-egress/egress', sees: 'requests',
      hop: { host: 'egress.istio-egress.svc.cluster.local', subset: 'partner', port: 443 },
    }],
    behaviours: [{ name: 'copies', behaviours: {
      mirrors: [{ host: 'shadow.lab.svc.cluster.local', percent: 100 }, { host: 'shadow.example.com', percent: 1 }],
    } }],
  });
  expect(isolation.hosts).toEqual([
    './*', 'istio-system/*', 'istio-egress/egress.istio-egress.svc.cluster.local', 'lab/shadow.lab.svc.cluster.local',
    'partners/api.partner.com',
  ]);
});

test.each(['before', 'after'])('what is led through an egress gateway %s is imported from where it was moved to, with the gateway', (when) => {
  const app = new App();
  const chart = chartOf('shop', app);
  const bank = new ExternalService(chart, 'bank', { host: 'api.bank.com', ports: HTTP });
  const lead = (): unknown => new EgressThroughGateway(chart, 'bank-egress', {
    service: bank, port: 'http', clients: [{ namespace: 'shop', serviceAccounts: ['checkout'] }], origination: { credentialName: 'bank-client' },
    gateway: new EgressGateway(chartOf('istio-egress', app), 'egress', { namespace: 'istio-egress', service: 'egress', workload: { labels: { istio: 'egress' } } }),
  });
  if (when === 'before') lead();
  const isolation = new NamespaceIsolation(chart, 'isolation', { dependencies: [bank] });
  if (when === 'after') lead();
  expect(isolation.hosts).toEqual(['./*', 'istio-system/*', 'istio-egress/api.bank.com', 'istio-egress/egress.istio-egress.svc.cluster.local']);
  expect(app.synthYaml()).toContain('kind: Sidecar');
});

test('what is depended on later is in as well', () => {
  const chart = chartOf();
  const isolation = new NamespaceIsolation(chart, 'isolation');
  isolation.dependOn('accounts', 'billing');
  expect(isolation.hosts).toEqual(['./*', 'istio-system/*', 'accounts/*', 'billing/*']);
  isolation.sidecar.addJsonPatch(JsonPatch.add('/metadata/labels', { team: 'shop' }));
  expect(sidecars(chart)[0]!.metadata).toEqual({ name: 'default', namespace: 'shop', labels: { team: 'shop' } });
});

test('a wildcard service is imported as it is', () => {
  const chart = chartOf();
  const partner = new ExternalService(chart, 'partner', {
    host: '*.partner.com', ports: HTTP, namespace: 'partners', exportTo: ['*'], resolution: Resolution.none(),
  });
  expect(new NamespaceIsolation(chart, 'isolation', { dependencies: [partner] }).hosts).toEqual(['./*', 'istio-system/*', 'partners/*.partner.com']);
  expect(check(Testing.synth(chart))).toEqual([]);
});

test('a service of the same app is imported by its namespace and full name', () => {
  const app = new App();
  const accounts = chartOf('accounts', app);
  const owned = new MeshService(accounts, 'users', { ports: HTTP });
  expect(new NamespaceIsolation(chartOf('shop', app), 'isolation', { dependencies: [owned] }).hosts).toContain('accounts/users.accounts.svc.cluster.local');
});

describe('refused', () => {
  const rows: readonly (readonly [what: string, finding: string, message: string, build: (chart: Chart) => unknown])[] = [
    ['two of one namespace', 'namespace-isolation/isolated-twice @ namespace of shop/two', 'got "shop/one" and "shop/two"', (chart) => {
      new NamespaceIsolation(chart, 'one');
      new NamespaceIsolation(new Chart(App.of(chart), 'other'), 'fine', { namespace: 'other' });
      new NamespaceIsolation(chart, 'two');
    }],
    ['no namespace', 'namespace-isolation/namespace-missing @ namespace of bare/it', 'got undefined and a chart without one', (chart) => (
      new NamespaceIsolation(new Chart(App.of(chart), 'bare'), 'it')
    )],
    ['no name of a namespace', 'namespace-isolation/namespace-missing @ namespace of shop/it', 'got "a/b"', (chart) => new NamespaceIsolation(chart, 'it', { namespace: 'a/b' })],
    ['no name of a root namespace', 'pattern/invalid-option @ rootNamespace of shop/it', 'got "*"', (chart) => new NamespaceIsolation(chart, 'it', { rootNamespace: '*' })],
    ['everything as a dependency', 'namespace-isolation/not-a-dependency @ dependencies[1] of shop/it', 'got "*"', (chart) => new NamespaceIsolation(chart, 'it', { dependencies: ['a', '*'] })],
    ['a host as a dependency', 'namespace-isolation/not-a-dependency @ dependencies[0] of shop/it', 'got "api.partner.com"', (chart) => (
      new NamespaceIsolation(chart, 'it', { dependencies: ['api.partner.com'] })
    )],
    ['nonsense as a dependency', 'namespace-isolation/not-a-dependency @ dependencies[0] of shop/it', 'got null', (chart) => new NamespaceIsolation(chart, 'it', { dependencies: untyped([null]) })],
    ['no list of dependencies', 'pattern/invalid-option @ dependencies of shop/it', 'got "accounts"', (chart) => new NamespaceIsolation(chart, 'it', { dependencies: untyped('accounts') })],
    ['a service of another app', 'reference/other-app @ dependencies[0] of shop/it', '"accounts/users"', (chart) => (
      new NamespaceIsolation(chart, 'it', { dependencies: [new MeshService(chartOf('accounts'), 'users', { ports: HTTP })] })
    )],
    ['an unknown option', 'pattern/unknown-option @ outbound of shop/it', 'got "outbound"', (chart) => new NamespaceIsolation(chart, 'it', untyped({ outbound: 'ALLOW_ANY' }))],
    ['RegistryOnly twice', 'namespace-isolation/closed-twice @  of shop/two', 'got "shop/one" and "shop/two"', (chart) => {
      const isolation = new NamespaceIsolation(chart, 'isolation');
      new RegistryOnly(chart, 'one', { isolation });
      new RegistryOnly(chart, 'two', { isolation });
    }],
    ['RegistryOnly of nothing', 'namespace-isolation/not-an-isolation @ isolation of shop/it', 'got undefined', (chart) => new RegistryOnly(chart, 'it', untyped({}))],
    ['RegistryOnly of another pattern', 'namespace-isolation/not-an-isolation @ isolation of shop/it', 'got "shop/one"', (chart) => {
      const one = new RegistryOnly(chart, 'one', { isolation: new NamespaceIsolation(chart, 'isolation') });
      new RegistryOnly(chart, 'it', { isolation: untyped(one) });
    }],
    ['RegistryOnly of another app', 'reference/other-app @ isolation of shop/it', '"accounts/isolation"', (chart) => (
      new RegistryOnly(chart, 'it', { isolation: new NamespaceIsolation(chartOf('accounts'), 'isolation') })
    )],
    ['RegistryOnly of no pods', 'pattern/invalid-option @ workload.labels of shop/it', 'got {}', (chart) => (
      new RegistryOnly(chart, 'it', { isolation: new NamespaceIsolation(chart, 'isolation'), workload: { labels: {} } })
    )],
    ['two Sidecars of one workload', 'namespace-isolation/overlapping-workloads @ workload of shop/two', 'pods with app=mysql, tier=db, got "shop/one" and "shop/two"', (chart) => {
      const isolation = new NamespaceIsolation(chart, 'isolation');
      new UnixSocketIngress(chart, 'one', mysql(isolation));
      new RegistryOnly(chart, 'two', { isolation, workload: { labels: { app: 'mysql', tier: 'db' } } });
    }],
    ['two Sidecars of one workload, the other way round', 'namespace-isolation/overlapping-workloads @ workload of shop/two', 'got "shop/one"', (chart) => {
      const isolation = new NamespaceIsolation(chart, 'isolation');
      new RegistryOnly(chart, 'one', { isolation, workload: { labels: { app: 'mysql', tier: 'db' } } });
      new UnixSocketIngress(chart, 'two', mysql(isolation));
    }],
    ['a service that the namespace is led to and does not see', 'namespace-isolation/egress-host-unseen @ spec.egress[0].hosts of shop/isolation',
      'Expected "istio-egress/api.partner.com" among the hosts that the workloads see', (chart) => {
        const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: HTTP });
        const gateway = new EgressGateway(chart, 'egress', { service: 'egress', namespace: 'istio-egress', workload: { labels: { istio: 'egress' } } });
        new EgressThroughGateway(chart, 'through', { service: partner, port: 'http', gateway, clients: ['shop'] });
        new NamespaceIsolation(chart, 'isolation', { dependencies: [gateway] });
        Testing.synth(chart);
      }],
    ['a dependency that is not exported', 'namespace-isolation/not-visible @ spec.egress[0].hosts of shop/isolation', 'got exportTo: "." in namespace "partners"', (chart) => {
      const partner = new ExternalService(chart, 'partner', { host: 'api.partner.com', ports: HTTP, namespace: 'partners' });
      new NamespaceIsolation(chart, 'isolation', { dependencies: [partner] });
      Testing.synth(chart);
    }],
  ];
  test.each(rows)('%s', (_, finding, message, build) => {
    const findings = findingsOf(build);
    expect(findings.map(said)).toEqual([finding]);
    expect(findings[0]!.message).toContain(message);
    expect(findings[0]!.source?.file).toBe(__filename);
  });

  test('a Sidecar that is refused leads to the one that was there', () => {
    const [finding] = findingsOf((chart) => {
      new NamespaceIsolation(chart, 'one');
      new NamespaceIsolation(chart, 'two');
    });
    expect(finding!.related).toEqual([{
      construct: 'shop/one', source: expect.objectContaining({ file: __filename }),
    }]);
  });
});

test.each([undefined, ['*'], ['.', 'shop']])('a dependency exported to %j is visible', (exportTo) => {
  const chart = chartOf();
  const namespace = exportTo === undefined ? 'shop' : 'partners';
  const partner = new ExternalService(chart, 'partner', { host: 'a.com', ports: HTTP, namespace, ...(exportTo ? { exportTo } : {}) });
  new NamespaceIsolation(chart, 'isolation', { dependencies: [partner] });
  expect(Testing.synth(chart)).not.toEqual([]);
});

describe('RegistryOnly', () => {
  const closed = { outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } };
  const egress = [{ hosts: ['./*', 'istio-system/*', 'accounts/*'] }];

  test.each(['before', 'after'])('closes the namespace, with the workloads that have a Sidecar of their own made %s it, and widens nothing', (when) => {
    const chart = chartOf();
    const isolation = new NamespaceIsolation(chart, 'isolation');
    if (when === 'before') new UnixSocketIngress(chart, 'mysql', mysql(isolation));
    expect(new RegistryOnly(chart, 'closed', { isolation }).sidecar).toBe(isolation.sidecar);
    if (when === 'after') new UnixSocketIngress(chart, 'mysql', mysql(isolation));
    isolation.dependOn('accounts');
    expect(sidecars(chart).map(({ spec }) => spec)).toEqual([
      { egress, ...closed },
      { egress, ...closed, workloadSelector: { labels: { app: 'mysql' } }, ingress: [expect.anything()] },
    ]);
  });

  test('closes one workload, which sees what the namespace does', () => {
    const chart = chartOf();
    const isolation = new NamespaceIsolation(chart, 'isolation', { dependencies: ['accounts'] });
    const { sidecar } = new RegistryOnly(chart, 'workload', { isolation, workload: { labels: { app: 'checkout' } } });
    expect(sidecars(chart).map(({ spec }) => spec)).toEqual([{ egress }, { egress, ...closed, workloadSelector: { labels: { app: 'checkout' } } }]);
    expect(sidecar.namespace).toBe('shop');
    expect(check(Testing.synth(chart))).toEqual([]);
  });
});
