import { type Alias, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Path } from '../core/finding';
import type { Composed } from './parse-stream';
import { isMerge, keyText } from './to-json';

/** Offsets of a text: from `start` up to, and without, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a field stands: its key, or the item of a list. Of what is not there, the nearest owner that is. */
export function locate(document: Composed, path: Path): Span | undefined {
  const resolve = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  let at: unknown = document.contents;
  let found = spanOfContent(resolve(at));
  for (const step of path) {
    const owner = resolve(at);
    if (isSeq(owner) && typeof step === 'number' && owner.items[step] !== undefined) {
      at = owner.items[step];
      found = (isNode(at) ? spanOfContent(at) : undefined) ?? found;
      continue;
    }
    const pair = isMap(owner) ? pairOf(owner.items as Pair[], String(step), resolve) : undefined;
    if (!pair) break;
    at = pair.value;
    found = spanOfPair(pair) ?? found;
  }
  return found;
}

/** The pair of that key: one written here, or the first one that `<<` brings. */
function pairOf(pairs: readonly Pair[], name: string, resolve: (node: unknown) => unknown): Pair | undefined {
  const own = pairs.find(({ key }) => !isMerge(key) && keyText(key, resolve as (alias: Alias) => unknown) === name);
  if (own) return own;
  for (const { key, value } of pairs) {
    if (!isMerge(key)) continue;
    const merged = resolve(value);
    for (const item of isSeq(merged) ? merged.items : [merged]) {
      const map = resolve(item);
      const pair = isMap(map) ? pairOf(map.items as Pair[], name, resolve) : undefined;
      if (pair) return pair;
    }
  }
  return undefined;
}

function spanOfPair({ key, value }: Pair): Span | undefined {
  const range = (key as Node | null)?.range;
  if (!range) return undefined;
  // The value of a single field belongs to what is marked; of a whole block its name is enough.
  const end = isScalar(value) || isAlias(value) ? value.range![1] : range[1];
  return { start: range[0], end: Math.max(range[1], end) };
}

function spanOfContent(node: unknown): Span | undefined {
  const range = isNode(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : undefined;
}
