import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected routes for HTTP, TLS or TCP. */
export const routesMissing = defineRule<Spec>({
  id: 'virtual-service/routes-missing',
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected routes for HTTP, TLS or TCP',
  fix: 'add http, tls or tcp',
  source: 'pkg/config/validation/validation.go#ValidateVirtualService',
  good: [withRoute(TO_A)],
  bad: [{ yaml: 'spec: {hosts: [a.com]}', at: 'spec' }, { yaml: 'spec: {hosts: [a.com], http: []}', at: 'spec' }],
  check({ spec: { http = [], tls = [], tcp = [] } }, report) {
    if (http.length + tls.length + tcp.length === 0) report(['spec'], { message: 'Expected http, tls or tcp, got no routes' });
  },
});
