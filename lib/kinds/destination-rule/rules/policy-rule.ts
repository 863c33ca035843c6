import type { Rule } from '../../../core/rule';
import { defineTable, type RuleRow } from '../../../core/rule-table';
import type { Json } from '../../../values/types';
import type { DestinationRuleSpec } from '../api';
import { policies, type PolicyPlace } from '../policies';

const ofHost = { yaml: (policy: string) => `spec: {host: reviews, trafficPolicy: ${policy}}`, at: 'spec.trafficPolicy' };
const ofSubset = { yaml: (policy: string) => `spec: {host: reviews, subsets: [{name: v1, trafficPolicy: ${policy}}]}`, at: 'spec.subsets[0].trafficPolicy' };

/** Makes a rule about every policy of a DestinationRule: of the host, of subsets, of ports. Its examples are policies of the host. */
export function policyRule(row: RuleRow<PolicyPlace>): Rule<Json<DestinationRuleSpec>> {
  // Warnings of istiod are about the host's own policy only.
  const examples = row.severity === 'warning' ? [ofHost] : [ofHost, ofSubset];
  return defineTable<Json<DestinationRuleSpec>, PolicyPlace>({ topic: 'destination-rule', parts: policies, examples }, [row])[0]!;
}
