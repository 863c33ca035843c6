import { quote } from '../../../core/quote';
import { defineRule } from '../../../core/rule';
import { opens } from '../compared-values';
import { listsOf, operations, type PolicyFields } from '../parts';

const deny = (operation: string): string => `spec: {action: DENY, rules: [{to: [{operation: ${operation}}]}]}`;
const AT = 'spec.rules[0].to[0].operation';
/** `/package.Service/Method`: a gRPC server has it in this one form. */
const GRPC = /^\/[\w.]*\.[A-Z]\w*\/\w+$/;

/** Servers take many texts for the same page, and an exact path stops one of them. */
export const exactPath = defineRule<PolicyFields>({
  id: 'authorization-policy/exact-path',
  severity: 'warning',
  authority: 'cdk8s-istio',
  summary: 'Expected a path with a star at its end, where a policy stops requests',
  why: 'The path is compared as a whole: a policy against /app lets /app/, //app, /app;x and /APP pass, and many servers serve the same page for them.',
  fix: 'write the path with a star at its end, set pathNormalization to MERGE_SLASHES in MeshConfig, or allow what is wanted in an ALLOW policy',
  source: [
    'pilot/pkg/security/authz/matcher/header.go#PathMatcher',
    'test/traffic/recorded/deny-of-an-exact-path.yaml',
    'https://istio.io/latest/docs/ops/best-practices/security/#authorization-policies',
  ],
  check({ spec }, report) {
    const placed = [...operations(spec)].flatMap(({ at, part }) => listsOf(part)
      .filter(([name]) => (name === 'paths' || name === 'notPaths') && opens(spec.action, name === 'notPaths'))
      .map(([name, values]) => ({ at: [...at, name], rule: at[2], values })));
    for (const { at, rule, values } of placed) {
      const starred = placed.filter((other) => other.rule === rule).flatMap((other) => other.values.filter((value) => value.includes('*')));
      values.forEach((path, i) => {
        if (!/^\/[^*{?#]+$/.test(path) || GRPC.test(path) || starred.some((other) => covers(other, `${path.replace(/\/$/, '')}/x`))) return;
        const open = path.endsWith('/') ? path.slice(0, -1) : `${path}/`;
        report([...at, i], {
          message: `Expected a path with a star at its end, got ${quote(path)}: ${open}, /${path}, ${path};x and ${otherCase(path)} pass`,
          fix: `write ${path.replace(/\/$/, '')}*, and set pathNormalization to MERGE_SLASHES in MeshConfig; or allow what is wanted in an ALLOW policy`,
        });
      });
    }
  },
  good: [
    deny('{paths: ["/app*"], ports: ["80"]}'), deny('{paths: ["/app", "/app/*"], ports: ["80"]}'), deny('{paths: ["/shop.Orders/Delete"], ports: ["80"]}'),
    deny('{paths: ["/", "*.php", "/users/{*}"], ports: ["80"]}'), 'spec: {rules: [{to: [{operation: {paths: [/app]}}]}]}',
  ],
  bad: [
    { yaml: deny('{paths: ["/app"], ports: ["80"]}'), at: `${AT}.paths[0]` },
    { yaml: deny('{paths: ["/app/", "/other/*"], ports: ["80"]}'), at: `${AT}.paths[0]` },
    { yaml: 'spec: {rules: [{to: [{operation: {notPaths: [/admin]}}]}]}', at: `${AT}.notPaths[0]` },
    { yaml: 'spec: {action: CUSTOM, provider: {name: opa}, rules: [{to: [{operation: {paths: [/admin]}}]}]}', at: `${AT}.paths[0]` },
  ],
});

/** True when a value with a star at its end holds for the path. */
function covers(value: string, path: string): boolean {
  if (value.endsWith('/{**}')) return path.startsWith(value.slice(0, -'{**}'.length));
  return value === '*' || value.endsWith('*') && !value.startsWith('*') && path.startsWith(value.slice(0, -1));
}

function otherCase(path: string): string {
  return path === path.toUpperCase() ? path.toLowerCase() : path.toUpperCase();
}
