import type { Construct } from 'constructs';
import type { ServiceEntrySpec } from '../../lib/kinds/service-entry/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioServiceEntry} takes. */
export type IstioServiceEntryProps = IstioObjectProps<ServiceEntrySpec>;

/**
 * A ServiceEntry as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @example
 * new IstioServiceEntry(chart, 'payments', {
 *   spec: { hosts: ['api.payments.example.com'], ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }], resolution: 'DNS' },
 * });
 */
export class IstioServiceEntry extends IstioObject<ServiceEntrySpec> {
  public constructor(scope: Construct, id: string, props: IstioServiceEntryProps) {
    super(scope, id, 'ServiceEntry', props);
  }
}
