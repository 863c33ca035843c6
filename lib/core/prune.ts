import type { Path } from './finding';

/**
 * A copy without the parts at the given paths, so that rules can read the rest. A bad entry takes its whole list with it:
 * a shorter list would mean something else. Shares with the original what it does not change; each object is copied once,
 * however many of its parts go.
 */
export function prune(value: unknown, paths: readonly Path[]): unknown {
  const doomed: Doomed = new Map();
  for (const path of paths) mark(doomed, value, path);
  return without(value, doomed);
}

/** True when `outer` is `inner` or holds it. */
export function covers(outer: Path, inner: Path): boolean {
  return outer.length <= inner.length && outer.every((step, i) => step === inner[i]);
}

/** What goes: whole parts, or parts of parts. */
type Doomed = Map<string | number, Doomed | 'whole'>;

/** Marks the part at the path up to the last key of an object in it: what can be taken away without moving anything else. */
function mark(root: Doomed, value: unknown, path: Path): void {
  const last = lastKey(value, path);
  let doomed = root;
  for (let i = 0; i < last; i++) {
    const step = path[i]!;
    const inner = doomed.get(step);
    if (inner === 'whole') return;
    if (i === last - 1) doomed.set(step, 'whole');
    else {
      const next: Doomed = inner ?? new Map();
      if (!inner) doomed.set(step, next);
      doomed = next;
    }
  }
}

/** How many steps of the path there are up to the last key of an object. */
function lastKey(root: unknown, path: Path): number {
  let value = root;
  let length = 0;
  for (const [i, step] of path.entries()) {
    if (value === null || typeof value !== 'object') break;
    if (!Array.isArray(value)) length = i + 1;
    value = (value as Record<string | number, unknown>)[step];
  }
  return length;
}

function without(value: unknown, doomed: Doomed): unknown {
  if (doomed.size === 0 || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    return value.map((entry, i) => {
      const inner = doomed.get(i);
      return inner instanceof Map ? without(entry, inner) : (entry as unknown);
    });
  }
  const kept: [string, unknown][] = [];
  for (const [key, entry] of Object.entries(value)) {
    const inner = doomed.get(key);
    if (inner !== 'whole') kept.push([key, inner ? without(entry, inner) : entry]);
  }
  return Object.fromEntries(kept);
}
