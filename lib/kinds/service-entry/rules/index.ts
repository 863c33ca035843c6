import { noEndpointsWithoutResolution } from './no-endpoints-without-resolution';

/** The rules of ServiceEntry. */
export const rules = [noEndpointsWithoutResolution];
