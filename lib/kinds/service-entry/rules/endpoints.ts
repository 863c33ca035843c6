import type { Json } from '../../../values/types';
import { type PlacedWorkload, workloadRules } from '../../_shared/workload-entry/rules';
import type { ServiceEntryResolution, ServiceEntrySpec } from '../api';

/** What the address of an endpoint may be, by resolution. Other resolutions have no endpoints. */
const ADDRESSES: Partial<Record<ServiceEntryResolution, PlacedWorkload['address']>> = { STATIC: 'ip', DNS: 'resolved', DNS_ROUND_ROBIN: 'resolved' };

function endpointsOf({ endpoints = [], resolution = 'NONE' }: Json<ServiceEntrySpec>): readonly PlacedWorkload[] {
  const address = ADDRESSES[resolution];
  return endpoints.map((workload, i) => ({ at: ['spec', 'endpoints', i], workload, ...(address ? { address } : {}) }));
}

/** What the endpoints of a ServiceEntry may be. */
export const endpoints = workloadRules<Json<ServiceEntrySpec>>({
  topic: 'service-entry',
  parts: endpointsOf,
  examples: [
    {
      yaml: (workload) => `spec: {hosts: [a.com], resolution: STATIC, ports: [{number: 80, name: http}], endpoints: [${workload}]}`,
      at: 'spec.endpoints[0]',
    },
  ],
});
