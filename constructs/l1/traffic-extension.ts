import type { Construct } from 'constructs';
import type { TrafficExtensionSpec } from '../../lib/kinds/traffic-extension/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioTrafficExtension} takes. */
export type IstioTrafficExtensionProps = IstioObjectProps<TrafficExtensionSpec>;

/**
 * A TrafficExtension as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/
 * @example
 * new IstioTrafficExtension(chart, 'hello', {
 *   spec: { lua: { inlineCode: 'function envoy_on_request(handle) handle:logInfo("hello") end' } },
 * });
 */
export class IstioTrafficExtension extends IstioObject<TrafficExtensionSpec> {
  public constructor(scope: Construct, id: string, props: IstioTrafficExtensionProps) {
    super(scope, id, 'TrafficExtension', props);
  }
}
