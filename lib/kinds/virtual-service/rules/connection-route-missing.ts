import { ruleOf, TO_A } from './virtual-service-rule';
import { tls } from './connection-routes-parts';

/** Expected a destination in a TLS or TCP route. */
export const connectionRouteMissing = ruleOf({
  name: 'connection-route-missing',
  summary: 'Expected a destination in a TLS or TCP route',
  fix: 'add route with at least one destination',
  source: 'VS-TLS-010, VS-TCP-001; validation.go validateTLSRoute, validateTCPRoute',
  good: [tls('[{sniHosts: [a.com]}]'), `spec: {hosts: [a.com], tcp: [{${TO_A}}]}`],
  bad: [['spec: {hosts: [a.com], tcp: [{}]}', 'spec.tcp[0].route'], ['spec: {hosts: [a.com], tls: [{match: [{sniHosts: [a.com]}]}]}', 'spec.tls[0].route']],
  check(spec, report) {
    for (const protocol of ['tls', 'tcp'] as const) {
      (spec[protocol] ?? []).forEach(({ route = [] }, i) => {
        if (route.length === 0) report(['spec', protocol, i, 'route'], { message: 'Expected at least one destination, got none' });
      });
    }
  },
});
