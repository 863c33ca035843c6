import { markCopy } from '../../lib/core/package-copy';
import type { TelemetryMetric, TelemetryMetricMatch, TelemetryMetricOverride, TelemetryMode } from '../../lib/kinds/telemetry/api';

/**
 * A change to metrics: an immutable value. Start with the metrics that are meant.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides
 * @example
 * new Telemetry(chart, 'fewer-labels', {
 *   metrics: {
 *     overrides: [
 *       MetricOverride.all().removeTag('request_protocol'),
 *       MetricOverride.of('REQUEST_COUNT').on('SERVER').setTag('request_host', 'request.host'),
 *       MetricOverride.of('REQUEST_SIZE').disable(),
 *     ],
 *   },
 * });
 */
export class MetricOverride {
  static {
    markCopy(this.prototype);
  }

  /** All metrics. */
  public static all(): MetricOverride {
    return new MetricOverride({ match: { metric: 'ALL_METRICS' } });
  }

  /** One of Istio's own metrics. */
  public static of(metric: TelemetryMetric): MetricOverride {
    return new MetricOverride({ match: { metric } });
  }

  /** A metric that another extension makes, by its name. */
  public static custom(customMetric: string): MetricOverride {
    return new MetricOverride({ match: { customMetric } });
  }

  private constructor(private readonly spec: TelemetryMetricOverride & { readonly match: TelemetryMetricMatch }) {}

  /** The side that makes the metric: the proxy of the client or of the server. Unset: both. */
  public on(mode: TelemetryMode): MetricOverride {
    return new MetricOverride({ ...this.spec, match: { ...this.spec.match, mode } });
  }

  /** Turns the metrics off. */
  public disable(): MetricOverride {
    return new MetricOverride({ ...this.spec, disabled: true });
  }

  /** Turns metrics on that are off for the mesh or the namespace. */
  public enable(): MetricOverride {
    return new MetricOverride({ ...this.spec, disabled: false });
  }

  /**
   * Adds a label, or gives it another value.
   *
   * @param name of the label
   * @param value a CEL expression over attributes such as `request.host`; a constant needs quotes of its own: `"'shop'"`
   */
  public setTag(name: string, value: string): MetricOverride {
    return this.withTag(name, { value });
  }

  /** Leaves a label out. */
  public removeTag(name: string): MetricOverride {
    return this.withTag(name, { operation: 'REMOVE' });
  }

  /** The change in Istio's words. */
  public toSpec(): TelemetryMetricOverride {
    return this.spec;
  }

  private withTag(name: string, tag: NonNullable<TelemetryMetricOverride['tagOverrides']>[string]): MetricOverride {
    return new MetricOverride({ ...this.spec, tagOverrides: { ...this.spec.tagOverrides, [name]: tag } });
  }
}
