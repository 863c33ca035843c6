import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { quote } from '../../../lib/core/quote';
import { isDnsLabel } from '../../../lib/values/host-name';
import { isCidr } from '../../../lib/values/ip';
import { refuse } from '../../core/refuse';
import { Pattern } from '../../core/pattern';
import { assertSameApp } from '../../core/same-app';
import { workloadLabels, type WorkloadPods } from '../../core/workload';
import { EgressGateway } from '../../owners/egress-gateway/egress-gateway';
import { egressRules } from '../../owners/egress-gateway/egress-rules';
import { aroundGateway, type ClusterServices, type NetworkPolicySpec, toGateway } from './network-policy';

/** What {@link EgressLockdown} takes. */
export interface EgressLockdownProps {
  /** The gateway that all traffic out of the cluster has to go through. */
  readonly gateway: EgressGateway;
  /** The namespaces that are locked: what their pods may call is each other, what is named here, and the gateway. */
  readonly namespaces: readonly string[];
  /**
   * Other namespaces whose pods they may call: services of the mesh, collectors of telemetry.
   *
   * @default - none
   */
  readonly peers?: readonly string[];
  /**
   * Addresses that the gateway may call, as CIDR blocks, on the ports of the services behind it.
   *
   * @default - every address but those by which clouds tell machines their credentials
   */
  readonly destinations?: readonly string[];
  /**
   * The namespace of istiod, whose pods have the label `app: istiod`.
   *
   * @default 'istio-system'
   */
  readonly istiodNamespace?: string;
  /**
   * The pods that resolve DNS, in the namespace `kube-system`.
   *
   * @default { labels: { 'k8s-app': 'kube-dns' } }
   */
  readonly dnsWorkload?: WorkloadPods;
}

const DNS_WORKLOAD: WorkloadPods = { labels: { 'k8s-app': 'kube-dns' } };

/**
 * Has the cluster's network refuse what does not go through the egress gateway: a NetworkPolicy for each client namespace, and one for the
 * pods of the gateway. Proxies can be passed by; this cannot, if the network plugin of the cluster enforces policies.
 *
 * The pods of the namespaces may call DNS, istiod, the pods of their own namespace, `peers`, and the gateway. The pods of the gateway may
 * be called by the namespaces and by its other clients, and may call DNS, istiod, and `destinations` on the ports of the services behind
 * it. NetworkPolicies add up: whatever else has to be allowed is a policy of its own.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/#apply-kubernetes-network-policies
 * @example
 * const door = new EgressGateway(chart, 'door', { namespace: 'door', service: 'door', workload: { labels: { istio: 'door' } } });
 * new EgressLockdown(chart, 'lockdown', { gateway: door, namespaces: ['shop'], peers: ['payments', 'monitoring'] });
 */
export class EgressLockdown extends Pattern {
  /** The NetworkPolicies: of the namespaces in the order of their names, then of the gateway. */
  public readonly networkPolicies: readonly ApiObject[];

  public constructor(scope: Construct, id: string, props: EgressLockdownProps) {
    super(scope, id, props, {
      gateway: true, namespaces: true, peers: true, destinations: true, istiodNamespace: true, dnsWorkload: true,
    } satisfies Record<keyof EgressLockdownProps, true>);
    const { gateway, peers = [], destinations, istiodNamespace = 'istio-system', dnsWorkload = DNS_WORKLOAD } = props;
    if (!(gateway instanceof EgressGateway)) {
      refuse(this, egressRules.notAGateway, ['gateway'], { message: `Expected an EgressGateway, got ${quote(gateway)}` });
    }
    assertSameApp(this, gateway, ['gateway']);
    this.assertNames('namespaces', props.namespaces, 1);
    this.assertNames('peers', peers, 0);
    this.assertNames('istiodNamespace', [istiodNamespace], 1);
    const dns = workloadLabels(this, dnsWorkload, 'the pods that resolve DNS', undefined, 'dnsWorkload');
    if (destinations !== undefined && !(Array.isArray(destinations) && destinations.length > 0 && destinations.every(isBlock))) {
      this.refuseOption('destinations', `Expected CIDR blocks such as "203.0.113.0/24", got ${quote(destinations)}`);
    }
    const cluster: ClusterServices = { istiodNamespace, dns };
    const namespaces = [...new Set(props.namespaces)].sort();
    if (namespaces.includes(gateway.namespace)) {
      this.refuseOption('namespaces', `Expected namespaces of clients, got ${quote(gateway.namespace)}, where the gateway is`,
        'take it out: the pods of the gateway get a policy of their own');
    }
    const clients = (): string[] => [...new Set([...namespaces, ...gateway._clientNamespaces])].sort();
    this.networkPolicies = [
      ...namespaces.map((namespace) => (
        this.policy(`Clients-${namespace}`, namespace, () => toGateway(gateway, cluster, [...new Set(peers)].sort()))
      )),
      this.policy('Gateway', gateway.namespace, () => aroundGateway(gateway, cluster, clients(), destinations)),
    ];
  }

  /** What is behind the gateway is known when all constructs are made. */
  private policy(id: string, namespace: string, produce: () => NetworkPolicySpec): ApiObject {
    return new ApiObject(this, id, {
      apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { namespace }, spec: Lazy.any({ produce }) as unknown,
    });
  }

  private assertNames(option: string, names: unknown, least: number): void {
    const isValid = Array.isArray(names) && names.length >= least && names.every((name) => typeof name === 'string' && isDnsLabel(name));
    if (!isValid) this.refuseOption(option, `Expected names of namespaces, got ${quote(names)}`);
  }
}

function isBlock(text: unknown): boolean {
  return typeof text === 'string' && text.includes('/') && isCidr(text);
}
