export type { WorkloadEntrySpec } from '../_shared/workload-entry/api';
