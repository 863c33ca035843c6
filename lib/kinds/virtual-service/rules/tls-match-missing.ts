import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT, tls } from './connection-routes-parts';
import type { Spec } from './virtual-service-rule';

/** Expected a match with a server name in a TLS route. */
export const tlsMatchMissing = defineRule<Spec>({
  id: 'virtual-service/tls-match-missing',
  onlyWith: ['tls'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a match with a server name in a TLS route',
  fix: 'add match with sniHosts',
  source: ['pkg/config/validation/validation.go#validateTLSRoute', 'pkg/config/validation/validation.go#validateTLSMatch'],
  good: [tls('[{sniHosts: [a.com]}]')],
  bad: [{ yaml: tls('[]'), at: 'spec.tls[0].match' }, { yaml: tls('[{sniHosts: []}]'), at: AT }],
  check({ spec: { tls: routes = [] } }, report) {
    routes.forEach(({ match }, i) => {
      if (match.length === 0) report(['spec', 'tls', i, 'match'], { message: 'Expected at least one match, got []' });
      match.forEach(({ sniHosts }, m) => {
        if (sniHosts.length === 0) report(['spec', 'tls', i, 'match', m, 'sniHosts'], { message: 'Expected at least one server name, got []' });
      });
    });
  },
});
