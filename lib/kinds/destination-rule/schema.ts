import { dnsLabel, wildcardHost } from '../../values/host-name';
import { list, map, object, text, value } from '../../values/schemas';
import { matchLabelsSelector } from '../_shared/match-labels/schema';
import { trafficPolicy } from '../_shared/traffic-policy/schema';

const subset = object({
  name: value(dnsLabel),
  labels: map(text()).optional(),
  trafficPolicy: trafficPolicy.optional(),
});

/** @see DestinationRuleSpec */
export const schema = object({
  host: value(wildcardHost),
  trafficPolicy: trafficPolicy.optional(),
  subsets: list(subset).optional(),
  exportTo: list(text()).optional(),
  workloadSelector: matchLabelsSelector.optional(),
});
