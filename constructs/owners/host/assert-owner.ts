import { Construct } from 'constructs';
import { compositionRules } from '../../../lib/composition/composition-rules';
import { quote } from '../../../lib/core/quote';
import { refuse } from '../../core/refuse';
import { HostOwner } from './host-owner';

/** Refuses what owns no host, for programs without types. @internal */
export function assertOwner(pattern: Construct, service: unknown): asserts service is HostOwner {
  if (service instanceof HostOwner) return;
  refuse(pattern, compositionRules.notAnOwner, ['service'], {
    message: `Expected a MeshService or an ExternalService, got ${service instanceof Construct ? quote(service.node.path) : quote(service)}`,
  });
}
