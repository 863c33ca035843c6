import { defineRule } from '../../../core/rule';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';
import { policies } from '../policies';

/** Envoy counts failures to reach an endpoint only when they are split from the errors that the endpoint returns. */
export const localOriginFailuresNeedSplit = defineRule<Json<DestinationRuleSpec>>({
  id: 'destination-rule/local-origin-failures-need-split',
  onlyWith: ['consecutiveLocalOriginFailures'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected "splitExternalLocalOriginErrors: true" beside "consecutiveLocalOriginFailures"',
  why: 'istiod refuses the resource: without the split, failures to reach an endpoint are not counted apart.',
  fix: 'set splitExternalLocalOriginErrors: true, or remove consecutiveLocalOriginFailures',
  source: 'pkg/config/validation/validation.go#validateOutlierDetection',
  check({ spec }, report) {
    for (const { at, policy } of policies(spec)) {
      const { consecutiveLocalOriginFailures: failures = 0, splitExternalLocalOriginErrors: split } = policy.outlierDetection ?? {};
      if (failures === 0 || split) continue;
      report([...at, 'outlierDetection', 'consecutiveLocalOriginFailures'], {
        message: `Expected splitExternalLocalOriginErrors: true beside consecutiveLocalOriginFailures, got ${failures} without it`,
      });
    }
  },
  good: [
    'spec: {host: reviews, trafficPolicy: {outlierDetection: {consecutiveLocalOriginFailures: 5, splitExternalLocalOriginErrors: true}}}',
    'spec: {host: reviews, trafficPolicy: {outlierDetection: {consecutiveLocalOriginFailures: 0}}}',
  ],
  bad: [
    {
      yaml: 'spec: {host: reviews, trafficPolicy: {outlierDetection: {consecutiveLocalOriginFailures: 5}}}',
      at: 'spec.trafficPolicy.outlierDetection.consecutiveLocalOriginFailures',
    },
    {
      yaml: 'spec: {host: reviews, trafficPolicy: {portLevelSettings: [{port: {number: 80}, outlierDetection: {consecutiveLocalOriginFailures: 5}}]}}',
      at: 'spec.trafficPolicy.portLevelSettings[0].outlierDetection.consecutiveLocalOriginFailures',
    },
    {
      yaml: 'spec: {host: reviews, subsets: [{name: v1, trafficPolicy: {outlierDetection: {consecutiveLocalOriginFailures: 5}}}]}',
      at: 'spec.subsets[0].trafficPolicy.outlierDetection.consecutiveLocalOriginFailures',
    },
  ],
});
