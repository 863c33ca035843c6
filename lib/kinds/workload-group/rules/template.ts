import type { Json } from '../../../values/types';
import { workloadRules } from '../../_shared/workload-entry/rules';
import type { WorkloadGroupSpec } from '../api';

/** What the template of a WorkloadGroup's workloads may be. */
export const template = workloadRules<Json<WorkloadGroupSpec>>({
  topic: 'workload-group',
  parts: (spec) => [{ at: ['spec', 'template'], workload: spec.template }],
  examples: [{ yaml: (workload) => `spec: {template: ${workload}}`, at: 'spec.template' }],
});
