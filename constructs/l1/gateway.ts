import type { Construct } from 'constructs';
import type { GatewaySpec } from '../../lib/kinds/gateway/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioGateway} takes. */
export type IstioGatewayProps = IstioObjectProps<GatewaySpec>;

/**
 * A Gateway as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @example
 * new IstioGateway(chart, 'edge', {
 *   spec: {
 *     selector: { istio: 'ingressgateway' },
 *     servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['shop.example.com'] }],
 *   },
 * });
 */
export class IstioGateway extends IstioObject<GatewaySpec> {
  public constructor(scope: Construct, id: string, props: IstioGatewayProps) {
    super(scope, id, 'Gateway', props);
  }
}
