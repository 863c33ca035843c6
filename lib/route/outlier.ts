import type { Policy } from './policy';
import { defined } from './limits';
import { seconds } from './seconds';

/** When a client stops using an endpoint. Unset: Envoy's default; a count of zero: never for that reason. */
export interface OutlierEjection {
  readonly consecutive5xx?: number;
  readonly consecutiveGateway?: number;
  readonly consecutiveLocal?: number;
  /** True when faults of the client's own side are counted for themselves. */
  readonly splitLocal?: true;
  /** Seconds between two looks. */
  readonly interval?: number;
  /** Seconds that an endpoint is out for the first time. */
  readonly baseEjection?: number;
  readonly maxEjectionPercent?: number;
}

/** The ejection of a policy; undefined when it has none. */
export function outlierOf({ outlierDetection }: Policy): OutlierEjection | undefined {
  if (!outlierDetection) return undefined;
  const {
    consecutive5xxErrors, consecutiveGatewayErrors, consecutiveLocalOriginFailures = 0, splitExternalLocalOriginErrors,
    interval, baseEjectionTime, maxEjectionPercent,
  } = outlierDetection;
  return defined<OutlierEjection>({
    consecutive5xx: consecutive5xxErrors,
    consecutiveGateway: consecutiveGatewayErrors,
    consecutiveLocal: splitExternalLocalOriginErrors && consecutiveLocalOriginFailures > 0 ? consecutiveLocalOriginFailures : undefined,
    splitLocal: splitExternalLocalOriginErrors ? true : undefined,
    interval: seconds(interval),
    baseEjection: seconds(baseEjectionTime),
    maxEjectionPercent: maxEjectionPercent || undefined,
  });
}
