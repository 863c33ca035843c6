import { duration, wholeMilliseconds } from '../../../values/duration';
import { percent } from '../../../values/percent';
import { bool, int, int32, list, nullable, object, since, uint32, value } from '../../../values/schemas';

const time = value(duration, wholeMilliseconds);
const wholePercent = int({ min: -(2 ** 31), max: 2 ** 31 - 1, rules: [percent] });

/** @see OutlierDetection */
export const outlierDetection = object({
  consecutiveErrors: int32.optional(),
  splitExternalLocalOriginErrors: bool.optional(),
  consecutiveLocalOriginFailures: nullable(uint32).optional(),
  consecutiveGatewayErrors: nullable(uint32).optional(),
  consecutive5xxErrors: nullable(uint32).optional(),
  interval: time.optional(),
  baseEjectionTime: time.optional(),
  maxEjectionPercent: wholePercent.optional(),
  minHealthPercent: wholePercent.optional(),
  outlierDetectionHttpErrorCodes: since('1.31', list(int({ min: 100, max: 599 }))).optional(),
});
