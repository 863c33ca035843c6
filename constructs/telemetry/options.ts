import type {
  TelemetryAccessLogging, TelemetryMetricOverride, TelemetryMetrics, TelemetryMode, TelemetryProvider, TelemetryTracing,
} from '../../lib/kinds/telemetry/api';
import { translate } from '../core/translate';
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
  return translate(withMode(rest, mode), 'provider', provider, 'providers', (name) => [{ name }]);
}

/** @internal */
export function metricsSpec({ providers, overrides, ...rest }: MetricsOptions): TelemetryMetrics {
  return {
    ...(overrides === undefined ? {} : { overrides: each(overrides, overrideSpec) }),
    ...(providers === undefined ? {} : { providers: each(providers, providerSpec) }),
    ...rest,
  };
}

/** @internal */
export function accessLoggingSpec({ mode, providers, filter, ...rest }: AccessLoggingOptions): TelemetryAccessLogging {
  return {
    ...withMode(rest, mode),
    ...(providers === undefined ? {} : { providers: each(providers, providerSpec) }),
    ...(filter === undefined ? {} : { filter: typeof filter === 'string' ? { expression: filter } : filter }),
  };
}

function withMode(fields: object, mode: TelemetryMode | undefined): object {
  return translate(fields, 'mode', mode, 'match', () => ({ mode }));
}

function overrideSpec(entry: MetricOverride | TelemetryMetricOverride): TelemetryMetricOverride {
  return entry instanceof MetricOverride ? entry.toSpec() : entry;
}

/** What is not a name stays as it is, for the check to say so. */
function providerSpec(name: string): TelemetryProvider {
  return typeof name === 'string' ? { name } : name;
}

/** Every entry of a list; what is none stays as it is. */
function each<From, To>(list: readonly From[], toSpec: (entry: From) => To): readonly To[] {
  return Array.isArray(list) ? (list as readonly From[]).map(toSpec) : list as unknown as readonly To[];
}
