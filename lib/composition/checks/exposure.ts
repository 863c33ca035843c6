import { quote } from '../../core/quote';
import { areExclusive } from '../../match/join';
import { matchText } from '../../match/request-match';
import type { TextTest } from '../../match/text-test';
import { underPath } from '../../match/under-path';
import { labelsText } from '../../values/labels';
import { compositionRules } from '../composition-rules';
import { claimOf } from '../leaves/claim-of';
import { type Mount, type Mounting, targetText } from '../mount';
import type { Problem } from '../problem';
import { claimantOf, type Route } from '../routes';

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
export function exposureProblems(host: string, mount: Mount): Problem[] {
  const { path, by, notJoinable, model } = mount;
  const stripped = behindStrippedPrefix(host, mount);
  const leftOut = mount.leftOut.filter(({ route }) => !stripped.has(route));
  const at = `${host}${path ?? ''}`;
  const ofClients = new Map(model.policies.flatMap(({ clients, leaves }) => (
    clients ? Object.values(leaves).map((claim) => [claim.by, clients] as const) : [])));
  return [
    ...stripped.values(),
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

/**
 * Routes for paths that requests have after the gateway only: the path of the mount is rewritten away, so clients ask for another path.
 * A route that has a match with the path of the mount as well holds on both.
 */
function behindStrippedPrefix(host: string, { path, by, leftOut, routes, model }: Mount): ReadonlyMap<Route, Problem> {
  const problems = new Map<Route, Problem>();
  if (path === undefined) return problems;
  const under = underPath(path);
  const rewrite = model.behaviours.filter(({ when }) => !areExclusive(when, under)).flatMap(({ leaves }) => claimOf(leaves, 'rewritePath') ?? [])[0];
  if (rewrite === undefined) return problems;
  for (const { route } of leftOut) {
    const claimant = claimantOf(route);
    const kept = routes.filter((other) => other.then === route.then && other.by === route.by).flatMap(({ when }) => when);
    const paths = route.when.map((match) => match.path);
    const missing = paths.filter((test) => test !== undefined && !kept.some((match) => isBelow(path, test, match.path)));
    if (claimant === undefined || missing.length === 0) continue;
    const message = `Expected matches with the path that clients ask ${quote(host)} for, under ${quote(path)}, got ${quote(claimant.construct)} for `
      + `${matchText(route.when)}, which requests have only after ${quote(rewrite.by.construct)} rewrites their path`;
    problems.set(route, { rule: compositionRules.strippedPrefix, message, by: claimant, others: [rewrite.by, by] });
  }
  return problems;
}

/** True for a test of the same path with that of the mount in front. */
function isBelow(path: string, test: TextTest, other: TextTest | undefined): boolean {
  if (other === undefined || !('exact' in test || 'prefix' in test)) return false;
  const wanted = 'exact' in test ? { exact: `${path}${test.exact}` } : { prefix: `${path}${test.prefix}` };
  return 'exact' in wanted ? 'exact' in other && other.exact === wanted.exact : 'prefix' in other && other.prefix === wanted.prefix;
}
