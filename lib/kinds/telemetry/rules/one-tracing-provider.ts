import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TelemetrySpec } from '../api';

/** Spans go to one provider; metrics and logs may go to several. */
export const oneTracingProvider = defineRule<Json<TelemetrySpec>>({
  id: 'telemetry/one-tracing-provider',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected at most one provider of tracing',
  why: 'istiod takes one of them; the others get no spans.',
  fix: 'name one provider, and let a collector behind it pass spans on',
  source: 'pkg/config/validation/validation.go#validateTelemetryTracing',
  check({ spec }, report) {
    spec.tracing?.forEach(({ providers = [] }, i) => {
      if (providers.length > 1) report(['spec', 'tracing', i, 'providers'], { message: `Expected at most one provider, got ${providers.length}` });
    });
  },
  good: ['spec: {tracing: [{providers: [{name: zipkin}]}], metrics: [{providers: [{name: prometheus}, {name: otel}]}]}'],
  bad: [{ yaml: 'spec: {tracing: [{providers: [{name: zipkin}, {name: otel}]}]}', at: 'spec.tracing[0].providers' }],
});
