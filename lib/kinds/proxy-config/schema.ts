import { int, map, nullable, object, text } from '../../values/schemas';
import { matchLabelsSelector } from '../_shared/match-labels/schema';

/** @see ProxyConfigSpec */
export const schema = object({
  selector: matchLabelsSelector.optional(),
  concurrency: nullable(int({ min: 0, max: 2 ** 31 - 1 })).optional(),
  environmentVariables: map(text({ max: 2048 })).optional(),
  image: object({
    imageType: text().optional(),
  }).optional(),
});
