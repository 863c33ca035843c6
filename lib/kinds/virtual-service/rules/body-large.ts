import { defineRule } from '../../../core/rule';
import { AT, LARGEST_BODY, bodySize } from './http-policy-parts';
import { type Spec, withRoute } from './virtual-service-rule';

const LARGE_BODY = 100 * 1024;

/** Expected a body of at most 100 KiB in a direct response. */
export const bodyLarge = defineRule<Spec>({
  id: 'virtual-service/body-large',
  onlyWith: ['directResponse'],
  severity: 'warning',
  authority: 'istiod',
  summary: 'Expected a body of at most 100 KiB in a direct response',
  why: 'It is part of the configuration of every proxy that has the route.',
  fix: 'serve large bodies from a service',
  source: 'pkg/config/validation/validation.go#validateHTTPDirectResponse',
  good: [withRoute('directResponse: {status: 200, body: {string: hello}}')],
  bad: [{ yaml: `${withRoute('directResponse: {status: 200, body: {string: BODY}}').replace('BODY', 'a'.repeat(LARGE_BODY + 1))}`, at: `${AT}.directResponse.body` }],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ directResponse }, i) => {
      const size = bodySize(directResponse?.body);
      if (size <= LARGE_BODY || size > LARGEST_BODY) return;
      report(['spec', 'http', i, 'directResponse', 'body'], { message: `Expected at most ${LARGE_BODY} bytes, got ${size}` });
    });
  },
});
