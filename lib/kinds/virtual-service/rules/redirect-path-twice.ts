import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './redirect-parts';
import { type Spec, withRoute } from './virtual-service-rule';

/** Conflicting fields: uri and prefixRewrite of a redirect. */
export const redirectPathTwice = defineRule<Spec>({
  id: 'virtual-service/redirect-path-twice',
  onlyWith: ['redirect'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting fields: uri and prefixRewrite of a redirect',
  fix: 'keep uri for one place, or prefixRewrite to keep the rest of the path',
  source: 'pkg/config/validation/validation.go#validateHTTPRedirect',
  good: [withRoute('redirect: {uri: /a}')],
  bad: [{ yaml: withRoute('match: [{uri: {prefix: /}}], redirect: {uri: /a, prefixRewrite: /b}'), at: AT }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ redirect: given }, i) => {
      if (given?.uri && given.prefixRewrite) report(['spec', 'http', i, 'redirect'], { message: 'Expected uri or prefixRewrite, got both' });
    });
  },
});
