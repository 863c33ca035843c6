import { ruleOf } from './virtual-service-rule';
import { AT, tls } from './connection-routes-parts';

/** Expected a match with a server name in a TLS route. */
export const tlsMatchMissing = ruleOf({
  name: 'tls-match-missing',
  summary: 'Expected a match with a server name in a TLS route',
  fix: 'add match with sniHosts',
  source: 'VS-TLS-001, VS-TLS-002; validation.go validateTLSRoute, validateTLSMatch',
  good: [tls('[{sniHosts: [a.com]}]')],
  bad: [[tls('[]'), 'spec.tls[0].match'], [tls('[{sniHosts: []}]'), AT]],
  check({ tls: routes = [] }, report) {
    routes.forEach(({ match }, i) => {
      if (match.length === 0) report(['spec', 'tls', i, 'match'], { message: 'Expected at least one match, got []' });
      match.forEach(({ sniHosts }, m) => {
        if (sniHosts.length === 0) report(['spec', 'tls', i, 'match', m, 'sniHosts'], { message: 'Expected at least one server name, got []' });
      });
    });
  },
});
