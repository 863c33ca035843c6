import { list, map, object, text } from '../../values/schemas';
import { matchLabelsSelector } from '../_shared/match-labels/schema';
import { trafficPolicy } from '../_shared/traffic-policy/schema';

const subset = object({
  name: text(),
  labels: map(text()).optional(),
  trafficPolicy: trafficPolicy.optional(),
});

/** @see DestinationRuleSpec */
export const schema = object({
  host: text(),
  trafficPolicy: trafficPolicy.optional(),
  subsets: list(subset).optional(),
  exportTo: list(text()).optional(),
  workloadSelector: matchLabelsSelector.optional(),
});
