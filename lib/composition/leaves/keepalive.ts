import { defined } from './defined';
import type { PolicyRow } from './policy-row';

/** How idle connections are probed. */
export interface Keepalive {
  /** How long a connection is idle before the first probe, as a Go duration. */
  readonly time?: string;
  /** The time between probes, as a Go duration. */
  readonly interval?: string;
  /** How many probes may fail before the connection is closed. */
  readonly probes?: number;
}

/** The row of `limits.keepalive`. */
export const keepaliveRow: PolicyRow<Keepalive> = {
  for: 'both',
  text: ({ time, interval, probes }) => [
    time === undefined ? '' : `after ${time}`, interval === undefined ? '' : `every ${interval}`, probes === undefined ? '' : `${probes} probes`,
  ].filter((part) => part !== '').join(', '),
  write: ({ time, interval, probes }) => ({ connectionPool: { tcp: { tcpKeepalive: defined({ time, interval, probes }) } } }),
};
