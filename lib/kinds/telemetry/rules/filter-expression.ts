import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TelemetrySpec } from '../api';

/** A filter needs an expression: without one, istiod cannot decide what to log. */
export const filterExpression = defineRule<Json<TelemetrySpec>>({
  id: 'telemetry/filter-expression',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected an expression in the filter of an access log',
  why: 'istiod refuses the resource.',
  fix: 'add an expression such as response.code >= 400, or remove the filter to log everything',
  source: 'pkg/config/validation/validation_istiod.go#validateTelemetryFilter',
  check({ spec }, report) {
    spec.accessLogging?.forEach(({ filter }, i) => {
      if (filter && filter.expression === undefined) {
        report(['spec', 'accessLogging', i, 'filter'], { message: 'Expected an expression, got a filter without one' });
      }
    });
  },
  good: ['spec: {accessLogging: [{filter: {expression: "response.code >= 400"}}, {disabled: true}]}'],
  bad: [{ yaml: 'spec: {accessLogging: [{filter: {}}]}', at: 'spec.accessLogging[0].filter' }],
});
