import type { Json } from '../../../values/types';
import { socketRule } from '../../_shared/workload-entry/rules';
import type { WorkloadGroupSpec } from '../api';

/** A template that names a socket, though each workload brings its own address. */
export const socketWithoutPorts = socketRule<Json<WorkloadGroupSpec>>(
  'workload-group', ({ template }) => [{ at: ['spec', 'template'], workload: template }],
  { yaml: (workload) => `spec: {template: ${workload}}`, at: 'spec.template' },
);
