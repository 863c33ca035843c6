import { quote } from '../../core/quote';
import { matchText } from '../../match/request-match';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import type { Problem } from '../problem';
import type { Route } from '../routes';
import { explicitClaims, firstPerConstruct } from './explicit-claims';

/** Behaviours that ended up on no route, one problem per construct. */
export function withoutEffect({ behaviours }: HostModel, routes: readonly Route[]): Problem[] {
  const applied = new Set(routes.flatMap((route) => Object.values(route.behaviours)));
  const unapplied = behaviours.flatMap(explicitClaims).filter(({ claim }) => !applied.has(claim));
  return firstPerConstruct(unapplied).map(({ name, group, claim: { by } }) => ({
    rule: compositionRules.withoutEffect,
    message: `Unreachable: ${quote(by.construct)} sets ${quote(name)} for ${matchText(group.when)}, of which no request is left`,
    by,
    others: [],
  }));
}
