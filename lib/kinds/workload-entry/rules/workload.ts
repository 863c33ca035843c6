import type { Json } from '../../../values/types';
import { workloadRules } from '../../_shared/workload-entry/rules';
import type { WorkloadEntrySpec } from '../api';

/** What the workload of a WorkloadEntry may be. */
export const workload = workloadRules<Json<WorkloadEntrySpec>>({
  topic: 'workload-entry',
  parts: (spec) => [{ at: ['spec'], workload: spec, address: 'any' }],
  examples: [{ yaml: (text) => `spec: ${text}`, at: 'spec' }],
}
);
