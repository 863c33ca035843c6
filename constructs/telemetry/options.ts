import type {
  TelemetryAccessLogging, TelemetryMetricOverride, TelemetryMetrics, TelemetryMode, TelemetryProvider, TelemetryTracing,
} from '../../lib/kinds/telemetry/api';
import { MetricOverride } from './metric-override';

/** How requests are traced. */
export interface TracingOptions extends Omit<TelemetryTracing, 'match' | 'providers'> {
  /**
   * The requests that this is for, by the workload's side.
   *
   * @default 'CLIENT_AND_SERVER'
   */
  readonly mode?: TelemetryMode;
  /**
   * Where spans go: a name of the mesh's `extensionProviders`.
   *
   * @default - the one from further up, else the mesh's default provider
   */
  readonly provider?: string;
}

/** What is counted and measured. */
export interface MetricsOptions extends Omit<TelemetryMetrics, 'overrides' | 'providers'> {
  /**
   * Where the metrics go: names of the mesh's `extensionProviders`.
   *
   * @default - those from further up, else the mesh's default providers
   */
  readonly providers?: readonly string[];
  /** Changes to metrics, in order: of two for one metric, the later counts. */
  readonly overrides?: readonly (MetricOverride | TelemetryMetricOverride)[];
}

/** What is written to access logs. */
export interface AccessLoggingOptions extends Omit<TelemetryAccessLogging, 'filter' | 'match' | 'providers'> {
  /**
   * The traffic that is logged, by the workload's side.
   *
   * @default 'CLIENT_AND_SERVER'
   */
  readonly mode?: TelemetryMode;
  /**
   * Where the logs go: names of the mesh's `extensionProviders`.
   *
   * @default - those from further up, else the mesh's default providers
   */
  readonly providers?: readonly string[];
  /**
   * A CEL expression; what makes it true is logged: `response.code >= 400`.
   *
   * @default - everything
   */
  readonly filter?: string;
}

/** @internal */
export function tracingSpec({ mode, provider, ...rest }: TracingOptions): TelemetryTracing {
  return { ...matchFields(mode), ...(provider === undefined ? {} : { providers: [{ name: provider }] }), ...rest };
}

/** @internal */
export function metricsSpec({ providers, overrides, ...rest }: MetricsOptions): TelemetryMetrics {
  return {
    ...providerFields(providers),
    ...(overrides === undefined ? {} : { overrides: overridesSpec(overrides) }),
    ...rest,
  };
}

/** @internal */
export function accessLoggingSpec({ mode, providers, filter, ...rest }: AccessLoggingOptions): TelemetryAccessLogging {
  return {
    ...matchFields(mode),
    ...providerFields(providers),
    ...(filter === undefined ? {} : { filter: typeof filter === 'string' ? { expression: filter } : filter }),
    ...rest,
  };
}

function overridesSpec(overrides: MetricsOptions['overrides'] & object): readonly TelemetryMetricOverride[] {
  if (!Array.isArray(overrides)) return overrides as readonly TelemetryMetricOverride[];
  return overrides.map((entry: MetricOverride | TelemetryMetricOverride) => (entry instanceof MetricOverride ? entry.toSpec() : entry));
}

function matchFields(mode: TelemetryMode | undefined): Pick<TelemetryTracing, 'match'> {
  return mode === undefined ? {} : { match: { mode } };
}

function providerFields(names: readonly string[] | undefined): { readonly providers?: readonly TelemetryProvider[] } {
  if (names === undefined) return {};
  return { providers: Array.isArray(names) ? names.map((name: string) => ({ name })) : names as unknown as readonly TelemetryProvider[] };
}
