import type { Construct } from 'constructs';
import type { WorkloadGroupSpec } from '../../lib/kinds/workload-group/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { IstioWorkloadGroup } from '../l1/workload-group';
import { WorkloadProbe } from './workload-probe';

/** What every workload of a group has in common. Its address each one brings itself. */
export interface WorkloadTemplate {
  /**
   * The service account whose identity the workloads have, in the same namespace.
   *
   * @default - none: traffic to them is plain text
   */
  readonly serviceAccount?: string;
  /**
   * Port of the workloads for each port name of the service, where it is not the service's own.
   *
   * @default - the service's target port, else its number
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * The network the workloads are in; others reach them through that network's gateway.
   *
   * @default - the network that the workload's proxy reports
   */
  readonly network?: string;
  /**
   * Where the workloads run, as `region/zone/subzone`, for locality load balancing.
   *
   * @default - the locality that the workload's proxy reports
   */
  readonly locality?: string;
  /**
   * Share of the traffic of each workload among the endpoints of a service, in proportion.
   *
   * @default 1
   */
  readonly weight?: number;
  /** Labels beside those of the group, which win where both have one. istiod does not check these. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What {@link WorkloadGroup} takes. */
export interface WorkloadGroupProps extends IstioResourceProps {
  /** Labels of each WorkloadEntry that registers, which services and subsets select by. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Annotations of each WorkloadEntry that registers. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** What each WorkloadEntry that registers says of its workload. */
  readonly template: WorkloadTemplate;
  /**
   * How the proxy finds out whether its workload is healthy.
   *
   * @default - a workload counts as healthy while its proxy is connected
   */
  readonly probe?: WorkloadProbe;
}

/**
 * What workloads on virtual machines have in common, as a Deployment says it of pods. Each machine that starts with the group's name
 * registers a WorkloadEntry.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 * @example
 * const labels = { app: 'billing', version: 'vm' };
 * new WorkloadGroup(chart, 'billing-vm', {
 *   labels,
 *   template: { serviceAccount: 'billing', network: 'vm-network', ports: { http: 8080 } },
 *   probe: WorkloadProbe.http(8080, { path: '/ready', period: Duration.seconds(5) }),
 * });
 * new ServiceEntry(chart, 'billing', {
 *   hosts: ['billing.shop.internal'],
 *   location: 'MESH_INTERNAL',
 *   ports: { http: { number: 80, protocol: 'HTTP' } },
 *   resolution: Resolution.workloads(labels),
 * });
 */
export class WorkloadGroup extends IstioResource<WorkloadGroupSpec> {
  public readonly resource: IstioWorkloadGroup;
  private readonly props: WorkloadGroupProps;

  public constructor(scope: Construct, id: string, props: WorkloadGroupProps) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioWorkloadGroup(this, 'Resource', this._l1Props(props));
  }

  /** @internal */
  protected _toSpec(): WorkloadGroupSpec {
    const { metadata: _, labels, annotations, probe, ...rest } = this.props;
    const metadata = { ...(labels === undefined ? {} : { labels }), ...(annotations === undefined ? {} : { annotations }) };
    return {
      ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
      ...(probe === undefined ? {} : { probe: probe instanceof WorkloadProbe ? probe.toSpec() : probe }),
      ...rest,
    };
  }
}
