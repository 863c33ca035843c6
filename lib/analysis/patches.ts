import type { Mesh } from '../mesh/mesh';
import { byAge, type EntryOf } from '../mesh/mesh-entry';
import { asObject, asText } from '../mesh/unchecked';

/** What istioctl finds wrong with the operation of a patch. */
export type PatchProblem = 'relative' | 'relative, by version' | 'replaces what cannot be' | 'adds what cannot be' | 'removes what cannot be';

/** A patch of an EnvoyFilter. */
export interface PlacedPatch {
  readonly on: EntryOf<'EnvoyFilter'>;
  readonly index: number;
  readonly operation: string;
  readonly applyTo: string;
  readonly problem: PatchProblem | undefined;
}

/** Where a patch has no effect with these operations. */
const ROUTES: ReadonlySet<string> = new Set(['ROUTE_CONFIGURATION', 'HTTP_ROUTE']);
/** What can be replaced. */
const REPLACEABLE: ReadonlySet<string> = new Set(['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST']);

/** The patches of all EnvoyFilters, each with what is wrong with its operation. */
export function placedPatches(mesh: Mesh): readonly PlacedPatch[] {
  // The names that earlier patches changed for chosen releases of the proxy alone.
  const byVersion = new Set<string>();
  return [...mesh.istioctl.all('EnvoyFilter')].sort(byAge).flatMap((on) => {
    const patches: PlacedPatch[] = [];
    for (const [index, each] of (on.resource.spec.configPatches ?? []).entries()) {
      const { applyTo = '', match, patch } = each as { readonly applyTo?: string; readonly match?: unknown; readonly patch?: Readonly<Record<string, unknown>> };
      if (!patch) break;
      const operation = asText(patch.operation) ?? '';
      const name = instanceName(patch.value, match);
      const relative = (on.resource.spec.priority ?? 0) !== 0 ? undefined : byVersion.has(name) ? 'relative, by version' : 'relative';
      patches.push({ on, index, operation, applyTo, problem: problemOf(operation, applyTo, relative) });
      if (asText(asObject(asObject(match).proxy).proxyVersion) !== undefined) byVersion.add(name);
    }
    return patches;
  });
}

function problemOf(operation: string, applyTo: string, relative: PatchProblem | undefined): PatchProblem | undefined {
  switch (operation) {
    case 'ADD': return ROUTES.has(applyTo) ? 'adds what cannot be' : undefined;
    case 'REMOVE': return ROUTES.has(applyTo) ? 'removes what cannot be' : relative;
    case 'REPLACE': return REPLACEABLE.has(applyTo) ? relative : 'replaces what cannot be';
    case 'INSERT_BEFORE': case 'INSERT_AFTER': return relative;
    default: return undefined;
  }
}

/** The name of what a patch brings, else of the filter that it matches; empty when it brings nothing. */
function instanceName(value: unknown, match: unknown): string {
  if (value === undefined || value === null) return '';
  const { name } = asObject(value);
  if (name !== undefined) return JSON.stringify(name);
  const { filter } = asObject(asObject(asObject(match).listener).filterChain);
  return asText(asObject(filter).name) ?? '';
}
