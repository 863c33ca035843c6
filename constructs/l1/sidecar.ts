import type { Construct } from 'constructs';
import type { SidecarSpec } from '../../lib/kinds/sidecar/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioSidecar} takes. */
export type IstioSidecarProps = IstioObjectProps<SidecarSpec>;

/**
 * A Sidecar as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @example
 * new IstioSidecar(chart, 'default', { spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }] } });
 */
export class IstioSidecar extends IstioObject<SidecarSpec> {
  public constructor(scope: Construct, id: string, props: IstioSidecarProps) {
    super(scope, id, 'Sidecar', props);
  }
}
