import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected one new path, or a new authority, in a rewrite. */
export const rewriteOnePath = defineRule<Spec>({
  id: 'virtual-service/rewrite-one-path',
  onlyWith: ['rewrite'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected one new path, or a new authority, in a rewrite',
  fix: 'write uri, or uriRegexRewrite with match and rewrite, or authority',
  source: ['pkg/config/validation/validation.go#validateHTTPRewrite', 'pkg/config/validation/validation.go#validateURIRegexRewrite'],
  good: [withRoute(`${TO_A}, rewrite: {authority: b.com}`), withRoute(`${TO_A}, rewrite: {uriRegexRewrite: {match: a, rewrite: b}}`)],
  bad: [
    { yaml: withRoute(`${TO_A}, rewrite: {}`), at: `${AT}.rewrite` },
    { yaml: withRoute(`${TO_A}, rewrite: {uri: /a, uriRegexRewrite: {match: a, rewrite: b}}`), at: `${AT}.rewrite` },
    { yaml: withRoute(`${TO_A}, rewrite: {uriRegexRewrite: {match: a}}`), at: `${AT}.rewrite.uriRegexRewrite` },
  ],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ rewrite }, i) => {
      if (rewrite === undefined) return;
      const here = ['spec', 'http', i, 'rewrite'];
      const { uri, authority, uriRegexRewrite: regex } = rewrite;
      if (uri && regex) report(here, { message: 'Expected uri or uriRegexRewrite, got both' });
      else if (!uri && !authority && !regex) report(here, { message: 'Expected uri, uriRegexRewrite or authority, got none of them' });
      else if (regex && (!regex.match || !regex.rewrite)) report([...here, 'uriRegexRewrite'], { message: 'Expected match and rewrite, got one of them' });
    });
  },
});
