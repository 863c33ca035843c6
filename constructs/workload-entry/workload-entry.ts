import type { Construct } from 'constructs';
import type { WorkloadEntrySpec } from '../../lib/kinds/workload-entry/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { translate } from '../core/translate';
import { IstioWorkloadEntry } from '../l1/workload-entry';

/** What is known of a workload that is no pod, wherever it is. */
export interface WorkloadOptions extends IstioResourceProps {
  /** Labels of the workload, which services and subsets select by. */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * The service account whose identity the workload has, in the same namespace.
   *
   * @default - none: traffic to it is plain text
   */
  readonly serviceAccount?: string;
  /**
   * Where the workload runs, as `region/zone/subzone`, for locality load balancing.
   *
   * @default - none: it counts as far from every client
   */
  readonly locality?: string;
  /**
   * Share of the traffic among the endpoints of a service, in proportion.
   *
   * @default 1
   */
  readonly weight?: number;
}

/** A workload that is reached by address. */
export interface WorkloadAtAddress extends WorkloadOptions {
  /** An IP address; or a host name, for services whose resolution is DNS. */
  readonly address: string;
  /**
   * Port of the workload for each port name of the service, where it is not the service's own.
   *
   * @default - the service's target port, else its number
   */
  readonly ports?: Readonly<Record<string, number>>;
  /**
   * The network the workload is in; others reach it through that network's gateway.
   *
   * @default - the network of the cluster
   */
  readonly network?: string;
  /** A workload has one address. */
  readonly unixSocket?: never;
}

/** A workload on the same machine as its clients' proxy. */
export interface WorkloadAtSocket extends WorkloadOptions {
  /** Absolute path of a Unix socket, or `@name` for an abstract one. */
  readonly unixSocket: string;
  /** A workload has one address. */
  readonly address?: never;
  /** A socket has no ports. */
  readonly ports?: never;
  /** A socket is in no network. */
  readonly network?: never;
}

/** A workload that only the gateway of its network reaches. */
export interface WorkloadBehindGateway extends WorkloadOptions {
  /** The network the workload is in. */
  readonly network: string;
  /**
   * Port of the workload for each port name of the service, where it is not the service's own.
   *
   * @default - the service's target port, else its number
   */
  readonly ports?: Readonly<Record<string, number>>;
  /** What the gateway finds out. */
  readonly address?: never;
  /** A network does not lead to a socket. */
  readonly unixSocket?: never;
}

/** What {@link WorkloadEntry} takes: a workload at an address, at a Unix socket, or behind the gateway of its network. */
export type WorkloadEntryProps = WorkloadAtAddress | WorkloadAtSocket | WorkloadBehindGateway;

/**
 * A workload that is no pod, such as a database on a virtual machine. Services of its namespace take it as an endpoint when they
 * select its labels.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 * @example
 * const labels = { app: 'db' };
 * new WorkloadEntry(chart, 'db-1', { address: '10.0.0.7', labels, serviceAccount: 'db' });
 * new ServiceEntry(chart, 'db', {
 *   hosts: ['db.shop.internal'],
 *   location: 'MESH_INTERNAL',
 *   ports: { mysql: { number: 3306, protocol: 'MYSQL' } },
 *   resolution: Resolution.workloads(labels),
 * });
 */
export class WorkloadEntry extends IstioResource<WorkloadEntrySpec> {
  public readonly resource: IstioWorkloadEntry;
  private readonly props: WorkloadEntryProps;

  public constructor(scope: Construct, id: string, props: WorkloadEntryProps) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioWorkloadEntry(this, 'Resource', this._l1Props(props));
  }

  /** @internal */
  protected _toSpec(): WorkloadEntrySpec {
    const { metadata: _, unixSocket, ...rest } = this.props;
    return translate<unknown>(rest, 'unixSocket', unixSocket, 'address', (path) => (typeof path === 'string' ? `unix://${path}` : path));
  }
}
