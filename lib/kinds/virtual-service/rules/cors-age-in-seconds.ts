import { parseGoDuration } from '../../../values/go-duration';
import { quote } from '../../../core/quote';
import { ruleOf, TO_A, withRoute } from './virtual-service-rule';
import { AT } from './http-policy-parts';

/** Expected whole seconds as age of a CORS answer. */
export const corsAgeInSeconds = ruleOf({
  name: 'cors-age-in-seconds',
  summary: 'Expected whole seconds as age of a CORS answer',
  fix: 'write whole seconds, such as 24h or 30s',
  source: 'VS-CORS-005; validation.go validateCORSPolicy',
  good: [withRoute(`${TO_A}, corsPolicy: {maxAge: 24h}`)],
  bad: [[withRoute(`${TO_A}, corsPolicy: {maxAge: 1.5s}`), `${AT}.corsPolicy.maxAge`]],
  check({ http = [] }, report) {
    http.forEach(({ corsPolicy }, i) => {
      const age = corsPolicy?.maxAge;
      if (age === undefined || (parseGoDuration(age) ?? 0n) % 1_000_000_000n === 0n) return;
      report(['spec', 'http', i, 'corsPolicy', 'maxAge'], { message: `Expected whole seconds, got ${quote(age)}` });
    });
  },
});
