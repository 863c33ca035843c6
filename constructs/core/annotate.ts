import type { ApiObject } from 'cdk8s';
import { ACKNOWLEDGE, toAnnotation } from '../../lib/core/suppression/acknowledgement';
import { KNOWN_RULES, type KnownRule } from '../../lib/core/known-rules.gen';
import type { Examined } from './examine';

/**
 * Writes beside a resource what a program acknowledged of it, so that who checks the manifests finds the reason there.
 *
 * @returns what takes it away again, if anything was written
 */
export function annotate({ object, suppressed }: Examined): (() => void) | undefined {
  const reasons = new Map<string, string>();
  for (const { rule, suppressed: { by, reason = '' } } of suppressed) {
    // Rules that only a program can break are not found in its manifests.
    if (by === 'code' && KNOWN_RULES[rule as KnownRule].scope !== 'program') reasons.set(rule, reason);
  }
  if (reasons.size === 0) return undefined;

  const own = Object.getOwnPropertyDescriptor(object, 'toJson');
  const toJson = object.toJson.bind(object);
  const entries = [...reasons].map(([rule, reason]) => ({ rule, reason }));
  object.toJson = () => withAnnotation(toJson(), entries);
  return () => {
    if (own) Object.defineProperty(object, 'toJson', own);
    else delete (object as Partial<Pick<ApiObject, 'toJson'>>).toJson;
  };
}

interface Manifest {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
}

function withAnnotation(manifest: Manifest, entries: Parameters<typeof toAnnotation>[1]): Manifest {
  const { metadata } = manifest;
  const annotations = { ...metadata?.annotations, [ACKNOWLEDGE]: toAnnotation(metadata?.annotations?.[ACKNOWLEDGE], entries) };
  return { ...manifest, metadata: inOrder({ ...metadata, annotations: inOrder(annotations) }) };
}

/** The keys in the order in which cdk8s writes them. */
function inOrder<T extends object>(map: T): T {
  if (process.env.CDK8S_DISABLE_SORT) return map;
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
}
