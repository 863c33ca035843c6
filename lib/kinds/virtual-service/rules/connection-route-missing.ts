import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { tls } from './connection-routes-parts';
import { type Spec, TO_A } from './virtual-service-rule';

/** Expected a destination in a TLS or TCP route. */
export const connectionRouteMissing = defineRule<Spec>({
  id: 'virtual-service/connection-route-missing',
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a destination in a TLS or TCP route',
  fix: 'add route with at least one destination',
  source: ['pkg/config/validation/validation.go#validateTLSRoute', 'pkg/config/validation/validation.go#validateTCPRoute'],
  good: [tls('[{sniHosts: [a.com]}]'), `spec: {hosts: [a.com], tcp: [{${TO_A}}]}`],
  bad: [{ yaml: 'spec: {hosts: [a.com], tcp: [{}]}', at: 'spec.tcp[0].route' }, { yaml: 'spec: {hosts: [a.com], tls: [{match: [{sniHosts: [a.com]}]}]}', at: 'spec.tls[0].route' }],
  check({ spec }, report) {
    for (const protocol of ['tls', 'tcp'] as const) {
      (spec[protocol] ?? []).forEach(({ route = [] }, i) => {
        if (route.length === 0) report(['spec', protocol, i, 'route'], { message: 'Expected at least one destination, got none' });
      });
    }
  },
});
