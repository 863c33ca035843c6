import type { Analyzer } from './analyzer';
import { duplicateResource } from './identity/duplicate-resource';

/** Every analyzer. */
export const analyzers: readonly Analyzer[] = [duplicateResource];
