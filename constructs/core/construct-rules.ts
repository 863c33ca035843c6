import type { RuleDoc } from '../../lib/core/rule';
import { reservedId } from './construct-id';
import { referenceRules } from './reference-rules';
import { routeRules } from './route-rules';

/** Every rule that a construct speaks itself: what can only be seen where the program is. */
export const constructRules: readonly RuleDoc[] = [reservedId, ...Object.values(referenceRules), ...Object.values(routeRules)];
