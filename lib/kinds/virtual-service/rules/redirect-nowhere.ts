import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './redirect-parts';
import { type Spec, withRoute } from './virtual-service-rule';

/** Expected a path, authority, scheme or port to redirect to. */
export const redirectNowhere = defineRule<Spec>({
  id: 'virtual-service/redirect-nowhere',
  onlyWith: ['redirect'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a path, authority, scheme or port to redirect to',
  fix: 'add the path, authority, scheme or port to redirect to',
  source: 'pkg/config/validation/validation.go#validateHTTPRedirect',
  good: [withRoute('redirect: {port: 0}'), withRoute('redirect: {scheme: https}')],
  bad: [{ yaml: withRoute('redirect: {redirectCode: 302}'), at: AT }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ redirect: given }, i) => {
      if (given === undefined || given.uri || given.prefixRewrite || given.authority || given.scheme) return;
      if (given.port !== undefined || given.derivePort !== undefined) return;
      report(['spec', 'http', i, 'redirect'], { message: 'Expected a place to redirect to, got none' });
    });
  },
});
