import { quote } from '../../core/quote';
import type { Claimant } from '../claim';
import { compositionRules } from '../composition-rules';
import type { HostModel } from '../host-model';
import { claimOf } from '../leaves/claim-of';
import type { Problem } from '../problem';

/** Other claims on the cookie that keeps browsers at their version. */
export function stickyCookies({ shares, behaviours, policies }: HostModel): Problem[] {
  const text = shares?.value.find(({ setCookie }) => setCookie !== undefined)?.setCookie;
  if (shares === undefined || text === undefined) return [];
  const name = text.slice(0, text.indexOf('='));
  const problem = (by: Claimant, what: string): Problem => ({
    rule: compositionRules.stickyCookieTaken,
    message: `Conflicting: ${quote(shares.by.construct)} keeps browsers at their version by the cookie ${quote(name)}, and ${quote(by.construct)} ${what}`,
    by,
    others: [shares.by],
  });
  const headers = behaviours.flatMap(({ leaves }) => Object.values(leaves))
    .filter(({ leaf, key }) => leaf === 'responseHeaders' && key === 'set-cookie');
  const hashes = policies.flatMap(({ leaves }) => claimOf(leaves, 'balancing') ?? [])
    .filter(({ value: { affinity } }) => 'cookie' in affinity && affinity.cookie.name === name);
  return [
    ...headers.map(({ by, value }) => problem(by, value === null ? 'removes the cookies of responses' : 'overwrites the cookies of responses')),
    ...hashes.map(({ by }) => problem(by, 'hashes the same cookie')),
  ];
}
