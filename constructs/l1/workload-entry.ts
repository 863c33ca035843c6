import type { Construct } from 'constructs';
import type { WorkloadEntrySpec } from '../../lib/kinds/workload-entry/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioWorkloadEntry} takes. */
export type IstioWorkloadEntryProps = IstioObjectProps<WorkloadEntrySpec>;

/**
 * A WorkloadEntry as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/workload-entry/
 * @example
 * new IstioWorkloadEntry(chart, 'db-1', {
 *   spec: { address: '10.0.0.7', labels: { app: 'db' }, serviceAccount: 'db' },
 * });
 */
export class IstioWorkloadEntry extends IstioObject<WorkloadEntrySpec> {
  public constructor(scope: Construct, id: string, props: IstioWorkloadEntryProps) {
    super(scope, id, 'WorkloadEntry', props);
  }
}
