import { compositionRules } from '../lib/composition/composition-rules';
import type { RuleDoc } from '../lib/core/rule';
import { policyRules } from './authorization-policy/policy-rules';
import { reservedId } from './core/construct-id';
import { validation } from './core/validation-errors';
import { patternRules } from './core/pattern-rules';
import { referenceRules } from './core/reference-rules';
import { routeRules } from './core/route-rules';
import { synthesisRules } from './core/synthesis-rules';
import { egressRules } from './owners/egress-gateway/egress-rules';
import { externalRules } from './owners/external-service/external-rules';
import { ingressRules } from './owners/ingress-gateway/ingress-rules';
import { meshServiceRules } from './owners/mesh-service/mesh-service-rules';
import { isolationRules } from './patterns/namespace-isolation/isolation-rules';
import { originationRules } from './patterns/tls-origination/origination-rules';
import { scopeRules } from './sidecar/scope-rules';

/** Every rule that constructs check: what only the program shows, and no YAML. */
export const constructRules: readonly RuleDoc[] = [
  reservedId, validation, ...Object.values(synthesisRules),
  ...Object.values(referenceRules), ...Object.values(routeRules), ...Object.values(scopeRules), ...Object.values(policyRules),
  ...Object.values(compositionRules), ...Object.values(externalRules), ...Object.values(patternRules),
  ...Object.values(ingressRules), ...Object.values(isolationRules), ...Object.values(egressRules), ...Object.values(originationRules),
  ...Object.values(meshServiceRules),
];
