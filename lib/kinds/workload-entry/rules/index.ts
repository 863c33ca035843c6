import { workload } from './workload';

/** The rules of WorkloadEntry. */
export const rules = workload;
