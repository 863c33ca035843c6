import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { parseGoDuration } from '../../../values/go-duration';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected whole seconds as the maximum age of a CORS response. */
export const corsAgeInSeconds = defineRule<Spec>({
  id: 'virtual-service/cors-age-in-seconds',
  onlyWith: ['corsPolicy'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected whole seconds as the maximum age of a CORS response',
  fix: 'write whole seconds, such as 24h or 30s',
  source: 'pkg/config/validation/validation.go#validateCORSPolicy',
  good: [withRoute(`${TO_A}, corsPolicy: {maxAge: 24h}`)],
  bad: [{ yaml: withRoute(`${TO_A}, corsPolicy: {maxAge: 1.5s}`), at: `${AT}.corsPolicy.maxAge` }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ corsPolicy }, i) => {
      const age = corsPolicy?.maxAge;
      if (age === undefined || (parseGoDuration(age) ?? 0n) % 1_000_000_000n === 0n) return;
      report(['spec', 'http', i, 'corsPolicy', 'maxAge'], { message: `Expected whole seconds, got ${quote(age)}` });
    });
  },
});
