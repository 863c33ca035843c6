import { ruleOf, withRoute } from './virtual-service-rule';
import { AT } from './redirect-parts';

/** Conflicting fields: uri and prefixRewrite of a redirect. */
export const redirectPathTwice = ruleOf({
  name: 'redirect-path-twice',
  summary: 'Conflicting fields: uri and prefixRewrite of a redirect',
  fix: 'keep uri for one place, or prefixRewrite to keep the rest of the path',
  source: 'VS-REDIR-001; validation.go validateHTTPRedirect',
  good: [withRoute('redirect: {uri: /a}')],
  bad: [[withRoute('match: [{uri: {prefix: /}}], redirect: {uri: /a, prefixRewrite: /b}'), AT]],
  check({ http = [] }, report) {
    http.forEach(({ redirect: given }, i) => {
      if (given?.uri && given.prefixRewrite) report(['spec', 'http', i, 'redirect'], { message: 'Expected uri or prefixRewrite, got both' });
    });
  },
});
