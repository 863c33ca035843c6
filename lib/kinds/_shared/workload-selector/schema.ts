import { map, object, text } from '../../../values/schemas';
import { noWildcard } from '../../../values/no-wildcard';

/** @see WorkloadSelector */
export const workloadSelector = object({
  labels: map(text({ max: 63, rules: [noWildcard] }), { max: 256 }).optional(),
});
