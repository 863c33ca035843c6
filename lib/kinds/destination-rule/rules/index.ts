import { localOriginFailuresNeedSplit } from './local-origin-failures-need-split';
import { uniqueSubsetNames } from './unique-subset-names';

/** The rules of DestinationRule. */
export const rules = [localOriginFailuresNeedSplit, uniqueSubsetNames];
