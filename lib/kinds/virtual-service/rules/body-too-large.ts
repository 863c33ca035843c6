import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT, LARGEST_BODY, bodySize } from './http-policy-parts';
import { type Spec, withRoute } from './virtual-service-rule';

/** Expected a body of at most 1 MiB in a direct response. */
export const bodyTooLarge = defineRule<Spec>({
  id: 'virtual-service/body-too-large',
  onlyWith: ['directResponse'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected a body of at most 1 MiB in a direct response',
  fix: 'serve large bodies from a service',
  source: 'pkg/config/validation/validation.go#validateHTTPDirectResponse',
  good: [withRoute('directResponse: {status: 200, body: {string: hello}}')],
  bad: [{ yaml: `${withRoute('directResponse: {status: 200, body: {string: BODY}}').replace('BODY', 'a'.repeat(LARGEST_BODY + 1))}`, at: `${AT}.directResponse.body` }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ directResponse }, i) => {
      const size = bodySize(directResponse?.body);
      if (size > LARGEST_BODY) report(['spec', 'http', i, 'directResponse', 'body'], { message: `Expected at most ${LARGEST_BODY} bytes, got ${size}` });
    });
  },
});
