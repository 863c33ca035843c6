import { ownNamespace } from '../../../values/own-namespace';
import { object, text, value } from '../../../values/schemas';

/** @see PolicyTargetReference */
export const targetRef = object({
  group: text({ max: 253, pattern: /^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/ }).optional(),
  kind: text({ min: 1, max: 63, pattern: /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/ }),
  name: text({ min: 1, max: 253 }),
  namespace: value(ownNamespace).optional(),
});
