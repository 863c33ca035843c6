import { quote } from '../../../core/quote';
import { isIp } from '../../../values/ip';
import { ruleOf } from './virtual-service-rule';
import { AT, isSni, tls } from './connection-routes-parts';

/** Expected a server name, not an IP address, in sniHosts. */
export const sniIsIp = ruleOf({
  name: 'sni-is-ip',
  severity: 'warning',
  summary: 'Expected a server name, not an IP address, in sniHosts',
  why: 'Clients do not send addresses as SNI, so the match never holds.',
  fix: 'match destinationSubnets in a tcp route',
  source: 'VS-TLS-004; validation.go validateSniHost',
  good: [tls('[{sniHosts: [a.com]}]')],
  bad: [[tls('[{sniHosts: [10.0.0.1]}]'), `${AT}[0]`]],
  check(spec, report) {
    spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
      if (isSni(spec, sni) || !isIp(sni)) return;
      report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a server name, got the address ${quote(sni)}` });
    })));
  },
});
