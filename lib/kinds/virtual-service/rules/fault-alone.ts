import { defineRule } from '../../../core/rule';
import { breaksRequests, IDLE_BESIDE_FAULT } from '../idle-beside-fault';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

const ABORT = 'fault: {abort: {httpStatus: 503, percentage: {value: 10}}}';

/** Conflicting fault and retries or timeout. */
export const faultAlone = defineRule<Spec>({
  id: 'virtual-service/fault-alone',
  onlyWith: ['fault'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Conflicting: retries or a timeout beside a fault',
  why: 'Envoy applies a fault before timeout and retries: a failure is not retried, and a delay comes on top of the timeout. They hold for the requests that '
    + 'the fault spares.',
  fix: 'move the fault to a route of its own, or remove timeout and retries from the route',
  source: ['test/traffic/recorded/fault-alone.yaml', 'https://istio.io/latest/docs/tasks/traffic-management/fault-injection/'],
  good: [
    withRoute(`${TO_A}, ${ABORT}`),
    withRoute(`${TO_A}, ${ABORT}, retries: {attempts: 0}`),
    withRoute(`${TO_A}, fault: {abort: {httpStatus: 503}}, timeout: 1s`),
    `spec: {hosts: [a.com], http: [{match: [{headers: {x-chaos: {exact: "1"}}}], ${ABORT}, ${TO_A}}, {timeout: 1s, ${TO_A}}]}`,
  ],
  bad: [
    { yaml: withRoute(`${TO_A}, ${ABORT}, retries: {attempts: 3, retryOn: 5xx}`), at: `${AT}.retries` },
    { yaml: withRoute(`${TO_A}, fault: {delay: {fixedDelay: 2s, percentage: {value: 100}}}, timeout: 1s`), at: `${AT}.timeout` },
  ],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ fault, timeout, retries }, i) => {
      if (fault === undefined || !breaksRequests(fault)) return;
      const at = ['spec', 'http', i];
      if (timeout !== undefined && IDLE_BESIDE_FAULT.timeout()) {
        report([...at, 'timeout'], { message: `Conflicting: the timeout of ${timeout} does not hold for requests that the fault of the route breaks` });
      }
      if (retries !== undefined && IDLE_BESIDE_FAULT.retries(retries)) {
        report([...at, 'retries'], { message: `Conflicting: requests that the fault of the route breaks are not tried again, got ${retries.attempts} attempts` });
      }
    });
  },
});
