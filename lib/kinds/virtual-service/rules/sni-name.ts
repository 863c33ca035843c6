import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { isIp } from '../../../values/ip';
import { AT, isSni, tls } from './connection-routes-parts';
import type { Spec } from './virtual-service-rule';

/** Expected server names in sniHosts. */
export const sniName = defineRule<Spec>({
  id: 'virtual-service/sni-name',
  onlyWith: ['sniHosts'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected server names in sniHosts',
  fix: 'write a host name or *.suffix',
  source: 'pkg/config/validation/validation.go#validateSniHost',
  good: [tls('[{sniHosts: [x.a.com]}]', '["*.a.com"]')],
  bad: [{ yaml: tls('[{sniHosts: [a_b.com]}]'), at: `${AT}[0]` }],
  check({ spec }, report) {
    spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
      if (isSni(spec, sni) || isIp(sni)) return;
      report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a server name, got ${quote(sni)}` });
    })));
  },
});
