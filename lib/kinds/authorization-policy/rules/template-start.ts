import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { isTemplate } from '../match-grammars';
import { listsOf, operations, type PolicyFields } from '../parts';

const to = (operation: string): string => `spec: {rules: [{to: [{operation: ${operation}}]}]}`;

/** istiod takes slashes off both ends of a template before it checks it, and sends it as it was written. */
export const templateStart = defineRule<PolicyFields>({
  id: 'authorization-policy/template-start',
  severity: 'error',
  authority: 'cdk8s-istio',
  summary: 'Expected one slash at the start of a path template',
  why: 'istiod accepts the policy, and Envoy cannot load such a template: it stops, or keeps the listeners that it had before.',
  fix: 'write one slash at the start of the template',
  source: ['pilot/pkg/security/authz/matcher/template.go#PathTemplateMatcher', 'pkg/config/security/security.go#CheckValidPathTemplate'],
  check({ spec }, report) {
    for (const { at, part } of operations(spec)) {
      for (const [name, values] of listsOf(part)) {
        if (name !== 'paths' && name !== 'notPaths') continue;
        values.forEach((path, i) => {
          if (!isTemplate(path) || /^\/(?!\/)/.test(path)) return;
          const fix = `write /${path.replace(/^\/+/, '')}`;
          report([...at, name, i], { message: `Expected one slash at the start of a path template, got ${quote(path)}`, fix });
        });
      }
    }
  },
  good: [to('{paths: ["/{*}/admin", "/{**}", "/a/{*}/"]}')],
  bad: [
    { yaml: to('{paths: ["tenants/{*}/admin"]}'), at: 'spec.rules[0].to[0].operation.paths[0]' },
    { yaml: to('{paths: ["{**}"]}'), at: 'spec.rules[0].to[0].operation.paths[0]' },
    { yaml: to('{notPaths: ["//{*}"]}'), at: 'spec.rules[0].to[0].operation.notPaths[0]' },
  ],
});
