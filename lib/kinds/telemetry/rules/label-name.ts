import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { TelemetrySpec } from '../api';
import { tagOverrides } from '../tag-overrides';

/** The label of a metric needs a name. */
export const labelName = defineRule<Json<TelemetrySpec>>({
  id: 'telemetry/label-name',
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected a name for each label of a metric',
  why: 'A label without a name does not exist, so nothing changes.',
  fix: 'name the label, such as request_host',
  source: 'pkg/config/validation/validation.go#validateTelemetryMetrics',
  check({ spec }, report) {
    for (const { name, at } of tagOverrides(spec)) if (name === '') report(at, { message: 'Expected the name of a label, got ""' });
  },
  good: ['spec: {metrics: [{overrides: [{tagOverrides: {request_host: {value: request.host}}}]}]}'],
  bad: [
    {
      yaml: 'spec: {metrics: [{overrides: [{tagOverrides: {"": {value: request.host}}}]}]}',
      at: 'spec.metrics[0].overrides[0].tagOverrides[""]',
    },
  ],
});
