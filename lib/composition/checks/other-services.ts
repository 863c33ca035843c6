import { quote } from '../../core/quote';
import { areExclusive } from '../../match/join';
import { matchText } from '../../match/request-match';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import { claimOf } from '../leaves/claim-of';
import type { LostRoute } from '../other-services';
import type { Problem } from '../problem';
import type { Route } from '../routes';

/**
 * Routes of another service that do not hold for the requests which a route leads there: two conditions that do not fit in one match, and
 * paths that no request has there. Where the path is rewritten, requests have such a path only after the proxy chose the route.
 */
export function notUnderRoute({ host, behaviours }: HostModel, { when, then, by }: Route, lost: readonly LostRoute[]): Problem[] {
  if (by === undefined || then.kind !== 'service') return [];
  const rewrite = behaviours.filter((group) => !areExclusive(group.when, when)).flatMap(({ leaves }) => claimOf(leaves, 'rewritePath') ?? [])[0];
  const problems = new Map<string, Problem>();
  for (const { route, subject } of lost) {
    const claimant = route.by ?? route.splitFor ?? by;
    const routed = `${quote(host)} to ${quote(then.host)}`;
    const others = claimant.construct === by.construct ? [] : [by];
    const got = matchText(route.when);
    const problem = (): Problem => {
      if (subject !== undefined) {
        return {
          rule: compositionRules.notJoinable, by: claimant, others,
          message: `Expected conditions on ${quote(subject)} that fit in one match on the route from ${routed}, got ${matchText(when)}; and ${got}`,
        };
      }
      if (rewrite) {
        return {
          rule: compositionRules.strippedPrefix, by: claimant, others: [...others, rewrite.by],
          message: `Expected matches with the path that clients ask ${quote(host)} for, got ${quote(claimant.construct)} for ${got}, `
            + `which requests have only after ${quote(rewrite.by.construct)} rewrites their path`,
          fix: 'add the path that clients ask for to the match as well, or leave the path as it is',
        };
      }
      return {
        rule: compositionRules.leftOut, by: claimant, others,
        message: `Without effect on the route from ${routed}: the route of ${quote(claimant.construct)} for ${got}, because the requests have another path`,
      };
    };
    const key = `${claimant.construct} ${subject ?? ''}`;
    if (!problems.has(key)) problems.set(key, problem());
  }
  return [...problems.values()];
}
