import { object, uint32 } from '../../../values/schemas';

/** @see PortSelector */
export const portSelector = object({
  number: uint32.optional(),
});
