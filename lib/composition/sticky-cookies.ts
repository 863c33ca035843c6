import { quote } from '../core/quote';
import { compositionRules } from './composition-rules';
import type { Balancing } from './host-policy';
import type { Claimant, HostModel } from './model';
import type { Problem } from './problem';

/** What others do with the cookie by which browsers are kept at their version. */
export function stickyCookies({ shares, behaviours, policies }: HostModel): Problem[] {
  const text = shares?.value.find(({ setCookie }) => setCookie !== undefined)?.setCookie;
  if (shares === undefined || text === undefined) return [];
  const name = text.slice(0, text.indexOf('='));
  const problem = (by: Claimant, what: string): Problem => ({
    rule: compositionRules.stickyCookieTaken,
    message: `Conflicting: ${quote(shares.by.construct)} keeps browsers by the cookie ${quote(name)}, and ${quote(by.construct)} ${what}`,
    by,
    others: [shares.by],
  });
  return [
    ...behaviours.flatMap(({ leaves }) => leaves['response header set-cookie'] ?? []).map(({ by, value }) => (
      problem(by, value === null ? 'takes cookies out of answers' : 'writes another one over it')
    )),
    ...policies.flatMap(({ leaves }) => leaves.balancing ?? []).flatMap(({ by, value }) => {
      const { affinity } = value as Balancing;
      return 'cookie' in affinity && affinity.cookie.name === name ? [problem(by, 'hashes the same one')] : [];
    }),
  ];
}
