import type { EgressGateway } from '../../owners/egress-gateway/egress-gateway';

/** The part of a NetworkPolicy's spec that is written here. @internal */
export interface NetworkPolicySpec {
  readonly podSelector: { readonly matchLabels?: Labels };
  readonly policyTypes: readonly ('Ingress' | 'Egress')[];
  readonly ingress?: readonly { readonly from: readonly Peer[]; readonly ports?: readonly Port[] }[];
  readonly egress: readonly { readonly to: readonly Peer[]; readonly ports?: readonly Port[] }[];
}

/** What every pod of a mesh calls. @internal */
export interface ClusterServices {
  readonly istiodNamespace: string;
  readonly dns: Labels;
}

type Labels = Readonly<Record<string, string>>;

interface Peer {
  readonly namespaceSelector?: { readonly matchLabels: Labels };
  readonly podSelector?: { readonly matchLabels?: Labels };
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

interface Port {
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
}

/** The port of istiod that has both configuration and certificates, over TLS. */
const ISTIOD_PORT = 15012;

/** Everywhere, but where clouds tell a machine its credentials. */
const WORLD: readonly Peer[] = [
  { ipBlock: { cidr: '0.0.0.0/0', except: ['169.254.0.0/16'] } },
  { ipBlock: { cidr: '::/0', except: ['fd00:ec2::254/128', 'fe80::/10'] } },
];

/** For the pods of a namespace: each other, the peers and the gateway. @internal */
export function toGateway(gateway: EgressGateway, cluster: ClusterServices, peers: readonly string[]): NetworkPolicySpec {
  const ports = podPorts(gateway);
  return {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      ...basics(cluster),
      { to: [{ ...inNamespace(gateway.namespace), podSelector: { matchLabels: gateway.workload.labels } }], ...(ports ? { ports } : {}) },
      { to: [{ podSelector: {} }, ...peers.map(inNamespace)] },
    ],
  };
}

/** For the pods of the gateway: from the clients, and to what is behind it. @internal */
export function aroundGateway(
  gateway: EgressGateway, cluster: ClusterServices, clients: readonly string[], destinations: readonly string[] | undefined,
): NetworkPolicySpec {
  const ports = podPorts(gateway);
  const called = [...new Set(gateway._services.flatMap((service) => service._endpointPorts))].sort((a, b) => a - b);
  const to = destinations?.map((cidr) => ({ ipBlock: { cidr } })) ?? WORLD;
  return {
    podSelector: { matchLabels: gateway.workload.labels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: clients.map(inNamespace), ...(ports ? { ports } : {}) }],
    egress: [...basics(cluster), ...(called.length > 0 ? [{ to, ports: called.map(tcp) }] : [])],
  };
}

/** Without names a pod calls nothing, and without istiod its proxy has neither configuration nor certificate. */
function basics({ istiodNamespace, dns }: ClusterServices): NetworkPolicySpec['egress'] {
  return [
    {
      to: [{ ...inNamespace('kube-system'), podSelector: { matchLabels: dns } }],
      ports: [{ protocol: 'UDP', port: 53 }, { protocol: 'TCP', port: 53 }],
    },
    { to: [{ ...inNamespace(istiodNamespace), podSelector: { matchLabels: { app: 'istiod' } } }], ports: [tcp(ISTIOD_PORT)] },
  ];
}

/** By the label that Kubernetes sets itself: no one can give another namespace the same. */
function inNamespace(name: string): Pick<Peer, 'namespaceSelector'> {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}

function podPorts(gateway: EgressGateway): Port[] | undefined {
  return gateway._targetPorts?.map(tcp);
}

function tcp(port: number): Port {
  return { protocol: 'TCP', port };
}
