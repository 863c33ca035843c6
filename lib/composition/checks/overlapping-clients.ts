import { quote } from '../../core/quote';
import { areLabelsWithin, labelsText } from '../../values/labels';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import type { Problem } from '../problem';

/** Policies for some clients, where all pods of one policy are also pods of the other: istiod follows only one of the two rules. */
export function overlappingClients({ policies }: HostModel): Problem[] {
  const rules = policies.flatMap(({ clients, leaves }) => {
    const [first] = Object.values(leaves);
    return clients && first ? [{ clients, by: first.by }] : [];
  });
  return rules.flatMap(({ clients, by }, i): Problem[] => {
    const earlier = rules.slice(0, i)
      .find((rule) => areLabelsWithin(rule.clients, clients) !== areLabelsWithin(clients, rule.clients));
    if (earlier === undefined) return [];
    const got = `${labelsText(earlier.clients)} from ${quote(earlier.by.construct)} and ${labelsText(clients)}, which the same pods have`;
    return [{
      rule: compositionRules.clientsOverlap,
      message: `Expected workloads of their own, got ${got}`,
      by,
      others: earlier.by.construct === by.construct ? [] : [earlier.by],
    }];
  });
}
