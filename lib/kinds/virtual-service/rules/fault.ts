import { ruleOf, TO_A, withRoute } from './virtual-service-rule';
import { AT } from './http-policy-parts';

/** Expected an abort or a delay that Envoy can do. */
export const fault = ruleOf({
  name: 'fault',
  summary: 'Expected an abort or a delay that Envoy can do',
  fix: 'add abort with httpStatus or grpcStatus, or delay with fixedDelay',
  source: 'VS-FAULT-001, VS-FAULT-003, VS-FAULT-008; validation.go validateHTTPFaultInjection',
  good: [withRoute(`${TO_A}, fault: {abort: {httpStatus: 503}}`), withRoute(`${TO_A}, fault: {delay: {}}`)],
  bad: [
    [withRoute(`${TO_A}, fault: {}`), `${AT}.fault`],
    [withRoute(`${TO_A}, fault: {abort: {http2Error: NO_ERROR}}`), `${AT}.fault.abort.http2Error`],
    [withRoute(`${TO_A}, fault: {delay: {exponentialDelay: 1s}}`), `${AT}.fault.delay.exponentialDelay`],
  ],
  check({ http = [] }, report) {
    http.forEach(({ fault }, i) => {
      if (fault === undefined) return;
      const here = ['spec', 'http', i, 'fault'];
      if (fault.abort === undefined && fault.delay === undefined) report(here, { message: 'Expected abort or delay, got neither' });
      if (fault.abort?.http2Error !== undefined) report([...here, 'abort', 'http2Error'], { message: 'Expected httpStatus or grpcStatus, got http2Error' });
      if (fault.delay?.exponentialDelay !== undefined) report([...here, 'delay', 'exponentialDelay'], { message: 'Expected fixedDelay, got exponentialDelay' });
    });
  },
});
