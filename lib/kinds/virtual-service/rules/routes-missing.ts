import { ruleOf, TO_A, withRoute } from './virtual-service-rule';

/** Expected routes for HTTP, TLS or TCP. */
export const routesMissing = ruleOf({
  name: 'routes-missing',
  summary: 'Expected routes for HTTP, TLS or TCP',
  fix: 'add http, tls or tcp',
  source: 'VS-TOP-010; validation.go ValidateVirtualService',
  good: [withRoute(TO_A)],
  bad: [['spec: {hosts: [a.com]}', 'spec'], ['spec: {hosts: [a.com], http: []}', 'spec']],
  check({ http = [], tls = [], tcp = [] }, report) {
    if (http.length + tls.length + tcp.length === 0) report(['spec'], { message: 'Expected http, tls or tcp, got no routes' });
  },
});
