import type { Json } from '../../../values/types';
import { connectionPoolRules } from '../../_shared/connection-pool/rules';
import type { DestinationRuleSpec } from '../api';
import { policies } from '../policies';

/** What the connection pools of a DestinationRule may be. */
export const connectionPools = connectionPoolRules<Json<DestinationRuleSpec>>({
  topic: 'destination-rule',
  * parts(spec) {
    for (const { at, policy } of policies(spec)) if (policy.connectionPool) yield { at: [...at, 'connectionPool'], pool: policy.connectionPool };
  },
  examples: [{ yaml: (pool) => `spec: {host: reviews, trafficPolicy: {connectionPool: ${pool}}}`, at: 'spec.trafficPolicy.connectionPool' }],
});
