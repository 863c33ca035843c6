import type { Chart } from 'cdk8s';
import {
  DatabaseEgress, EgressLockdown, EgressThroughGateway, ExternalService, Resolution, type EgressLockdownProps,
} from 'cdk8s-istio';
import { chartOf, untyped } from '../../support/chart';
import { gatewayOf, httpService } from '../../support/egress';
import { findingsOf, inLine } from '../../support/findings';
import { resourcesOf } from '../../support/resources';

const named = (name: string): object => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
const tcp = (port: number): object => ({ protocol: 'TCP', port });
const dns = {
  to: [{ ...named('kube-system'), podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }], ports: [{ protocol: 'UDP', port: 53 }, tcp(53)],
};
const istiod = { to: [{ ...named('istio-system'), podSelector: { matchLabels: { app: 'istiod' } } }], ports: [tcp(15012)] };
const gatewayPods = { ...named('istio-egress'), podSelector: { matchLabels: { istio: 'egress' } } };
const world = [
  { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } }, { ipBlock: { cidr: '::/0', except: ['fd00:ec2::254/128', 'fe80::/10'] } },
];

function policies(build: (chart: Chart) => unknown): Record<string, unknown> {
  const chart = chartOf();
  build(chart);
  return Object.fromEntries(resourcesOf(chart).filter(({ kind }) => kind === 'NetworkPolicy').map(({ metadata, spec }) => [metadata.namespace, spec]));
}

test('the only way out is the gateway', () => {
  expect(policies((chart) => {
    const gateway = gatewayOf(chart);
    new EgressLockdown(chart, 'lockdown', { gateway, namespaces: ['shop'] });
    // What is behind the gateway may be said later, and by others.
    new EgressThroughGateway(chart, 'egress', { service: httpService(chart), port: 'http', gateway, clients: ['billing'], origination: 'tls' });
  })).toEqual({
    'shop': {
      podSelector: {}, policyTypes: ['Egress'],
      egress: [dns, istiod, { to: [gatewayPods] }, { to: [{ podSelector: {} }] }],
    },
    'istio-egress': {
      podSelector: { matchLabels: { istio: 'egress' } }, policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [named('billing'), named('shop')] }],
      egress: [dns, istiod, { to: world, ports: [tcp(443)] }],
    },
  });
});

test('ports of the pods are named where they are known, and so is everything that is called', () => {
  expect(policies((chart) => {
    const gateway = gatewayOf(chart, { ports: [{ number: 443, targetPort: 8443 }] });
    const clients = ['shop'] as const;
    const db = new DatabaseEgress(chart, 'db', { engine: 'postgres', host: 'db.example.com', addresses: ['10.0.0.7'] });
    const fixed = new ExternalService(chart, 'fixed', {
      host: 'fixed.example.com', ports: { tls: { number: 443, protocol: 'TLS' } },
      resolution: Resolution.static([{ address: '10.0.0.9', ports: { tls: 9443 } }, { address: '10.0.0.10' }]),
    });
    new EgressThroughGateway(chart, 'to-db', { service: db.service, port: 'tcp-postgres', gateway, clients });
    new EgressThroughGateway(chart, 'to-fixed', { service: fixed, port: 'tls', gateway, clients });
    new EgressLockdown(chart, 'lockdown', {
      gateway, namespaces: ['shop', 'billing', 'shop'], peers: ['payments', 'monitoring'], destinations: ['10.0.0.0/24'],
      istiodNamespace: 'mesh', dnsWorkload: { labels: { app: 'coredns' } },
    });
  })).toMatchObject({
    'billing': { egress: [
      { to: [{ podSelector: { matchLabels: { app: 'coredns' } } }] }, { to: [{ ...named('mesh'), podSelector: { matchLabels: { app: 'istiod' } } }] },
      { to: [gatewayPods], ports: [tcp(8443)] }, { to: [{ podSelector: {} }, named('monitoring'), named('payments')] },
    ] },
    'shop': {},
    'istio-egress': {
      ingress: [{ from: [named('billing'), named('shop')], ports: [tcp(8443)] }],
      egress: [{}, {}, { to: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [tcp(443), tcp(5432), tcp(9443)] }],
    },
  });
});

test('behind a gateway that leads nowhere nothing is called', () => {
  const { 'istio-egress': policy } = policies((chart) => new EgressLockdown(chart, 'lockdown', { gateway: gatewayOf(chart), namespaces: ['shop'] }));
  expect((policy as { egress: object[] }).egress).toEqual([dns, istiod]);
});

const lock = (props: object) => (chart: Chart): unknown => (
  new EgressLockdown(chart, 'lockdown', untyped({ gateway: gatewayOf(chart), namespaces: ['shop'], ...props } as Partial<EgressLockdownProps>))
);
const refused: readonly (readonly [what: string, line: string, build: (chart: Chart) => unknown])[] = [
  ['what is no gateway', 'egress-gateway/expected @ gateway of shop/lockdown: Expected an EgressGateway, got undefined', lock({ gateway: undefined })],
  ['a gateway of another app', 'reference/other-app @ gateway of shop/lockdown: Expected a construct of the same app, got "shop/gateway" of another one',
    lock({ gateway: gatewayOf(chartOf()) })],
  ['no namespaces', 'pattern/invalid-option @ namespaces of shop/lockdown: Expected names of namespaces, got []', lock({ namespaces: [] })],
  ['a star for a namespace', 'pattern/invalid-option @ peers of shop/lockdown: Expected names of namespaces, got a list of 1', lock({ peers: ['*'] })],
  ['the namespace of the gateway', 'pattern/invalid-option @ namespaces of shop/lockdown: Expected namespaces of clients, got "istio-egress", where the gateway is',
    lock({ namespaces: ['istio-egress'] })],
  ['addresses without a prefix', 'pattern/invalid-option @ destinations of shop/lockdown: Expected CIDR blocks such as "203.0.113.0/24", got a list of 1',
    lock({ destinations: ['10.0.0.1'] })],
  ['no labels of DNS', 'pattern/invalid-option @ dnsWorkload.labels of shop/lockdown: Expected labels of the pods that resolve DNS, got {}', lock({ dnsWorkload: { labels: {} } })],
  ['no namespace of istiod', 'pattern/invalid-option @ istiodNamespace of shop/lockdown: Expected names of namespaces, got a list of 1', lock({ istiodNamespace: '' })],
];

test.each(refused)('%s is refused', (_, line, build) => {
  expect(findingsOf(build).map(inLine)).toEqual([line]);
});
