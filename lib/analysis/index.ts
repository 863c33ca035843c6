import type { Analyzer } from './analyzer';
import { duplicateResource } from './identity/duplicate-resource';
import { unknownField } from './mesh-config/unknown-field';
import { wrongValue } from './mesh-config/wrong-value';

/** Every analyzer. */
export const analyzers: readonly Analyzer[] = [duplicateResource, unknownField, wrongValue];
