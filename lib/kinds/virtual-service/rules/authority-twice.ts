import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Conflicting values of the authority. */
export const authorityTwice = defineRule<Spec>({
  id: 'virtual-service/authority-twice',
  onlyWith: ['headers'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Conflicting values of the authority',
  fix: 'set the new authority once: in rewrite, or as the header host',
  source: 'pkg/config/validation/virtualservice.go#validateAuthorityRewrite',
  good: [
    withRoute(`${TO_A}, headers: {request: {set: {host: b.com}}}`),
    withRoute(`${TO_A}, headers: {request: {set: {host: ""}, add: {host: b.com}}}`),
  ],
  bad: [
    { yaml: withRoute(`${TO_A}, rewrite: {authority: b.com}, headers: {request: {set: {Host: c.com}}}`), at: AT },
    { yaml: withRoute(`${TO_A}, rewrite: {authority: b.com}, headers: {request: {set: {host: ""}}}`), at: AT },
    { yaml: withRoute(`${TO_A}, headers: {request: {set: {host: b.com}, add: {Host: ""}}}`), at: AT },
  ],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ rewrite, headers }, i) => {
      const { set = {}, add = {} } = headers?.request ?? {};
      const written = [[rewrite?.authority ?? ''].filter(Boolean), authorities(set), authorities(add)];
      if (isReplaced(written)) report(['spec', 'http', i], { message: `Expected one new authority, got ${written.flat().map(quote).join(' and ')}` });
    });
  },
});

function authorities(headers: Readonly<Record<string, string>>): string[] {
  return Object.entries(headers).filter(([name]) => /^(host|:authority)$/i.test(name)).map(([, text]) => text);
}

/** True when an authority that is not empty is followed by another. Of two in one map istiod reads either first, and refuses at times. */
function isReplaced(written: readonly (readonly string[])[]): boolean {
  return written.some((texts, i) => texts.some(Boolean) && (texts.length > 1 || written.slice(i + 1).some((later) => later.length > 0)));
}
