import { duration, wholeMilliseconds } from '../../../values/duration';
import { bool, int, int32, list, nullable, object, since, uint32, value } from '../../../values/schemas';

const time = value(duration, wholeMilliseconds);

/** @see OutlierDetection */
export const outlierDetection = object({
  consecutiveErrors: int32.optional(),
  splitExternalLocalOriginErrors: bool.optional(),
  consecutiveLocalOriginFailures: nullable(uint32).optional(),
  consecutiveGatewayErrors: nullable(uint32).optional(),
  consecutive5xxErrors: nullable(uint32).optional(),
  interval: time.optional(),
  baseEjectionTime: time.optional(),
  maxEjectionPercent: int32.optional(),
  minHealthPercent: int32.optional(),
  outlierDetectionHttpErrorCodes: since('1.31', list(int({ min: 100, max: 599 }))).optional(),
});
