import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './redirect-parts';
import { type Spec, withRoute } from './virtual-service-rule';

/** Expected prefix matches of paths beside prefixRewrite. */
export const redirectPrefixNeedsPrefix = defineRule<Spec>({
  id: 'virtual-service/redirect-prefix-needs-prefix',
  onlyWith: ['redirect'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected prefix matches of paths beside prefixRewrite',
  fix: 'match the path by prefix, or write uri',
  source: 'pkg/config/validation/validation.go#validateHTTPRedirect',
  good: [withRoute('match: [{uri: {prefix: /a}}], redirect: {prefixRewrite: /b}')],
  bad: [{ yaml: withRoute('match: [{uri: {exact: /a}}], redirect: {prefixRewrite: /b}'), at: `${AT}.prefixRewrite` }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ match = [], redirect: given }, i) => {
      if (!given?.prefixRewrite || given.uri || match.every(({ uri }) => uri === undefined || uri.prefix !== undefined)) return;
      report(['spec', 'http', i, 'redirect', 'prefixRewrite'], { message: 'Expected prefix matches of paths beside prefixRewrite, got another match' });
    });
  },
});
