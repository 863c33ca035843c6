import { negativeWeight } from './negative-weight';
import { noAction } from './no-action';
import { redirectExcludesOthers } from './redirect-excludes-others';
import { totalWeightZero } from './total-weight-zero';

/** The rules of VirtualService. */
export const rules = [negativeWeight, noAction, redirectExcludesOthers, totalWeightZero];
