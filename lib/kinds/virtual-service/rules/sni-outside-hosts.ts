import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isHostSubset } from '../../../values/host-relation';
import { AT, isSni, tls } from './connection-routes-parts';
import type { Spec } from './virtual-service-rule';

/** Expected server names that the hosts of the VirtualService cover. */
export const sniOutsideHosts = defineRule<Spec>({
  id: 'virtual-service/sni-outside-hosts',
  onlyWith: ['sniHosts'],
  severity: 'error',
  authority: 'istiod',
  summary: 'Expected server names that the hosts of the VirtualService cover',
  why: 'istiod refuses the resource. It compares as written: a short name does not cover its full one.',
  fix: 'add the name to hosts, or match one of them',
  source: ['pkg/config/validation/validation.go#validateSniHost', 'pkg/config/host/name.go#Name.SubsetOf'],
  good: [tls('[{sniHosts: [x.a.com, "*.x.a.com"]}]', '["*.a.com"]')],
  bad: [{ yaml: tls('[{sniHosts: [b.com]}]'), at: `${AT}[0]` }],
  check({ spec }, report) {
    const { hosts = [] } = spec;
    spec.tls?.forEach(({ match }, i) => match.forEach(({ sniHosts }, m) => sniHosts.forEach((sni, s) => {
      if (!isSni(spec, sni) || hosts.some((host) => isHostSubset(sni, host))) return;
      report(['spec', 'tls', i, 'match', m, 'sniHosts', s], { message: `Expected a name that hosts cover, got ${quote(sni)}` });
    })));
  },
});
