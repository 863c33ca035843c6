import type { Construct } from 'constructs';
import type { ProxyConfigSpec } from '../../lib/kinds/proxy-config/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioProxyConfig} takes. */
export type IstioProxyConfigProps = IstioObjectProps<ProxyConfigSpec>;

/**
 * A ProxyConfig as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/
 * @example
 * new IstioProxyConfig(chart, 'ratings', {
 *   spec: { selector: { matchLabels: { app: 'ratings' } }, concurrency: 0, image: { imageType: 'distroless' } },
 * });
 */
export class IstioProxyConfig extends IstioObject<ProxyConfigSpec> {
  public constructor(scope: Construct, id: string, props: IstioProxyConfigProps) {
    super(scope, id, 'ProxyConfig', props);
  }
}
