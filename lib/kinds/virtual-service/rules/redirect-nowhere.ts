import { ruleOf, withRoute } from './virtual-service-rule';
import { AT } from './redirect-parts';

/** Expected a path, authority, scheme or port to redirect to. */
export const redirectNowhere = ruleOf({
  name: 'redirect-nowhere',
  summary: 'Expected a path, authority, scheme or port to redirect to',
  fix: 'say what is different at the other place',
  source: 'VS-REDIR-003; validation.go validateHTTPRedirect',
  good: [withRoute('redirect: {port: 0}'), withRoute('redirect: {scheme: https}')],
  bad: [[withRoute('redirect: {redirectCode: 302}'), AT]],
  check({ http = [] }, report) {
    http.forEach(({ redirect: given }, i) => {
      if (given === undefined || given.uri || given.prefixRewrite || given.authority || given.scheme) return;
      if (given.port !== undefined || given.derivePort !== undefined) return;
      report(['spec', 'http', i, 'redirect'], { message: 'Expected a place to redirect to, got none' });
    });
  },
});
