import type { Construct } from 'constructs';
import type { TelemetrySpec } from '../../lib/kinds/telemetry/api';
import { IstioObject, type IstioObjectProps } from '../core/istio-object';

/** What {@link IstioTelemetry} takes. */
export type IstioTelemetryProps = IstioObjectProps<TelemetrySpec>;

/**
 * A Telemetry as it stands in YAML.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 * @example
 * new IstioTelemetry(chart, 'mesh-default', {
 *   spec: { tracing: [{ providers: [{ name: 'zipkin' }], randomSamplingPercentage: 10 }] },
 * });
 */
export class IstioTelemetry extends IstioObject<TelemetrySpec> {
  public constructor(scope: Construct, id: string, props: IstioTelemetryProps) {
    super(scope, id, 'Telemetry', props);
  }
}
