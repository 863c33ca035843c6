import { duration, goDuration, wholeMilliseconds } from '../../../values/duration';
import { double, list, nullable, object, oneOf, since, text, uint32, value } from '../../../values/schemas';
import { consistentHash } from '../consistent-hash/schema';
import { localityLoadBalancing, zoneAwareLoadBalancing } from '../locality/schema';

const warmup = object({
  duration: value(duration, wholeMilliseconds),
  minimumPercent: nullable(double({ min: 0, max: 100 })).optional(),
  aggression: nullable(double({ min: 0 })).optional(),
});

const backendUtilization = object({
  errorUtilizationPenaltyPercent: uint32.optional(),
  metricNamesForComputingUtilization: list(text()).optional(),
  weightExpirationPeriod: value(goDuration).optional(),
  weightStabilizationPeriod: value(goDuration).optional(),
  weightUpdatePeriod: value(goDuration).optional(),
});

/** @see LoadBalancerSettings */
export const loadBalancer = object({
  simple: oneOf(['UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST']).optional(),
  consistentHash: consistentHash.optional(),
  backendUtilization: since('1.32', backendUtilization).optional(),
  localityLbSetting: localityLoadBalancing.optional(),
  zoneAwareLbSetting: since('1.31', zoneAwareLoadBalancing).optional(),
  warmupDurationSecs: value(duration).optional(),
  warmup: warmup.optional(),
}, { atMostOne: [['simple', 'consistentHash', 'backendUtilization']] });
