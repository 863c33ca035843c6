import type { Construct } from 'constructs';
import type { TelemetrySpec } from '../../lib/kinds/telemetry/api';
import { IstioResource, type IstioResourceProps } from '../core/istio-resource';
import { type PolicyTargetProps, withTarget } from '../core/policy-target';
import { IstioTelemetry } from '../l1/telemetry';
import { type AccessLoggingOptions, accessLoggingSpec, type MetricsOptions, metricsSpec, type TracingOptions, tracingSpec } from './options';

/** Which metrics, spans and access logs there are. */
export interface TelemetryOptions extends IstioResourceProps {
  /**
   * How requests are traced.
   *
   * @default - as the namespace or the mesh says
   */
  readonly tracing?: TracingOptions;
  /**
   * What is counted and measured; a list where it differs by provider.
   *
   * @default - as the namespace or the mesh says
   */
  readonly metrics?: MetricsOptions | readonly MetricsOptions[];
  /**
   * What is written to access logs; a list where it differs by provider or side.
   *
   * @default - as the namespace or the mesh says
   */
  readonly accessLogging?: AccessLoggingOptions | readonly AccessLoggingOptions[];
}

/** What {@link Telemetry} takes. */
export type TelemetryProps = TelemetryOptions & PolicyTargetProps;

/**
 * Says which metrics, spans and access logs the proxies of some workloads make: those with the given labels, of the namespace, or in
 * the mesh's root namespace of all.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/
 * @example
 * new Telemetry(chart, 'shop', {
 *   tracing: { provider: 'zipkin', randomSamplingPercentage: 10, customTags: { team: traceTag.literal('shop') } },
 *   metrics: { overrides: [MetricOverride.of('REQUEST_COUNT').on('CLIENT').removeTag('destination_canonical_revision')] },
 *   accessLogging: { providers: ['envoy'], filter: 'response.code >= 400' },
 * });
 */
export class Telemetry extends IstioResource<TelemetrySpec> {
  public readonly resource: IstioTelemetry;
  private readonly props: TelemetryProps;

  public constructor(scope: Construct, id: string, props: TelemetryProps = {}) {
    super(scope, id);
    this.props = props;
    this.resource = new IstioTelemetry(this, 'Resource', this._l1Props(props));
  }

  /** @internal */
  protected _toSpec(): TelemetrySpec {
    const { metadata: _, tracing, metrics, accessLogging, ...rest } = this.props;
    return {
      ...withTarget(rest),
      ...(tracing === undefined ? {} : { tracing: entries(tracing, tracingSpec) }),
      ...(metrics === undefined ? {} : { metrics: entries(metrics, metricsSpec) }),
      ...(accessLogging === undefined ? {} : { accessLogging: entries(accessLogging, accessLoggingSpec) }),
    };
  }
}

/** One or several, as a list; what is no object stays as it is, for the check to say so. */
function entries<From, To>(given: From | readonly From[], toSpec: (entry: From) => To): readonly To[] {
  const list = Array.isArray(given) ? given as readonly From[] : [given as From];
  return list.map((entry) => (typeof entry === 'object' && entry !== null ? toSpec(entry) : entry as unknown as To));
}
