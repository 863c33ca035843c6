import { quote } from '../core/quote';
import { isWithin, labelsText } from '../values/labels';
import { compositionRules } from './composition-rules';
import type { HostModel } from './model';
import type { Problem } from './problem';

/** Rules for some clients, of which one is for all pods of the other: istiod follows one of them. */
export function overlappingClients({ policies }: HostModel): Problem[] {
  const rules = policies.flatMap(({ clients, leaves }) => {
    const [first] = Object.values(leaves);
    return clients && first ? [{ clients, by: first.by }] : [];
  });
  return rules.flatMap(({ clients, by }, i): Problem[] => {
    const other = rules.slice(0, i).find((one) => isWithin(one.clients, clients) !== isWithin(clients, one.clients));
    if (other === undefined) return [];
    const got = `${labelsText(other.clients)} from ${quote(other.by.construct)} and ${labelsText(clients)}, which the same pods have`;
    return [{
      rule: compositionRules.clientsOverlap,
      message: `Expected workloads of their own, got ${got}`,
      by,
      others: other.by.construct === by.construct ? [] : [other.by],
    }];
  });
}
