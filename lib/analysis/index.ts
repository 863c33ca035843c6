import { duplicateResource } from './identity/duplicate-resource';

/** Every analyzer. */
export const analyzers = [duplicateResource];
