import type { Construct } from 'constructs';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { quoteConstruct } from '../../core/quote-construct';
import { refuse } from '../../core/refuse';
import { HostOwner } from './host-owner';

/**
 * Refuses a `service` that owns no host, for programs without types. A pattern calls it before it contributes.
 *
 * @throws ConfigError `composition/not-an-owner` for anything but a MeshService, an ExternalService or an EgressGateway
 */
export function assertOwner(pattern: Construct, service: unknown): asserts service is HostOwner {
  if (service instanceof HostOwner) return;
  refuse(pattern, compositionRules.notAnOwner, ['service'], {
    message: `Expected a MeshService or an ExternalService, got ${quoteConstruct(service)}`,
  });
}
