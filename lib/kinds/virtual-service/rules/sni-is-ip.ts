import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isIp } from '../../../values/ip';
import { AT, isSni, tls } from './connection-routes-parts';
import type { Spec } from './virtual-service-rule';

/** Expected a server name, not an IP address, in sniHosts. */
export const sniIsIp = defineRule<Spec>({
  id: 'virtual-service/sni-is-ip',
  onlyWith: ['sniHosts'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected a server name, not an IP address, in sniHosts',
  why: 'Clients do not send addresses as SNI, so no connection matches.',
  fix: 'match destinationSubnets in a tcp route',
  source: 'pkg/config/validation/validation.go#validateSniHost',
  good: [tls('[{sniHosts: [a.com]}]')],
  bad: [{ yaml: tls('[{sniHosts: [10.0.0.1]}]'), at: `${AT}[0]` }],
  check({ spec }, report) {
    spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
      if (isSni(spec, sni) || !isIp(sni)) return;
      report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a server name, got the address ${quote(sni)}` });
    })));
  },
});
