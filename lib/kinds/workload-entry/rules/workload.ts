import type { Json } from '../../../values/types';
import { workloadRules } from '../../_shared/workload-entry/rules';
import type { WorkloadEntrySpec } from '../api';

/** What a WorkloadEntry says of its workload. */
export const workload = workloadRules<Json<WorkloadEntrySpec>>(
  'workload-entry', (spec) => [{ at: ['spec'], workload: spec, address: 'any' }], { yaml: (text) => `spec: ${text}`, at: 'spec' },
);
