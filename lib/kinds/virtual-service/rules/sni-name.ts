import { quote } from '../../../core/quote';
import { isIp } from '../../../values/ip';
import { ruleOf } from './virtual-service-rule';
import { AT, isSni, tls } from './connection-routes-parts';

/** Expected server names in sniHosts. */
export const sniName = ruleOf({
  name: 'sni-name',
  summary: 'Expected server names in sniHosts',
  fix: 'write a host name or *.suffix',
  source: 'VS-TLS-003; validation.go validateSniHost',
  good: [tls('[{sniHosts: [x.a.com]}]', '["*.a.com"]')],
  bad: [[tls('[{sniHosts: [a_b.com]}]'), `${AT}[0]`]],
  check(spec, report) {
    spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
      if (isSni(spec, sni) || isIp(sni)) return;
      report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a server name, got ${quote(sni)}` });
    })));
  },
});
