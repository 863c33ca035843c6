import type { RuleDoc } from '../core/rule';

const SOURCE = ['k8s.io/apimachinery/pkg/api/validation/objectmeta.go#ValidateAnnotationsSize', 'docs/compose.md#how-many-routes-that-makes'] as const;
const RULE = {
  authority: 'cdk8s-istio',
  source: SOURCE,
  fix: 'make several resources of it, such as VirtualServices that the first one delegates paths to, or write fewer routes and matches',
} as const;

/** How big a resource may be. */
export const resourceSizeRules = {
  large: {
    ...RULE,
    severity: 'warning',
    id: 'resource/large',
    summary: 'Expected a resource of at most 200,000 bytes of JSON',
    why: 'kubectl apply keeps a copy of the resource in an annotation, and a cluster refuses one whose annotations have more than 262,144 bytes: a little more, and it cannot be applied.',
  },
  tooLargeToApply: {
    ...RULE,
    severity: 'error',
    id: 'resource/too-large-to-apply',
    summary: 'Expected a resource that kubectl apply can apply',
    why: 'kubectl apply keeps a copy of the resource in an annotation, and the API server refuses a resource whose annotations have more than 262,144 bytes.',
    fix: `${RULE.fix}; acknowledge this if it is applied with kubectl apply --server-side, which keeps no copy`,
  },
  tooLargeToStore: {
    ...RULE,
    severity: 'error',
    id: 'resource/too-large-to-store',
    summary: 'Expected a resource that a cluster can store',
    why: 'etcd, which stores the resources of a cluster, refuses requests of more than 1.5 MiB.',
  },
} as const satisfies Record<string, RuleDoc>;
