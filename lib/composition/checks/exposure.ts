import { quote } from '../../core/quote';
import { matchText } from '../../match/request-match';
import { labelsText } from '../../values/labels';
import { compositionRules } from '../composition-rules';
import { type Mount, type Mounting, targetText } from '../mount';
import type { Problem } from '../problem';
import { claimantOf } from '../routes';

/** Two services at one path of a host. */
export function twoServices(host: string, first: Mounting, second: Mounting): Problem {
  const where = first.path === undefined ? 'the remaining paths' : `path ${quote(first.path)}`;
  return {
    rule: compositionRules.claimedTwice,
    message: `Expected one service at ${where} of ${quote(host)}, got ${targetText(first)} and ${targetText(second)}`,
    fix: 'give each service a path of its own',
    by: second.by,
    others: [first.by],
  };
}

/** Claims on a service that do not hold where a gateway exposes it. */
export function exposureProblems(host: string, { path, by, leftOut, notJoinable, model }: Mount): Problem[] {
  const at = `${host}${path ?? ''}`;
  const ofClients = new Map(model.policies.flatMap(({ clients, leaves }) => (
    clients ? Object.values(leaves).map((claim) => [claim.by, clients] as const) : [])));
  return [
    ...[...ofClients].map(([own, clients]): Problem => ({
      rule: compositionRules.leftOut,
      message: `Without effect at ${quote(at)}: the policy of ${quote(own.construct)} is for clients with ${labelsText(clients)}, and the gateway is none of them`,
      by: own,
      others: [by],
    })),
    ...notJoinable.map(({ route, subject }): Problem => ({
      rule: compositionRules.notJoinable,
      message: `Expected conditions on ${quote(subject)} that fit in one match at ${quote(at)}, got ${matchText(route.when)}; and the path`,
      fix: `write the condition as exact or prefix, or as a regex that starts with ${quote(`${path}/`)}`,
      by: claimantOf(route) ?? by,
      others: [by],
    })),
    ...leftOut.map(({ route, why }): Problem => ({
      rule: compositionRules.leftOut,
      message: `Without effect at ${quote(at)}: the route of ${quote(claimantOf(route)?.construct ?? model.host)} for ${matchText(route.when)}, because ${why}`,
      by: claimantOf(route) ?? by,
      others: [by],
    })),
  ];
}
