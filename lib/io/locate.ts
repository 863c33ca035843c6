import type { Path } from '../core/finding';
import { type MapNode, type Node, type Pair, target } from './nodes';
import { keyText } from './scalar';
import { isMerge } from './to-json';

/** Offsets of a text: from `start` up to, and without, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a field stands: its key, or the item of a list. Of what is not there, the nearest owner that is. */
export function locate(root: Node, path: Path): Span {
  let at: Node = root;
  let found = spanOfContent(target(root) ?? root);
  for (const step of path) {
    const owner = target(at);
    if (owner?.kind === 'list' && typeof step === 'number' && owner.items[step] !== undefined) {
      at = owner.items[step];
      found = spanOfContent(at);
      continue;
    }
    const pair = owner?.kind === 'map' ? pairOf(owner, String(step)) : undefined;
    if (!pair) break;
    at = pair.value;
    found = spanOfPair(pair);
  }
  return found;
}

/** How the text writes the plain scalar at a path, before YAML makes a number or a boolean of it; undefined where it is none. */
export function plainText(root: Node, path: Path): string | undefined {
  let at: Node | undefined = target(root);
  for (const step of path) {
    if (at?.kind === 'list' && typeof step === 'number') at = at.items[step];
    else at = at?.kind === 'map' ? pairOf(at, String(step))?.value : undefined;
    at &&= target(at);
  }
  return at?.kind === 'scalar' && at.tag === undefined && (at.style === 'plain' || at.style === 'json') ? at.text : undefined;
}

/** The pair of that key which counts: the last one, written here or brought by `<<`; of a list of merges the first one. */
function pairOf({ pairs }: MapNode, name: string): Pair | undefined {
  for (let i = pairs.length - 1; i >= 0; i--) {
    const pair = pairs[i]!;
    if (isMerge(pair.key)) {
      const merged = target(pair.value);
      for (const item of merged?.kind === 'list' ? merged.items : [merged]) {
        const map = item && target(item);
        const found = map?.kind === 'map' ? pairOf(map, name) : undefined;
        if (found) return found;
      }
      continue;
    }
    const key = target(pair.key);
    if (key?.kind === 'scalar' && keyText(key) === name) return pair;
  }
  return undefined;
}

function spanOfPair({ key, value }: Pair): Span {
  // The value of a single field belongs to what is marked; of a whole block its name is enough.
  const end = value.kind === 'scalar' || value.kind === 'alias' ? value.end : key.end;
  return { start: key.start, end: Math.max(key.end, end) };
}

function spanOfContent({ start, end }: Node): Span {
  return { start, end };
}
