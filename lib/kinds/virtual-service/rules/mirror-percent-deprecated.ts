import { ruleOf, TO_A, withRoute } from './virtual-service-rule';
import { AT } from './http-policy-parts';

/** Deprecated field mirrorPercent. */
export const mirrorPercentDeprecated = ruleOf({
  name: 'mirror-percent-deprecated',
  severity: 'warning',
  summary: 'Deprecated field mirrorPercent',
  why: 'It still works, and will go.',
  fix: 'write mirrorPercentage: {value: …}',
  source: 'VS-MIRROR-006; validation.go validateHTTPRoute',
  good: [withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercentage: {value: 5}`)],
  bad: [[withRoute(`${TO_A}, mirror: {host: b.com}, mirrorPercent: 5`), `${AT}.mirrorPercent`]],
  check({ http = [] }, report) {
    http.forEach((route, i) => {
      for (const field of ['mirrorPercent', 'mirror_percent'] as const) {
        if (route[field] !== undefined) report(['spec', 'http', i, field], { message: `Expected mirrorPercentage, got ${field}` });
      }
    });
  },
});
