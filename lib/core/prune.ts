import type { Path } from './finding';

/**
 * A copy without the parts at the given paths, so that rules can read the rest. A bad entry takes its whole list with it:
 * a shorter list would mean something else.
 */
export function prune(value: unknown, paths: readonly Path[]): unknown {
  const copy = structuredClone(value);
  for (const path of paths) {
    let owner: unknown;
    let key: string | undefined;
    let at: unknown = copy;
    for (const step of path) {
      if (at === null || typeof at !== 'object') break;
      if (!Array.isArray(at)) {
        owner = at;
        key = String(step);
      }
      at = (at as Record<string | number, unknown>)[step];
    }
    if (owner !== undefined && key !== undefined) delete (owner as Record<string, unknown>)[key];
  }
  return copy;
}

/** True when `outer` is `inner` or holds it. */
export function covers(outer: Path, inner: Path): boolean {
  return outer.length <= inner.length && outer.every((step, i) => step === inner[i]);
}
