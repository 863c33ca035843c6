import type { Json } from '../../values/types';
import type { HttpFaultInjection } from './api-policy';

/**
 * What does nothing for requests that a fault breaks: Envoy breaks them before it starts the timeout, and a failure that it makes itself
 * is not tried again.
 */
export const IDLE_BESIDE_FAULT = {
  timeout: (): boolean => true,
  retries: ({ attempts = 0 }: { readonly attempts?: number }): boolean => attempts > 0,
} as const;

/** True for a fault that breaks some requests: without a percentage it breaks none. */
export function breaksRequests({ abort, delay }: Json<HttpFaultInjection>): boolean {
  return (abort?.percentage?.value ?? 0) > 0 || (delay?.percentage ? delay.percentage.value ?? 0 : delay?.percent ?? 0) > 0;
}
