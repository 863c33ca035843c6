import { defineRule } from '../../../core/rule';
import { parseGoDuration } from '../../../values/go-duration';
import { AT } from './http-policy-parts';
import { type Spec, TO_A, withRoute } from './virtual-service-rule';

/** Conflicting: each try may take as long as all of them. */
export const perTryTimeoutIdle = defineRule<Spec>({
  id: 'virtual-service/per-try-timeout-idle',
  onlyWith: ['retries'],
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Conflicting: each try may take as long as all of them',
  why: 'The timeout holds for all tries together. Envoy ignores a perTryTimeout that is not shorter, so the first try that hangs takes all of the time and is '
    + 'not tried again.',
  fix: 'write a perTryTimeout that fits into the timeout once for each try, or a longer timeout',
  source: [
    'https://github.com/envoyproxy/envoy/blob/main/docs/root/configuration/http/http_filters/router_filter.rst',
    'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry',
    'test/traffic/recorded/fault-alone.yaml',
  ],
  good: [
    withRoute(`${TO_A}, timeout: 6s, retries: {attempts: 2, perTryTimeout: 2s}`),
    withRoute(`${TO_A}, retries: {attempts: 2, perTryTimeout: 2s}`),
    withRoute(`${TO_A}, timeout: 2s, retries: {attempts: 2}`),
  ],
  bad: [
    { yaml: withRoute(`${TO_A}, timeout: 1s, retries: {attempts: 2, perTryTimeout: 2s}`), at: `${AT}.retries.perTryTimeout` },
    { yaml: withRoute(`${TO_A}, timeout: 2s, retries: {attempts: 2, perTryTimeout: 2000ms}`), at: `${AT}.retries.perTryTimeout` },
  ],
  check({ spec: { http = [] } }, report) {
    http.forEach(({ timeout, retries }, i) => {
      const perTry = retries?.perTryTimeout;
      if (timeout === undefined || perTry === undefined || (retries?.attempts ?? 0) <= 0) return;
      const [whole, each] = [parseGoDuration(timeout) ?? 0n, parseGoDuration(perTry) ?? 0n];
      if (whole <= 0n || each < whole) return;
      report(['spec', 'http', i, 'retries', 'perTryTimeout'], { message: `Expected less than the timeout of ${timeout} for each try, got ${perTry}` });
    });
  },
});
