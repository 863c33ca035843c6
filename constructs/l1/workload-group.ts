import type { Construct } from 'constructs';
import type { WorkloadGroupSpec } from '../../lib/kinds/workload-group/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioWorkloadGroup} takes. */
export type IstioWorkloadGroupProps = IstioObjectProps<WorkloadGroupSpec>;

/**
 * A WorkloadGroup as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-group/
 * @example
 * new IstioWorkloadGroup(chart, 'db', {
 *   spec: { metadata: { labels: { app: 'db' } }, template: { serviceAccount: 'db' }, probe: { tcpSocket: { port: 3306 } } },
 * });
 */
export class IstioWorkloadGroup extends IstioObject<WorkloadGroupSpec> {
  public constructor(scope: Construct, id: string, props: IstioWorkloadGroupProps) {
    super(scope, id, 'WorkloadGroup', props);
  }
}
