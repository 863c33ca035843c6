import { defineRule } from '../../../core/rule';
import { REFUSED_BY_ISTIOD } from '../../../core/rule-table';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Expected an abort or a delay that Envoy supports. */
export const fault = defineRule<Spec>({
  id: 'virtual-service/fault',
  onlyWith: ['fault'],
  ...REFUSED_BY_ISTIOD,
  summary: 'Expected an abort or a delay that Envoy supports',
  fix: 'add abort with httpStatus or grpcStatus, or delay with fixedDelay',
  source: [
    'pkg/config/validation/validation.go#validateHTTPFaultInjection',
    'pkg/config/validation/validation.go#validateHTTPFaultInjectionAbort',
    'pkg/config/validation/validation.go#validateHTTPFaultInjectionDelay',
  ],
  good: [withRoute(`${TO_A}, fault: {abort: {httpStatus: 503}}`), withRoute(`${TO_A}, fault: {delay: {}}`)],
  bad: [
    { yaml: withRoute(`${TO_A}, fault: {}`), at: `${AT}.fault` },
    { yaml: withRoute(`${TO_A}, fault: {abort: {http2Error: NO_ERROR}}`), at: `${AT}.fault.abort.http2Error` },
    { yaml: withRoute(`${TO_A}, fault: {delay: {exponentialDelay: 1s}}`), at: `${AT}.fault.delay.exponentialDelay` },
  ],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ fault }, i) => {
      if (fault === undefined) return;
      const here = ['spec', 'http', i, 'fault'];
      if (fault.abort === undefined && fault.delay === undefined) report(here, { message: 'Expected abort or delay, got neither' });
      if (fault.abort?.http2Error !== undefined) report([...here, 'abort', 'http2Error'], { message: 'Expected httpStatus or grpcStatus, got http2Error' });
      if (fault.delay?.exponentialDelay !== undefined) report([...here, 'delay', 'exponentialDelay'], { message: 'Expected fixedDelay, got exponentialDelay' });
    });
  },
});
