import { map, object, value } from '../../../values/schemas';
import { labelPattern } from './label-pattern';

/** @see WorkloadSelector */
export const workloadSelector = object({
  labels: map(value(labelPattern), { max: 256 }).optional(),
});
