import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { retryOn } from '../../../values/retry-on';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected attempts of 1 or more beside the options of a retry, and conditions that Envoy knows. */
export const retries = defineRule<Spec>({
  id: 'virtual-service/retries',
  onlyWith: ['retries'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected attempts of 1 or more beside the options of a retry, and conditions that Envoy knows',
  fix: 'set attempts, or remove the options; list conditions with commas and no spaces',
  source: 'pkg/config/validation/validation.go#validateHTTPRetry',
  good: [withRoute(`${TO_A}, retries: {attempts: 2, retryOn: "5xx,reset,503"}`), withRoute(`${TO_A}, retries: {attempts: 0}`)],
  bad: [
    { yaml: withRoute(`${TO_A}, retries: {attempts: -1}`), at: `${AT}.retries.attempts` },
    { yaml: withRoute(`${TO_A}, retries: {retryOn: 5xx}`), at: `${AT}.retries` },
    { yaml: withRoute(`${TO_A}, retries: {attempts: 1, retryOn: "5xx, reset"}`), at: `${AT}.retries.retryOn` },
  ],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ retries }, i) => {
      if (retries === undefined) return;
      const here = ['spec', 'http', i, 'retries'];
      const { attempts = 0, perTryTimeout, retryOn: conditions = '', retryRemoteLocalities } = retries;
      if (attempts < 0) report([...here, 'attempts'], { message: `Expected 0 or more attempts, got ${attempts}` });
      const hasOptions = perTryTimeout !== undefined || conditions !== '' || retryRemoteLocalities !== undefined;
      if (attempts === 0 && hasOptions) report(here, { message: 'Expected attempts beside the options of a retry, got none' });
      const reason = conditions === '' ? undefined : retryOn.test(conditions);
      if (reason !== undefined) report([...here, 'retryOn'], { message: `Expected ${retryOn.expected}, got ${quote(conditions)}: ${reason}` });
    });
  },
});
