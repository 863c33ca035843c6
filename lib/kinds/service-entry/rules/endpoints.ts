import type { Json } from '../../../values/types';
import { type PlacedWorkload, workloadRules } from '../../_shared/workload-entry/rules';
import type { ServiceEntryResolution, ServiceEntrySpec } from '../api';

/** What an endpoint may be for each way to find it; with the others there are none. */
const ADDRESSES: Partial<Record<ServiceEntryResolution, PlacedWorkload['address']>> = { STATIC: 'ip', DNS: 'resolved', DNS_ROUND_ROBIN: 'resolved' };

function endpointsOf({ endpoints = [], resolution = 'NONE' }: Json<ServiceEntrySpec>): readonly PlacedWorkload[] {
  const address = ADDRESSES[resolution];
  return endpoints.map((workload, i) => ({ at: ['spec', 'endpoints', i], workload, ...(address ? { address } : {}) }));
}

/** What a ServiceEntry says of its endpoints. */
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
