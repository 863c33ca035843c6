import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TelemetrySpec } from '../api';

/** Of several tracing entries istiod uses one. */
export const oneTracing = defineRule<Json<TelemetrySpec>>({
  id: 'telemetry/one-tracing',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected at most one entry of tracing',
  why: 'istiod takes one of them and ignores the others.',
  fix: 'write one entry, and one resource for each set of workloads that differs',
  source: 'pkg/config/validation/validation.go#validateTelemetryTracing',
  check({ spec: { tracing = [] } }, report) {
    if (tracing.length > 1) report(['spec', 'tracing'], { message: `Expected at most one entry, got ${tracing.length}` });
  },
  good: ['spec: {tracing: [{randomSamplingPercentage: 10}]}'],
  bad: [{ yaml: 'spec: {tracing: [{randomSamplingPercentage: 10}, {match: {mode: CLIENT}}]}', at: 'spec.tracing' }],
});
