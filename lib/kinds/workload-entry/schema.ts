/** @see WorkloadEntrySpec */
export { workloadEntry as schema } from '../_shared/workload-entry/schema';
