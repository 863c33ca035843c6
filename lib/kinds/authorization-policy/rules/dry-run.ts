import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import type { PolicyFields } from '../parts';

const DRY_RUN = 'istio.io/dry-run';
/** What Go reads as true or false. */
const BOOLS = ['1', 't', 'T', 'TRUE', 'true', 'True', '0', 'f', 'F', 'FALSE', 'false', 'False'];

/** The dry-run annotation takes a boolean, on policies that can be tried without effect. */
export const dryRun = defineRule<PolicyFields>({
  id: 'authorization-policy/dry-run',
  severity: 'error',
  authority: 'istiod',
  summary: `Expected true or false in the annotation ${DRY_RUN}, with action ALLOW or DENY`,
  why: 'istiod refuses the resource: only these actions can be tried without effect.',
  fix: 'write "true" or "false", or remove the annotation',
  source: 'pkg/config/validation/validation.go#checkDryRunAnnotation',
  check({ spec: { action = 'ALLOW' }, metadata: { annotations = {} } }, report) {
    if (!Object.hasOwn(annotations, DRY_RUN)) return;
    const at = ['metadata', 'annotations', DRY_RUN];
    const given = annotations[DRY_RUN]!;
    if (action === 'AUDIT' || action === 'CUSTOM') report(at, { message: `Expected no ${DRY_RUN} with action ${action}, got ${quote(given)}` });
    else if (!BOOLS.includes(given)) report(at, { message: `Expected "true" or "false", got ${quote(given)}` });
  },
  good: [`metadata: {annotations: {${DRY_RUN}: "true"}}\nspec: {rules: [{}]}`],
  bad: [
    { yaml: `metadata: {annotations: {${DRY_RUN}: "yes"}}\nspec: {rules: [{}]}`, at: `metadata.annotations["${DRY_RUN}"]` },
    { yaml: `metadata: {annotations: {${DRY_RUN}: "true"}}\nspec: {action: AUDIT, rules: [{}]}`, at: `metadata.annotations["${DRY_RUN}"]` },
  ],
});
