import { IDLE_BESIDE_FAULT } from '../../kinds/virtual-service/idle-beside-fault';
import type { BehaviourRow } from './behaviour-row';

/** How failed requests are tried again. */
export interface Retries {
  /** How often, beside the first attempt; 0 for never. */
  readonly attempts: number;
  /** The most that one attempt may take, as a Go duration. */
  readonly perTry?: string;
  /** The failures, in the words of Envoy. */
  readonly on?: readonly string[];
}

/** The row of `retries`. */
export const retriesRow: BehaviourRow<Retries> = {
  for: 'requests',
  onResponses: false,
  idleBesideFault: IDLE_BESIDE_FAULT.retries,
  text: ({ attempts, perTry, on }) => (attempts === 0 ? 'never' : [
    `up to ${attempts}`, perTry === undefined ? '' : ` of ${perTry} each`, on ? `, after ${on.join(', ')}` : '',
  ].join('')),
  write: ({ attempts, perTry, on }) => ({
    retries: { attempts, ...(perTry === undefined ? {} : { perTryTimeout: perTry }), ...(on ? { retryOn: on.join(',') } : {}) },
  }),
};
