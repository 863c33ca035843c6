import type { HostPort } from './host';
import { claimOf } from './leaves/claim-of';
import type { Route } from './routes';

/** Conditions that a client sees in the response of the gateway, after the gateway gave up. */
const SEEN_IN_RESPONSES = /^(?:5xx|gateway-error|retriable-.*|\d{3})$/;
const SEEN_IN_GRPC_RESPONSES = /^(?:cancelled|deadline-exceeded|internal|resource-exhausted|unavailable)$/;

/** The failures that Istio has proxies try again where no construct claims retries. */
const ISTIOS_DEFAULT = { attempts: 2, on: ['connect-failure', 'refused-stream', 'unavailable', 'cancelled'] };

/** True when clients try again what the gateway would have tried again, or nothing at all: the gateway then leaves retries to them. */
export function areRetriesForClients(routes: readonly Route[], { protocol }: HostPort): boolean {
  const isSeen = (condition: string): boolean => (
    SEEN_IN_RESPONSES.test(condition) || (protocol !== 'HTTP' && SEEN_IN_GRPC_RESPONSES.test(condition))
  );
  return routes.map(({ behaviours }) => claimOf(behaviours, 'retries')?.value ?? ISTIOS_DEFAULT)
    .some(({ attempts, on = [] }) => attempts === 0 || on.some(isSeen));
}
