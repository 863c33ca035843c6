import { re2 } from '../../../values/re2';
import { object, text, value } from '../../../values/schemas';

/** @see StringMatch */
export const stringMatch = stringMatchBy(value(re2));

/** A StringMatch whose regex has a grammar of its own. */
export function stringMatchBy(regex: ReturnType<typeof text>) {
  return object({
    exact: text().optional(),
    prefix: text().optional(),
    regex: regex.optional(),
  }, { atMostOne: [['exact', 'prefix', 'regex']] });
}
