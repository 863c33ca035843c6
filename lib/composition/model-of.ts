import { compareText } from '../core/compare-text';
import { quote } from '../core/quote';
import { matchKey, matchText, type RequestMatch } from '../match/request-match';
import { compareMatches } from '../match/specificity';
import { labelsKey } from '../values/labels';
import { claimed, Claims } from './claims';
import type { Claimed } from './claim';
import type { Contribution, Detour, RouteException, Share } from './contribution';
import { classOf } from './exception-order';
import type { HostFacts } from './host';
import type { ClaimedBehaviours, ClaimedPolicy, HostModel } from './host-model';
import { behaviourName, behaviourValues, type ClaimedBehaviour } from './leaves/behaviours';
import { type ClaimedPolicyLeaf, policyName, policyValues } from './leaves/policy';
import type { PolicyPart } from './policy-in-force';
import type { Problem } from './problem';

/** The model of a host, and where constructs conflict. The order in which the constructs were made never matters. */
export function modelOf(facts: HostFacts, contributions: readonly Contribution[]): { model: HostModel; problems: Problem[] } {
  const sorted = [...contributions].sort((a, b) => compareText(a.by.construct, b.by.construct));
  const problems: Problem[] = [];
  const division = new Claims<Claimed<readonly Share[]>>(problems);
  const detoured = new Claims<Claimed<Detour>>(problems);
  const excepted = new Claims<Claimed<RouteException>>(problems);
  for (const { by, shares, detours = [], exceptions = [] } of sorted) {
    if (shares) division.add('shares', () => 'how requests are shared over the versions', claimed(shares, by));
    for (const detour of detours) detoured.add(detour.port, () => `the egress gateway of port ${quote(detour.port)}`, claimed(detour, by));
    for (const exception of exceptions) {
      excepted.add(matchKey(exception.when), () => `what happens to ${matchText(exception.when)}`, claimed(exception, by));
    }
  }
  const [shares] = division.all();
  const { host, shortNames, namespace, ports, versions } = facts;
  const model: HostModel = {
    host,
    ...(shortNames ? { shortNames } : {}),
    namespace,
    ports,
    versions,
    ...(shares ? { shares } : {}),
    exceptions: inOrder(excepted.all()),
    behaviours: behavioursOf(sorted, problems),
    policies: policiesOf(sorted, problems),
    detours: detoured.all(),
  };
  return { model, problems };
}

function inOrder(exceptions: readonly Claimed<RouteException>[]): readonly Claimed<RouteException>[] {
  const services = exceptions.map(({ value }) => value).filter(({ then }) => then.kind === 'service');
  const classes = new Map(exceptions.map((exception) => [exception, classOf(exception.value, services)]));
  return [...exceptions].sort((a, b) => classes.get(a)! - classes.get(b)!
    || compareMatches(a.value.when, b.value.when) || compareText(a.by.construct, b.by.construct));
}

function behavioursOf(contributions: readonly Contribution[], problems: Problem[]): ClaimedBehaviours[] {
  const groups = new Map<string, {
    name: string; when: readonly RequestMatch[]; orderBy: readonly RequestMatch[]; claims: Claims<ClaimedBehaviour>;
  }>();
  for (const { by, behaviours = [] } of contributions) {
    for (const { name, when = [], orderBy = when, behaviours: own, strength } of behaviours) {
      const key = `${matchKey(orderBy)} ${matchKey(when)}`;
      const where = (): string => (when.length === 0 ? '' : ` of requests where ${matchText(when)}`);
      const group = groups.get(key) ?? { name, when, orderBy, claims: new Claims(problems, where) };
      groups.set(key, group);
      for (const { leaf, key: member, value } of behaviourValues(own)) {
        const claim = { leaf, ...(member === '' ? {} : { key: member }), ...claimed(value, by, strength) } as ClaimedBehaviour;
        const words = behaviourName(claim);
        group.claims.add(words, () => quote(words), claim);
      }
    }
  }
  return [...groups]
    .sort(([keyA, a], [keyB, b]) => compareMatches(a.orderBy, b.orderBy) || compareMatches(a.when, b.when) || compareText(keyA, keyB))
    .map(([, { name, when, claims }]) => ({ name, when, leaves: claims.byKey() }));
}

function policiesOf(contributions: readonly Contribution[], problems: Problem[]): ClaimedPolicy[] {
  const groups = new Map<string, { part: PolicyPart; claims: Claims<ClaimedPolicyLeaf> }>();
  for (const { by, policies = [] } of contributions) {
    for (const { policy, strength, ...part } of policies) {
      const key = `${part.version ?? ''} ${part.port ?? ''} ${part.clients ? labelsKey(part.clients) : ''}`;
      const group = groups.get(key) ?? { part, claims: new Claims(problems, () => partText(part)) };
      groups.set(key, group);
      for (const { leaf, value } of policyValues(policy)) {
        const claim = { leaf, ...claimed(value, by, strength) } as ClaimedPolicyLeaf;
        const words = policyName(claim);
        group.claims.add(words, () => quote(words), claim);
      }
    }
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, { part, claims }]) => ({ ...part, leaves: claims.byKey() }));
}

function partText({ version, port, clients }: PolicyPart): string {
  return [version && ` of version ${quote(version)}`, port && ` on port ${quote(port)}`, clients && ' of some clients'].filter(Boolean).join('');
}
