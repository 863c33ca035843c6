import { quote } from '../core/quote';
import { compositionRules } from './composition-rules';
import { areExclusive } from '../match/join';
import type { Claimant, Claimed, ClaimedBehaviours, HostModel } from './model';
import type { Problem } from './problem';
import { matchText, type RequestMatch } from '../match/request-match';
import type { Route } from './routes';

/** Behaviours that were said, and that stand on no route; each construct is told once. */
export function withoutEffect({ behaviours }: HostModel, routes: readonly Route[]): Problem[] {
  const done = new Set(routes.flatMap((route) => Object.values(route.behaviours)));
  return perConstruct(behaviours.flatMap((group) => said(group, (claim) => !done.has(claim)))).map(({ leaf, group, by }) => ({
    rule: compositionRules.withoutEffect,
    message: `Unreachable: ${quote(by.construct)} sets ${quote(leaf)} for ${matchText(group.when)}, of which no request is left`,
    by,
    others: [],
  }));
}

/** Behaviours for some requests, of which a delegate gets some: only what is for all requests is handed on to it. */
export function behindDelegates({ behaviours, exceptions }: HostModel): Problem[] {
  const delegates = new Map<string, { by: Claimant; when: readonly RequestMatch[] }>();
  for (const { value: { then, when }, by } of exceptions) {
    if (then.kind === 'delegate') delegates.set(by.construct, { by, when: [...delegates.get(by.construct)?.when ?? [], ...when] });
  }
  return [...delegates.values()].flatMap((delegate) => {
    const overlap = behaviours.filter(({ when }) => !areExclusive(when, delegate.when));
    const mirrors = overlap.flatMap((group) => said(group, (_, leaf) => leaf.startsWith('mirror ')));
    const others = overlap.filter(({ when }) => when.length > 0).flatMap((group) => said(group, (_, leaf) => !leaf.startsWith('mirror ')));
    const handed = `${quote(delegate.by.construct)} hands ${matchText(delegate.when)} to a delegate`;
    const problem = (rule: Problem['rule'], by: Claimant, what: string): Problem => (
      { rule, message: `Conflicting: ${quote(by.construct)} ${what}, but ${handed}`, by, others: [delegate.by] }
    );
    return [
      ...perConstruct(mirrors).map(({ by }) => problem(compositionRules.mirrorAndDelegate, by, 'copies requests')),
      ...perConstruct(others).map(({ leaf, group, by }) => (
        problem(compositionRules.behindDelegate, by, `sets ${quote(leaf)} for ${matchText(group.when)}`)
      )),
    ];
  });
}

interface Said {
  readonly leaf: string;
  readonly group: ClaimedBehaviours;
  readonly by: Claimant;
}

function said(group: ClaimedBehaviours, filter: (claim: Claimed<unknown>, leaf: string) => boolean): Said[] {
  const claims = Object.entries(group.leaves).filter(([leaf, claim]) => !claim.fallback && filter(claim, leaf));
  return claims.map(([leaf, { by }]) => ({ leaf, group, by }));
}

function perConstruct(all: readonly Said[]): Said[] {
  return all.filter(({ by }, i) => all.findIndex((other) => other.by.construct === by.construct) === i);
}
