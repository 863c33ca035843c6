import { compareText } from '../core/compare-text';
import { quote } from '../core/quote';
import { compositionRules } from './composition-rules';
import type { Behaviours } from './behaviours';
import type { Policy } from './host-policy';
import type {
  Claimant, Claimed, ClaimedBehaviours, ClaimedLeaves, ClaimedPolicy, Contribution, Detour, HostFacts, HostModel, PolicyClaim,
  RouteException, Share,
} from './model';
import type { Problem } from './problem';
import { matchKey, matchText, type RequestMatch } from '../match/request-match';
import { compareMatches } from '../match/specificity';
import { classOf } from './exception-order';

/** A host as all constructs together say it is, and where they disagree. The order in which they were made never matters. */
export function modelOf(facts: HostFacts, contributions: readonly Contribution[]): { model: HostModel; problems: Problem[] } {
  const sorted = [...contributions].sort((a, b) => compareText(a.by.construct, b.by.construct));
  const problems: Problem[] = [];
  const division = new Claims<readonly Share[]>(problems);
  const ways = new Claims<Detour>(problems);
  const pins = new Claims<RouteException>(problems);
  for (const { by, shares, detours = [], exceptions = [] } of sorted) {
    if (shares) division.claim('shares', () => 'how requests are shared over the versions', shares, by);
    for (const detour of detours) ways.claim(detour.port, () => `the way to port ${quote(detour.port)}`, detour, by);
    for (const exception of exceptions) pins.claim(matchKey(exception.when), () => `what happens to ${matchText(exception.when)}`, exception, by);
  }
  const [shares] = division.all();
  const { host, namespace, ports, versions } = facts;
  const model: HostModel = {
    host,
    namespace,
    ports,
    versions,
    ...(shares ? { shares } : {}),
    exceptions: pins.all().sort((a, b) => classOf(a.value) - classOf(b.value)
      || compareMatches(a.value.when, b.value.when) || compareText(a.by.construct, b.by.construct)),
    behaviours: behavioursOf(sorted, problems),
    policies: policiesOf(sorted, problems),
    detours: ways.all(),
  };
  return { model, problems };
}

function behavioursOf(contributions: readonly Contribution[], problems: Problem[]): ClaimedBehaviours[] {
  const groups = new Map<string, { name: string; when: readonly RequestMatch[]; rank: readonly RequestMatch[]; claims: Claims }>();
  for (const { by, behaviours = [] } of contributions) {
    for (const { name, when = [], rank = when, behaviours: said, fallback } of behaviours) {
      const key = `${matchKey(rank)} ${matchKey(when)}`;
      const where = (): string => (when.length === 0 ? '' : ` of requests where ${matchText(when)}`);
      const group = groups.get(key) ?? { name, when, rank, claims: new Claims(problems, where) };
      groups.set(key, group);
      claimLeaves(group.claims, said, by, fallback);
    }
  }
  return [...groups]
    .sort(([a, one], [b, two]) => compareMatches(one.rank, two.rank) || compareMatches(one.when, two.when) || compareText(a, b))
    .map(([, { name, when, claims }]) => ({ name, when, leaves: claims.leaves() }));
}

function policiesOf(contributions: readonly Contribution[], problems: Problem[]): ClaimedPolicy[] {
  const groups = new Map<string, { about: Omit<ClaimedPolicy, 'leaves'>; claims: Claims }>();
  for (const { by, policies = [] } of contributions) {
    for (const { policy, fallback, ...about } of policies) {
      const key = `${about.version ?? ''} ${about.port ?? ''} ${about.clients ? JSON.stringify(Object.entries(about.clients).sort()) : ''}`;
      const group = groups.get(key) ?? { about, claims: new Claims(problems, () => whereText(about)) };
      groups.set(key, group);
      claimLeaves(group.claims, policy, by, fallback);
    }
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, { about, claims }]) => ({ ...about, leaves: claims.leaves() }));
}

function whereText({ version, port, clients }: Omit<ClaimedPolicy, 'leaves'>): string {
  return [version && ` of version ${quote(version)}`, port && ` on port ${quote(port)}`, clients && ' of some clients'].filter(Boolean).join('');
}

function claimLeaves(claims: Claims, said: Behaviours | Policy, by: Claimant, fallback: PolicyClaim['fallback']): void {
  for (const [leaf, value] of Object.entries(said)) if (value !== undefined) claims.claim(leaf, () => quote(leaf), value, by, fallback);
}

/** Who says what, each thing once. */
class Claims<T = unknown> {
  private readonly claimed = new Map<string, Claimed<T>>();

  public constructor(private readonly problems: Problem[], private readonly where = (): string => '') {}

  /** Of two constructs that decide the same, the first by path is kept, so that the rest can still be checked. */
  public claim(leaf: string, inWords: () => string, value: T, by: Claimant, fallback: PolicyClaim['fallback'] = false): void {
    const there = this.claimed.get(leaf);
    const wins = there === undefined || strength(fallback) > strength(there.fallback);
    if (wins) this.claimed.set(leaf, { value, by, ...(fallback ? { fallback } : {}) });
    if (there === undefined || there.fallback || fallback) return;
    this.problems.push({
      rule: compositionRules.claimedTwice,
      message: `Expected one construct to decide ${inWords()}${this.where()}, got ${quote(there.by.construct)} and ${quote(by.construct)}`,
      by,
      others: [there.by],
    });
  }

  public all(): Claimed<T>[] {
    return [...this.claimed.values()];
  }

  public leaves(): ClaimedLeaves {
    return Object.fromEntries([...this.claimed].sort(([a], [b]) => compareText(a, b)));
  }
}

/** What is said wins over a default, and a default that is needed over one that is only usual. */
export function strength(fallback: PolicyClaim['fallback']): number {
  return fallback === 'needed' ? 1 : fallback ? 0 : 2;
}
