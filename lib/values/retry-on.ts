import { choices, quote } from '../core/quote';
import { closest } from '../core/suggest';
import { defineValue } from '../core/value-rule';

/** What Envoy can retry on, besides the status codes. */
export const RETRY_CONDITIONS = [
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream', 'retriable-status-codes',
  'retriable-headers', 'envoy-ratelimited', 'http3-post-connect-failure', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted',
  'unavailable',
] as const;

/** A condition to retry on. */
export type RetryCondition = (typeof RETRY_CONDITIONS)[number];

const CONDITIONS: ReadonlySet<string> = new Set(RETRY_CONDITIONS);

/** The statuses that Go has a name for, as pairs of first and last. */
const NAMED_STATUSES = [
  [100, 103], [200, 208], [226, 226], [300, 305], [307, 308],
  [400, 418], [421, 426], [428, 429], [431, 431], [451, 451], [500, 508], [510, 511],
] as const;

function isNamedStatus(text: string): boolean {
  const status = /^[+-]?[0-9]+$/.test(text) ? Number(text) : NaN;
  return NAMED_STATUSES.some(([first, last]) => status >= first && status <= last);
}

/** Conditions and statuses to retry on, with commas and nothing else between them. */
export const retryOn = defineValue({
  id: 'value/retry-on',
  severity: 'error',
  authority: 'istiod',
  summary: 'A retry condition is one that Envoy knows, or an HTTP status',
  why: 'istiod refuses the resource.',
  fix: 'write conditions and statuses with commas and no spaces: connect-failure,refused-stream,503',
  source: 'pkg/config/validation/validation.go#validateHTTPRetry',
  expected: 'retry conditions such as connect-failure,refused-stream,503',
  test(text) {
    const wrong = text.split(',').filter((token) => !CONDITIONS.has(token) && !isNamedStatus(token));
    const [first] = wrong;
    if (first === undefined) return undefined;
    if (first.trim() === '') return 'nothing stands between two commas, or before or after one';
    if (first !== first.trim()) return `there is a space around ${quote(first.trim())}, which Istio does not remove`;
    if (/^[0-9]{1,4}$/.test(first)) return `${first} is no HTTP status`;
    const meant = closest(first, RETRY_CONDITIONS);
    const unknown = wrong.length === 1 ? `${quote(first)} is no condition` : `${choices(wrong.slice(0, 3))} are no conditions`;
    return meant === undefined ? unknown : `${unknown}, perhaps ${meant} is meant`;
  },
  correct(text) {
    const tokens = text.slice(0, 500).split(',').map((token) => token.trim()).filter((token) => token !== '');
    const meant = tokens.map((token) => (CONDITIONS.has(token) || isNamedStatus(token) ? token : closest(token, RETRY_CONDITIONS)));
    return tokens.length === 0 || meant.includes(undefined) ? undefined : meant.join(',');
  },
  good: ['5xx', 'connect-failure,refused-stream,503', '+503,0404', 'unavailable'],
  bad: ['', '5xx,', ' 5xx', '5xx, reset', 'connect-failures', '5XX', '999', '99999999999999999999', 'toString'],
});
