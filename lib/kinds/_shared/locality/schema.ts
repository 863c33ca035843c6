import { bool, int, list, map, nullable, object, text, uint32 } from '../../../values/schemas';

const failover = list(object({ from: text().optional(), to: text().optional() }));

/** @see LocalityLoadBalancing */
export const localityLoadBalancing = object({
  distribute: list(object({ from: text().optional(), to: map(uint32).optional() })).optional(),
  failover: failover.optional(),
  failoverPriority: list(text()).optional(),
  enabled: nullable(bool).optional(),
});

/** @see ZoneAwareLoadBalancing */
export const zoneAwareLoadBalancing = object({
  enabled: nullable(bool).optional(),
  failover: failover.optional(),
  failoverPriority: list(text()).optional(),
  minClusterSize: nullable(int({ min: 1, max: 2 ** 32 - 1 })).optional(),
});
