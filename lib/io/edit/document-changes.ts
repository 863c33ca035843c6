import { isDeepStrictEqual } from 'node:util';
import { type Edit, valueAt } from '../../core/edit';
import type { Path } from '../../core/finding';
import type { ListNode, MapNode, Node, Pair, ScalarNode } from '../nodes';
import { keyText } from '../scalar';
import { isMerge } from '../to-json';
import { flowText, wordText } from './flow-text';
import { Layout } from './layout';
import type { TextChange } from './text-change';
import { Unwritable } from './unwritable';

/** A value of a document, with what holds it. */
interface Found {
  readonly owner: MapNode | ListNode;
  /** Which pair or item of the owner it is. */
  readonly index: number;
  readonly value: Node;
}

/** Turns edits of a document into changes of its text. */
export class DocumentChanges {
  /** True when what was edited is inside of an anchor, to which aliases may refer. */
  public isAnchored = false;
  private readonly layout: Layout;

  public constructor(text: string, private readonly root: Node, private readonly json: unknown) {
    this.layout = new Layout(text, root.kind !== 'scalar' && root.kind !== 'alias' && isJsonText(root));
  }

  /** @throws Unwritable where the text has it in a form that cannot be edited safely */
  public of({ path, op, value, to }: Edit): readonly TextChange[] {
    const found = this.find(path);
    switch (op) {
      case 'set': return this.set(found, path, value);
      case 'rename': return [this.rename(this.pairOf(found), String(to))];
      case 'remove': return [this.layout.cut(this.mapOf(found), found.index)];
      case 'move': return this.move(found, to as Path);
    }
  }

  private set({ value: node }: Found, path: Path, value: unknown): readonly TextChange[] {
    if (node.isAnchored) throw new Unwritable('other places refer to its anchor');
    const now = valueAt(this.json, path);
    if (Array.isArray(value) && value.length === 1 && node.kind === 'map' && isDeepStrictEqual(value[0], now)) return this.layout.wrap(node);
    if (node.kind === 'list' && node.items.length === 1 && Array.isArray(now) && isDeepStrictEqual(value, now[0])) return this.layout.unwrap(node);
    return [this.layout.replace(node, flowText(value, this.layout.isJson))];
  }

  private rename({ key }: Pair, to: string): TextChange {
    const { style } = key as ScalarNode;
    return { start: key.start, end: key.end, text: style === 'plain' ? wordText(to, this.layout.isJson) : JSON.stringify(to) };
  }

  private move(found: Found, to: Path): readonly TextChange[] {
    const from = this.mapOf(found);
    const pair = this.pairOf(found);
    if (pair.value.kind === 'alias') throw new Unwritable('its value is an alias');
    const { owner, rest } = this.ownerOf(to);
    if (owner === from) return [this.layout.replacePair(pair, rest)];
    const cut = this.layout.cut(from, found.index);
    return [cut, this.layout.put(owner, rest, pair, cut)];
  }

  /** The map that is there of the owners of a path, and the steps below it that are not. */
  private ownerOf(path: Path): { owner: MapNode; rest: Path } {
    let at: Node = this.root;
    for (const [i, step] of path.entries()) {
      if (at.kind === 'alias') throw new Unwritable('its new place is behind an alias');
      const next: Node | undefined = at.kind === 'list' ? at.items[step as number] : at.kind === 'map' ? this.ownPair(at, String(step))?.value : undefined;
      if (next) {
        at = next;
        continue;
      }
      if (at.kind !== 'map') throw new Unwritable('its new place is no object');
      return { owner: at, rest: path.slice(i) };
    }
    throw new Unwritable('its new place is taken');
  }

  private find(path: Path): Found {
    let at: Node = this.root;
    let found: Found | undefined;
    for (const step of path) {
      if (at.kind === 'alias') throw new Unwritable(`it is reached through the alias *${at.name}, so that other places have it too`);
      if (at.kind === 'list' && typeof step === 'number' && at.items[step]) {
        found = { owner: at, index: step, value: at.items[step] };
      } else if (at.kind === 'map') {
        const pair = this.ownPair(at, String(step));
        if (!pair) throw new Unwritable(at.pairs.some(({ key }) => isMerge(key)) ? 'it is brought by <<, so that other places have it too' : 'it is not in the text');
        found = { owner: at, index: at.pairs.indexOf(pair), value: pair.value };
      } else throw new Unwritable('it is not in the text');
      if (found.owner.isAnchored) this.isAnchored = true;
      at = found.value;
    }
    if (!found) throw new Unwritable('it is the whole document');
    return found;
  }

  /** The pair of that key which is written in the map itself, and counts. */
  private ownPair({ pairs }: MapNode, name: string): Pair | undefined {
    const own = pairs.filter(({ key }) => key.kind === 'scalar' && !isMerge(key) && keyText(key) === name);
    if (own.length > 1) throw new Unwritable('its key is there twice');
    return own[0];
  }

  private mapOf({ owner }: Found): MapNode {
    if (owner.kind === 'map') return owner;
    throw new Unwritable('it is an entry of a list');
  }

  private pairOf(found: Found): Pair {
    const pair = this.mapOf(found).pairs[found.index]!;
    if (pair.key.kind !== 'scalar' || pair.key.tag !== undefined || pair.key.isAnchored) throw new Unwritable('its key has a tag or an anchor');
    return pair;
  }
}

/** True for a document that was read as JSON: YAML has other styles for its scalars. */
function isJsonText(root: MapNode | ListNode): boolean {
  const first = root.kind === 'map' ? root.pairs[0] : undefined;
  if (!first) return false;
  for (const { key, value } of (root as MapNode).pairs) {
    if (key.kind === 'scalar' && key.style === 'plain') return false;
    if (value.kind === 'scalar' && value.style !== 'quoted') return value.style === 'json';
  }
  return true;
}
