import { policyTargetRules } from '../../_shared/policy-target/rules';
import { filterExpression } from './filter-expression';
import { labelName } from './label-name';
import { labelValues } from './label-value';
import { oneTracing } from './one-tracing';
import { oneTracingProvider } from './one-tracing-provider';
import { tagName } from './tag-name';

/** The rules of Telemetry. */
export const rules = [
  ...policyTargetRules({ topic: 'telemetry', rest: '' }),
  filterExpression,
  labelName,
  ...labelValues,
  oneTracing,
  oneTracingProvider,
  tagName,
];
