import { object, text } from '../../../values/schemas';
import { portSelector } from '../port-selector/schema';

/** @see DestinationSpec */
export const destination = object({
  host: text(),
  subset: text().optional(),
  port: portSelector.optional(),
});
