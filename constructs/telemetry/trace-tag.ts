import type { TelemetryTag } from '../../lib/kinds/telemetry/api';

/**
 * Where the value of a span's tag comes from.
 *
 * @example
 * new Telemetry(chart, 'spans', {
 *   tracing: { customTags: { team: traceTag.literal('shop'), user: traceTag.header('end-user', 'nobody') } },
 * });
 */
export const traceTag = {
  /** The same text for every span. */
  literal: (value: string): TelemetryTag => ({ literal: { value } }),
  /** A variable of the proxy's environment. Without it, and without a default, there is no tag. */
  environment: (name: string, defaultValue?: string): TelemetryTag => ({ environment: named(name, defaultValue) }),
  /** A header of the request. Without it, and without a default, there is no tag. */
  header: (name: string, defaultValue?: string): TelemetryTag => ({ header: named(name, defaultValue) }),
  /** Text with commands of Envoy's access logs, such as `%REQ(:PATH)%`. Needs Istio 1.29. */
  formatter: (value: string): TelemetryTag => ({ formatter: { value } }),
};

function named(name: string, defaultValue: string | undefined): { readonly name: string; readonly defaultValue?: string } {
  return defaultValue === undefined ? { name } : { name, defaultValue };
}
