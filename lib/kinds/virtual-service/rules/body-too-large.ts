import { ruleOf, withRoute } from './virtual-service-rule';
import { AT, LARGEST_BODY, bodySize } from './http-policy-parts';

/** Expected a body of at most 1 MiB in a direct response. */
export const bodyTooLarge = ruleOf({
  name: 'body-too-large',
  summary: 'Expected a body of at most 1 MiB in a direct response',
  fix: 'serve large bodies from a service',
  source: 'VS-DR-003; validation.go validateHTTPDirectResponse',
  good: [withRoute('directResponse: {status: 200, body: {string: hello}}')],
  bad: [[`${withRoute('directResponse: {status: 200, body: {string: BODY}}').replace('BODY', 'a'.repeat(LARGEST_BODY + 1))}`, `${AT}.directResponse.body`]],
  check({ http = [] }, report) {
    http.forEach(({ directResponse }, i) => {
      const size = bodySize(directResponse?.body);
      if (size > LARGEST_BODY) report(['spec', 'http', i, 'directResponse', 'body'], { message: `Expected at most ${LARGEST_BODY} bytes, got ${size}` });
    });
  },
});
