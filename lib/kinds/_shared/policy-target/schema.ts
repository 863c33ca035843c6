import { list, object, text } from '../../../values/schemas';
import { matchLabelsSelector } from '../match-labels/schema';

/** @see PolicyTargetReference */
export const policyTargetReference = object({
  group: text({ max: 253, pattern: /^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/ }).optional(),
  kind: text({ min: 1, max: 63, pattern: /^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$/ }),
  name: text({ min: 1, max: 253 }),
  namespace: text().optional(),
});

/** The fields of a policy that name its target; a rule allows one of them. @see PolicyTarget */
export const policyTargetFields = {
  selector: matchLabelsSelector.optional(),
  targetRef: policyTargetReference.optional(),
  targetRefs: list(policyTargetReference, { max: 16 }).optional(),
};
