import { configRules } from '../core/config-rules';
import { fieldRules } from '../core/field-rules';
import { fileRules } from '../core/file-rules';
import { inputRules } from '../core/input';
import { internalRules } from '../core/internal-rules';
import type { BadExample, RuleDoc } from '../core/rule';
import { suppressionRules } from '../core/suppression/suppression-rules';
import { annotationRules } from '../kinds/annotations';
import { kinds } from '../kinds/index';
import { metadataRules } from '../kinds/metadata-rules';
import { resourceSizeRules } from '../kinds/resource-size-rules';
import { valueRules } from '../values/index';
import type { BadMesh } from './analyzer';
import { analyzers } from './index';

/** A rule with whatever examples it has: resources, values, or sets of resources. */
export interface DocumentedRule extends RuleDoc {
  readonly good?: readonly (string | number)[];
  readonly bad?: readonly (string | number | BadExample | BadMesh)[];
}

/** Every rule of `lib`, loading every kind. */
export function allRules(): readonly DocumentedRule[] {
  const listed: DocumentedRule[] = [
    ...Object.values(fileRules),
    ...Object.values(inputRules),
    ...Object.values(internalRules),
    ...Object.values(fieldRules),
    ...Object.values(configRules),
    ...Object.values(suppressionRules),
    ...Object.values(metadataRules),
    ...Object.values(resourceSizeRules),
    ...Object.values(annotationRules),
    ...(valueRules as readonly DocumentedRule[]),
    ...Object.values(kinds).flatMap((kind) => [...kind.load().rules] as DocumentedRule[]),
    ...analyzers,
  ];
  return [...new Map(listed.map((rule) => [rule.id, rule])).values()];
}
