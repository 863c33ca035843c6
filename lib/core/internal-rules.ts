import type { Finding, ResourceId } from './finding';
import { finding, type RuleDoc } from './rule';

const INTERNAL = { severity: 'error', authority: 'cdk8s-istio', source: 'docs/input.md#faults' } as const;

/** Faults of this package. Each is a finding of the resource that brought it out, so that the findings of all others are still reported. */
export const internalRules = {
  checkFailed: {
    ...INTERNAL,
    id: 'internal/check-failed',
    summary: 'A check failed, and this is a fault of cdk8s-istio',
    why: 'What that check would have found is unknown, so the resource does not count as checked. All other findings stand.',
    fix: 'report it with the resource; the other checks of the resource have run',
  },
} as const satisfies Record<string, RuleDoc>;

/** The finding that a check threw something: of a resource, or of all together. */
export function checkFailed(resource: ResourceId | undefined, check: string, cause: unknown, fix?: string): Finding {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  return finding(internalRules.checkFailed, resource, [], { message: `Expected ${check} to end, got ${reason}`, ...(fix === undefined ? {} : { fix }) });
}
