import type { Path } from '../../../core/finding';
import type { Json } from '../../../values/types';
import { connectionPoolRules, type PlacedPool } from '../../_shared/connection-pool/rules';
import type { SidecarSpec } from '../api';

/** Every connection pool of a Sidecar, and where it stands. */
function* pools({ ingress = [], inboundConnectionPool }: Json<SidecarSpec>): Generator<PlacedPool> {
  for (const [i, { connectionPool }] of ingress.entries()) {
    const at: Path = ['spec', 'ingress', i, 'connectionPool'];
    if (connectionPool) yield { at, pool: connectionPool };
  }
  if (inboundConnectionPool) yield { at: ['spec', 'inboundConnectionPool'], pool: inboundConnectionPool };
}

/** What the connection pools of a Sidecar may be. */
export const connectionPools = connectionPoolRules<Json<SidecarSpec>>({
  topic: 'sidecar', parts: pools, examples: [{ yaml: (pool) => `spec: {inboundConnectionPool: ${pool}}`, at: 'spec.inboundConnectionPool' }],
}
);
