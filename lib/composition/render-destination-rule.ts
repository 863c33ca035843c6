import type { DestinationRuleSpec, SubsetSpec } from '../kinds/destination-rule/api';
import type { ClaimedPolicy, HostModel } from './model';
import { trafficPolicy } from './policy';

/**
 * A DestinationRule of a host: its policy, and a subset for each version.
 *
 * @param clients the labels of the clients that it is for; unset: all
 */
export function destinationRuleSpec(
  model: HostModel, clients: ClaimedPolicy['clients'], exportTo: readonly string[] | undefined,
): DestinationRuleSpec {
  const policy = trafficPolicy(model, undefined, clients);
  const subsets = Object.entries(model.versions).map(([name, labels]): SubsetSpec => {
    const own = trafficPolicy(model, name, clients);
    return { name, ...(Object.keys(labels).length > 0 ? { labels } : {}), ...(own ? { trafficPolicy: own } : {}) };
  });
  return {
    host: model.host,
    ...(exportTo ? { exportTo } : {}),
    ...(policy ? { trafficPolicy: policy } : {}),
    ...(subsets.length > 0 ? { subsets } : {}),
    ...(clients ? { workloadSelector: { matchLabels: clients } } : {}),
  };
}
