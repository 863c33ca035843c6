import { ruleOf, TO_A, withRoute } from './virtual-service-rule';
import { AT } from './http-policy-parts';

/** Expected some text in an allowed origin. */
export const corsOriginEmpty = ruleOf({
  name: 'cors-origin-empty',
  summary: 'Expected some text in an allowed origin',
  fix: 'write the origin in exact, prefix or regex',
  source: 'VS-CORS-001; validation.go validateAllowOrigins',
  good: [withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{exact: "https://a.com"}]}`)],
  bad: [[withRoute(`${TO_A}, corsPolicy: {allowOrigins: [{}]}`), `${AT}.corsPolicy.allowOrigins[0]`]],
  check({ http = [] }, report) {
    http.forEach(({ corsPolicy }, i) => corsPolicy?.allowOrigins?.forEach(({ exact, prefix, regex }, o) => {
      if (exact || prefix || regex) return;
      report(['spec', 'http', i, 'corsPolicy', 'allowOrigins', o], { message: 'Expected some text in an allowed origin, got none' });
    }));
  },
});
