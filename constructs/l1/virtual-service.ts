import type { Construct } from 'constructs';
import type { VirtualServiceSpec } from '../../lib/kinds/virtual-service/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioVirtualService} takes. */
export type IstioVirtualServiceProps = IstioObjectProps<VirtualServiceSpec>;

/**
 * A VirtualService as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/
 * @example
 * new IstioVirtualService(chart, 'reviews', {
 *   spec: { hosts: ['reviews'], http: [{ route: [{ destination: { host: 'reviews', subset: 'v1' } }], timeout: '3s' }] },
 * });
 */
export class IstioVirtualService extends IstioObject<VirtualServiceSpec> {
  public constructor(scope: Construct, id: string, props: IstioVirtualServiceProps) {
    super(scope, id, 'VirtualService', props);
  }
}
