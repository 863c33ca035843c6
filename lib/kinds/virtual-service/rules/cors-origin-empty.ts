import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected some text in an allowed origin. */
export const corsOriginEmpty = defineRule<Spec>({
  id: 'virtual-service/cors-origin-empty',
  onlyWith: ['corsPolicy'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected some text in an allowed origin',
  fix: 'write the origin in exact, prefix or regex',
  source: 'pkg/config/validation/validation.go#validateAllowOrigins',
  good: [withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}`)],
  bad: [{ yaml: withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{}]}`), at: `${AT}.corsPolicy.allowOrigins[0]` }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ corsPolicy }, i) => corsPolicy?.allowOrigins?.forEach(({ exact, prefix, regex }, o) => {
      if (exact || prefix || regex) return;
      report(['spec', 'http', i, 'corsPolicy', 'allowOrigins', o], { message: 'Expected some text in an allowed origin, got none' });
    }));
  },
});
