import { map, object, text } from '../../../values/schemas';
import { noWildcard } from '../../../values/no-wildcard';

/** @see MatchLabelsSelector */
export const matchLabelsSelector = object({
  matchLabels: map(text({ max: 63, rules: [noWildcard] }), { max: 4096 }).optional(),
});
