import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { port as portNumber } from '../../../values/port';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected a port from 1 to 65535 in a match. */
export const matchPort = defineRule<Spec>({
  id: 'virtual-service/match-port',
  onlyWith: ['port'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a port from 1 to 65535 in a match',
  fix: 'write the number of the port, or leave it out for any',
  source: [
    'pkg/config/validation/virtualservice.go#validateHTTPRouteMatchRequest',
    'pkg/config/validation/validation.go#validateTLSMatch',
    'pkg/config/validation/validation.go#validateTCPMatch',
  ],
  good: [withRoute(`match: [{port: 0}], ${TO_A}`)],
  bad: [{ yaml: withRoute(`match: [{port: 70000}], ${TO_A}`), at: 'spec.http[0].match[0].port' }, { yaml: `spec: {hosts: [a.com], tcp: [{match: [{port: 70000}], ${TO_A}}]}`, at: 'spec.tcp[0].match[0].port' }],
  check({ spec: { http = [], tls = [], tcp = [] } }, report) {
    for (const [protocol, routes] of Object.entries({ http, tls, tcp })) {
      routes.forEach(({ match = [] }, i) => match.forEach(({ port = 0 }, m) => {
        const reason = port === 0 ? undefined : portNumber.test(port);
        if (reason !== undefined) report(['spec', protocol, i, 'match', m, 'port'], { message: `Expected ${portNumber.expected}, got ${port}: ${reason}` });
      }));
    }
  },
});
