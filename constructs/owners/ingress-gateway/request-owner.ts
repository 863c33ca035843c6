import type { Construct } from 'constructs';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { quoteConstruct } from '../../core/quote-construct';
import { refuse } from '../../core/refuse';
import { HostOwner } from '../host/host-owner';
import { IngressHost } from './ingress-host';

/** What behaviours of requests are contributed to: a service, or a host of an ingress gateway, where they hold at the gateway alone. */
export type RequestOwner = HostOwner | IngressHost;

/**
 * Refuses a `service` that takes no behaviours of requests, for programs without types.
 *
 * @throws ConfigError `composition/not-an-owner`
 * @internal
 */
export function assertRequestOwner(pattern: Construct, service: unknown): asserts service is RequestOwner {
  if (service instanceof HostOwner || service instanceof IngressHost) return;
  refuse(pattern, compositionRules.notAnOwner, ['service'], {
    message: `Expected a MeshService, an ExternalService or a host of an IngressGateway, got ${quoteConstruct(service)}`,
  });
}
