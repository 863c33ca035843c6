import { ruleOf, withRoute } from './virtual-service-rule';
import { AT } from './redirect-parts';

/** Expected prefix matches of paths beside prefixRewrite. */
export const redirectPrefixNeedsPrefix = ruleOf({
  name: 'redirect-prefix-needs-prefix',
  summary: 'Expected prefix matches of paths beside prefixRewrite',
  fix: 'match the path by prefix, or write uri',
  source: 'VS-REDIR-002; validation.go validateHTTPRedirect',
  good: [withRoute('match: [{uri: {prefix: /a}}], redirect: {prefixRewrite: /b}')],
  bad: [[withRoute('match: [{uri: {exact: /a}}], redirect: {prefixRewrite: /b}'), `${AT}.prefixRewrite`]],
  check({ http = [] }, report) {
    http.forEach(({ match = [], redirect: given }, i) => {
      if (!given?.prefixRewrite || given.uri || match.every(({ uri }) => uri === undefined || uri.prefix !== undefined)) return;
      report(['spec', 'http', i, 'redirect', 'prefixRewrite'], { message: 'Expected prefix matches of paths beside prefixRewrite, got another match' });
    });
  },
});
