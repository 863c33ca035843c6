import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Conflicting values of the authority. */
export const authorityTwice = defineRule<Spec>({
  id: 'virtual-service/authority-twice',
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting values of the authority',
  fix: 'say the new authority once: in rewrite, or as header host',
  source: 'pkg/config/validation/virtualservice.go#validateAuthorityRewrite',
  good: [withRoute(`${TO_A}, headers: {request: {set: {host: b.com}}}`)],
  bad: [{ yaml: withRoute(`${TO_A}, rewrite: {authority: b.com}, headers: {request: {set: {Host: c.com}}}`), at: AT }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ rewrite, headers }, i) => {
      const { set = {}, add = {} } = headers?.request ?? {};
      const isAuthority = ([key, text]: [string, string]): boolean => /^(host|:authority)$/i.test(key) && text !== '';
      const count = (rewrite?.authority ? 1 : 0) + [...Object.entries(set), ...Object.entries(add)].filter(isAuthority).length;
      if (count > 1) report(['spec', 'http', i], { message: `Expected one new authority, got ${count}` });
    });
  },
});
