import { faultPercent } from '../../../values/percent';
import { ruleOf, TO_A, withRoute } from './virtual-service-rule';
import { AT } from './http-policy-parts';

/** Expected the percentage of a fault to be 0, or from 0.0001 to 100. */
export const faultPercentage = ruleOf({
  name: 'fault-percentage',
  summary: 'Expected the percentage of a fault to be 0, or from 0.0001 to 100',
  fix: faultPercent.fix,
  source: 'VS-FAULT-002, G-FPCT; validation.go validatePercentage',
  good: [withRoute(`${TO_A}, fault: {delay: {fixedDelay: 1s, percentage: {value: 0.5}}}`)],
  bad: [[withRoute(`${TO_A}, fault: {abort: {httpStatus: 503, percentage: {value: 101}}}`), `${AT}.fault.abort.percentage.value`]],
  check({ http = [] }, report) {
    http.forEach(({ fault = {} }, i) => {
      for (const part of ['abort', 'delay'] as const) {
        const share = fault[part]?.percentage?.value;
        const reason = share === undefined ? undefined : faultPercent.test(share);
        if (reason === undefined) continue;
        report(['spec', 'http', i, 'fault', part, 'percentage', 'value'], { message: `Expected ${faultPercent.expected}, got ${share}: ${reason}` });
      }
    });
  },
});
