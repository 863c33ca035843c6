import { quote } from '../../core/quote';
import { areExclusive } from '../../match/join';
import { matchText, type RequestMatch } from '../../match/request-match';
import type { Claimant } from '../claim';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import type { Problem } from '../problem';
import { explicitClaims, firstPerConstruct } from './explicit-claims';

interface Delegation {
  readonly by: Claimant;
  readonly when: readonly RequestMatch[];
}

/** Behaviours for some of the requests that a delegate routes: only behaviours of all requests are handed on to the delegate. */
export function behindDelegates(model: HostModel): Problem[] {
  return delegationsOf(model).flatMap((delegation) => {
    const overlapping = model.behaviours.filter(({ when }) => !areExclusive(when, delegation.when)).flatMap(explicitClaims);
    const mirrors = overlapping.filter(({ claim }) => claim.leaf === 'mirrors');
    const others = overlapping.filter(({ claim, group }) => claim.leaf !== 'mirrors' && group.when.length > 0);
    const delegated = `${quote(delegation.by.construct)} hands ${matchText(delegation.when)} to a delegate`;
    const problem = (rule: Problem['rule'], by: Claimant, what: string): Problem => (
      { rule, message: `Conflicting: ${quote(by.construct)} ${what}, but ${delegated}`, by, others: [delegation.by] }
    );
    return [
      ...firstPerConstruct(mirrors).map(({ claim: { by } }) => problem(compositionRules.mirrorAndDelegate, by, 'mirrors requests')),
      ...firstPerConstruct(others).map(({ name, group, claim: { by } }) => (
        problem(compositionRules.behindDelegate, by, `sets ${quote(name)} for ${matchText(group.when)}`)
      )),
    ];
  });
}

/** The requests that each construct hands to delegates. */
function delegationsOf({ exceptions }: HostModel): Delegation[] {
  const delegations = new Map<string, Delegation>();
  for (const { value: { then, when }, by } of exceptions) {
    if (then.kind === 'delegate') delegations.set(by.construct, { by, when: [...delegations.get(by.construct)?.when ?? [], ...when] });
  }
  return [...delegations.values()];
}
