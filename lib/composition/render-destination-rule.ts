import type { DestinationRuleSpec, SubsetSpec } from '../kinds/destination-rule/api';
import type { ClaimedPolicy, HostModel } from './host-model';
import { renderPolicy } from './render-policy';
import { SpecWriter, type Written } from './written';

/**
 * A DestinationRule of a host: its policy, and a subset for each version.
 *
 * @param clients the labels of the clients that it is for; unset: all
 */
export function renderDestinationRule(
  model: HostModel, clients: ClaimedPolicy['clients'], exportTo: readonly string[] | undefined,
): Written<DestinationRuleSpec> {
  const writer = new SpecWriter();
  const policy = renderPolicy(model, undefined, clients, writer);
  const subsets = Object.entries(model.versions).map(([name, labels]): SubsetSpec => {
    const own = renderPolicy(model, name, clients, writer);
    return { name, ...(Object.keys(labels).length > 0 ? { labels } : {}), ...(own ? { trafficPolicy: own } : {}) };
  });
  return writer.written({
    host: model.host,
    ...(exportTo ? { exportTo } : {}),
    ...(policy ? { trafficPolicy: policy } : {}),
    ...(subsets.length > 0 ? { subsets } : {}),
    ...(clients ? { workloadSelector: { matchLabels: clients } } : {}),
  });
}
