import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { faultPercent } from '../../../values/percent';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected the percentage of a fault to be 0, or from 0.0001 to 100. */
export const faultPercentage = defineRule<Spec>({
  id: 'virtual-service/fault-percentage',
  onlyWith: ['fault'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected the percentage of a fault to be 0, or from 0.0001 to 100',
  fix: faultPercent.fix,
  source: 'pkg/config/validation/validation.go#validatePercentage',
  good: [withRoute(`${TO_A}, fault: {delay: {fixedDelay: 1s, percentage: {value: 0.5}}}`)],
  bad: [{ yaml: withRoute(`${TO_A}, fault: {abort: {httpStatus: 503, percentage: {value: 101}}}`), at: `${AT}.fault.abort.percentage.value` }],
  check({ spec: { http = [] } }, report) {
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
