import { noEndpointsWithoutResolution } from './no-endpoints-without-resolution';
import { selectorSelectsAll } from './selector-selects-all';

/** The rules of ServiceEntry. */
export const rules = [noEndpointsWithoutResolution, selectorSelectsAll];
