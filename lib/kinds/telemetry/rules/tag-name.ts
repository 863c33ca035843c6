import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TelemetrySpec } from '../api';

/** The tag of a span needs a name. */
export const tagName = defineRule<Json<TelemetrySpec>>({
  id: 'telemetry/tag-name',
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected a name for each tag of a span',
  why: 'istiod refuses the resource.',
  fix: 'name the tag',
  source: 'pkg/config/validation/validation.go#validateTelemetryTracing',
  check({ spec }, report) {
    spec.tracing?.forEach(({ customTags = {} }, i) => {
      if (Object.hasOwn(customTags, '')) report(['spec', 'tracing', i, 'customTags', ''], { message: 'Expected the name of a tag, got ""' });
    });
  },
  good: ['spec: {tracing: [{customTags: {team: {literal: {value: shop}}, none: {}}}]}'],
  bad: [{ yaml: 'spec: {tracing: [{customTags: {"": {literal: {value: shop}}}}]}', at: 'spec.tracing[0].customTags[""]' }],
});
