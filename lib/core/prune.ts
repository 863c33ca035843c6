import type { Path } from './finding';

/**
 * A copy without the parts at the given paths, so that rules can read the rest. A bad entry takes its whole list with it:
 * a shorter list would mean something else. Shares with the original what it does not change.
 */
export function prune(value: unknown, paths: readonly Path[]): unknown {
  return paths.reduce((pruned, path) => without(pruned, lastKey(value, path)), value);
}

/** True when `outer` is `inner` or holds it. */
export function covers(outer: Path, inner: Path): boolean {
  return outer.length <= inner.length && outer.every((step, i) => step === inner[i]);
}

/** The path up to the last key of an object in it: what can be taken away without moving anything else. */
function lastKey(root: unknown, path: Path): Path {
  let value = root;
  let length = 0;
  for (const [i, step] of path.entries()) {
    if (value === null || typeof value !== 'object') break;
    if (!Array.isArray(value)) length = i + 1;
    value = (value as Record<string | number, unknown>)[step];
  }
  return path.slice(0, length);
}

function without(value: unknown, path: Path): unknown {
  const [step, ...rest] = path;
  if (step === undefined || value === null || typeof value !== 'object' || !Object.hasOwn(value, step)) return value;
  if (Array.isArray(value)) return value.map((entry, i) => (i === step ? without(entry, rest) : (entry as unknown)));
  if (rest.length > 0) return { ...value, [step]: without((value as Record<string | number, unknown>)[step], rest) };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== step));
}
