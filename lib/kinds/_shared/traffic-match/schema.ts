import { int, list, object, oneOf } from '../../../values/schemas';

/** @see TrafficMatch */
export const trafficMatch = object({
  mode: oneOf(['UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER']).optional(),
  ports: list(object({ number: int({ min: 1, max: 65535 }) }), { key: 'number' }).optional(),
});
