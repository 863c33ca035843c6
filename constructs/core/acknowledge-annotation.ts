import { compareText } from '../../lib/core/compare-text';
import { ACKNOWLEDGE, toAnnotation } from '../../lib/core/suppression/acknowledgement';
import { scopeOfRule } from '../../lib/core/package-rules';
import type { SuppressedFinding } from '../../lib/core/suppression/acknowledgement';

/** A rule that a program acknowledged, and why. */
export interface AcknowledgedRule {
  readonly rule: string;
  readonly reason: string;
}

/** The rules to acknowledge beside a resource, so that a check of its manifest agrees with the synth and finds the reason. */
export function rulesToAnnotate(suppressed: readonly SuppressedFinding[]): AcknowledgedRule[] {
  if (suppressed.length === 0) return [];
  const reasons = new Map<string, string>();
  for (const { rule, suppressed: { by, reason = '' } } of suppressed) {
    // Rules that only a program can break are not found in its manifests.
    if (by === 'code' && scopeOfRule(rule) !== 'program') reasons.set(rule, reason);
  }
  return [...reasons].map(([rule, reason]) => ({ rule, reason }));
}

interface Manifest {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
}

/** A manifest with the annotation that acknowledges the rules. */
export function withAcknowledgement(manifest: unknown, rules: readonly AcknowledgedRule[]): unknown {
  const { metadata } = manifest as Manifest;
  const annotations = { ...metadata?.annotations, [ACKNOWLEDGE]: toAnnotation(metadata?.annotations?.[ACKNOWLEDGE], rules) };
  return { ...manifest as Manifest, metadata: inOrder({ ...metadata, annotations: inOrder(annotations) }) };
}

/** The keys in the order in which cdk8s writes them. */
function inOrder<T extends object>(map: T): T {
  if (process.env.CDK8S_DISABLE_SORT) return map;
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => compareText(a, b))) as T;
}
