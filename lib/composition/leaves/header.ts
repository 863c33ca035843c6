import type { HttpRoute } from '../../kinds/virtual-service/api';
import type { BehaviourRow } from './behaviour-row';

/** The value that a header is set to; `null` to remove it. */
export type HeaderValue = string | null;

/** The row of `requestHeaders`: each header is claimed by itself. */
export const requestHeadersRow: BehaviourRow<HeaderValue> = headerRow('request');

/** The row of `responseHeaders`: each header is claimed by itself. */
export const responseHeadersRow: BehaviourRow<HeaderValue> = headerRow('response');

function headerRow(side: 'request' | 'response'): BehaviourRow<HeaderValue> {
  return {
    for: 'requests',
    onResponses: true,
    name: (header) => `${side} header ${header}`,
    text: (value) => value ?? 'removed',
    write: (value, _, header): HttpRoute => ({ headers: { [side]: value === null ? { remove: [header] } : { set: { [header]: value } } } }),
  };
}
