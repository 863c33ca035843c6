import type { Path } from '../../core/finding';
import type { ListNode, MapNode, Node, Pair } from '../nodes';
import { wordText } from './flow-text';
import type { TextChange } from './text-change';
import { Unwritable } from './unwritable';

/** Where nodes stand in the lines of a text, and how they are written there. */
export class Layout {
  private readonly newline: string;

  public constructor(private readonly text: string, public readonly isJson: boolean) {
    this.newline = text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** Other text in place of a value. */
  public replace(node: Node, text: string): TextChange {
    const { start, end } = node;
    const now = this.text.slice(start, end);
    if (node.kind === 'scalar' && (node.style === 'block' || node.tag !== undefined)) throw new Unwritable('it is text over lines, or has a tag');
    if (node.kind === 'alias') throw new Unwritable('it is an alias');
    if (now === '') throw new Unwritable('nothing is written there');
    if (node.kind !== 'scalar' && /[#&*]/.test(now)) throw new Unwritable('it holds a comment, an anchor or an alias');
    return { start, end, text };
  }

  /** A list of one entry around an object. */
  public wrap(node: MapNode): readonly TextChange[] {
    const { start, end } = node;
    if (this.isFlow(node)) return [{ start, end: start, text: '[' }, { start: end, end, text: ']' }];
    const dash: TextChange = { start, end: start, text: '- ' };
    return [dash, ...this.lineStarts(start, end).map((at) => ({ start: at, end: at, text: '  ' }))];
  }

  /** The one entry of a list without the list. */
  public unwrap(list: ListNode): readonly TextChange[] {
    const [item] = list.items as [Node];
    if (this.isFlow(list)) return [{ start: list.start, end: item.start, text: '' }, { start: item.end, end: list.end, text: '' }];
    return [{ start: list.start, end: list.start + 1, text: ' ' }];
  }

  /** Takes a pair out of its map, with the lines that are its own. */
  public cut(map: MapNode, index: number): TextChange {
    const { pairs } = map;
    const pair = pairs[index]!;
    const [start, end] = [pair.key.start, endOf(pair)];
    const [before, next] = [pairs[index - 1], pairs[index + 1]];
    if (this.isFlow(map)) {
      if (next) return this.withoutComment({ start, end: next.key.start, text: '' }, end);
      return before ? { start: endOf(before), end, text: '' } : { start, end, text: '' };
    }
    if (pairs.length === 1) return this.withoutComment({ start: map.start, end: map.end, text: '{}' }, map.start);
    const lineStart = this.lineStart(start);
    if (/\S/.test(this.text.slice(lineStart, start))) {
      // Behind the dash of a list entry the next pair takes its place.
      if (!next) throw new Unwritable('it is the one field on the line of a dash');
      return this.withoutComment({ start, end: next.key.start, text: '' }, end);
    }
    const behind = this.lineEnd(end);
    if (!/^[ \t]*(?:#.*)?\r?$/.test(this.text.slice(end, behind))) throw new Unwritable('more stands on its line');
    return { start: lineStart, end: Math.min(behind + 1, this.text.length), text: '' };
  }

  /** Writes a pair at a path below its own map, in its place. */
  public replacePair(pair: Pair, path: Path): TextChange {
    const isFlow = this.text.slice(this.lineStart(pair.key.start), pair.key.start).includes('{') || this.isJson;
    const text = isFlow ? this.flowPair(path, pair.value) : this.blockPair(path, pair.value, this.column(pair.key.start));
    return { start: pair.key.start, end: endOf(pair), text };
  }

  /** Writes the value of a pair that is cut out into another map, behind its last pair. */
  public put(map: MapNode, path: Path, { key, value }: Pair, cut: TextChange): TextChange {
    const last = map.pairs[map.pairs.length - 1];
    if (this.isFlow(map) || !last) {
      const at = last ? endOf(last) : map.start + 1;
      return { start: at, end: at, text: `${last ? ', ' : ''}${this.flowPair(path, value)}` };
    }
    const first = map.pairs[0]!;
    const column = this.column(first.key.start);
    const end = this.lineEnd(map.end);
    const isInline = value.kind === 'scalar' || this.isFlow(value);
    const comment = isInline && this.isAlone(key) ? /^[ \t]+#[^\r\n]*/.exec(this.text.slice(value.end, this.lineEnd(value.end)))?.[0] ?? '' : '';
    const line = `${' '.repeat(column)}${this.blockPair(path, value, column)}${comment}`;
    if (end >= this.text.length) return { start: end, end, text: cut.end === end && cut.text === '' ? line : `${this.newline}${line}` };
    return { start: end + 1, end: end + 1, text: `${line}${this.newline}` };
  }

  private flowPair([step, ...rest]: Path, value: Node): string {
    const text = rest.length === 0 ? this.flowValue(value)
      : typeof rest[0] === 'number' ? `[{${this.flowPair(rest.slice(1), value)}}]` : `{${this.flowPair(rest, value)}}`;
    return `${wordText(String(step), this.isJson)}: ${text}`;
  }

  /** A value that already stands on one line, or is a scalar, as it is written. */
  private flowValue(value: Node): string {
    const text = this.text.slice(value.start, value.end);
    if (value.isAnchored || (value.kind === 'scalar' && value.style === 'block')) throw new Unwritable('its value does not fit on one line');
    const isPlain = value.kind === 'scalar' && value.style === 'plain';
    if (isPlain ? /[[\]{},#:]|^$/.test(text) : value.kind !== 'scalar' && !this.isFlow(value)) throw new Unwritable('its value does not fit on one line');
    return text;
  }

  private blockPair([step, ...rest]: Path, value: Node, column: number): string {
    const key = wordText(String(step), this.isJson);
    if (rest.length === 0) return `${key}:${this.blockValue(value, column)}`;
    const inner = ' '.repeat(column + 2);
    if (typeof rest[0] === 'number') return `${key}:${this.newline}${inner}- ${this.blockPair(rest.slice(1), value, column + 4)}`;
    return `${key}:${this.newline}${inner}${this.blockPair(rest, value, column + 2)}`;
  }

  private blockValue(value: Node, column: number): string {
    if (value.isAnchored) throw new Unwritable('other places refer to its anchor');
    const text = this.text.slice(value.start, value.end);
    if (value.kind === 'scalar' && value.style === 'block') throw new Unwritable('it is text over lines');
    if (value.kind === 'scalar' || this.isFlow(value)) return text === '' ? '' : ` ${text}`;
    const indent = this.column(value.start);
    const lines = text.split(/\r?\n/).map((line, i) => (i === 0 ? line : line.replace(new RegExp(`^ {0,${indent}}`), '')));
    return lines.map((line) => `${this.newline}${line.trim() === '' ? '' : ' '.repeat(column + 2)}${line}`).join('');
  }

  private withoutComment(change: TextChange, from: number): TextChange {
    if (this.text.slice(from, change.end).includes('#')) throw new Unwritable('a comment would be lost');
    return change;
  }

  private isFlow(node: Node): boolean {
    return (node.kind === 'map' && this.text[node.start] === '{') || (node.kind === 'list' && this.text[node.start] === '[');
  }

  private isAlone(key: Node): boolean {
    return !/\S/.test(this.text.slice(this.lineStart(key.start), key.start));
  }

  private column(offset: number): number {
    return offset - this.lineStart(offset);
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The newline that ends the line, or the end of the text. */
  private lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset);
    return end === -1 ? this.text.length : end;
  }

  /** The lines behind the first one of a part that have text. */
  private lineStarts(start: number, end: number): number[] {
    const starts: number[] = [];
    for (let at = this.text.indexOf('\n', start) + 1; at > 0 && at < end; at = this.text.indexOf('\n', at) + 1) {
      if (this.text.slice(at, this.lineEnd(at)).trim() !== '') starts.push(at);
    }
    return starts;
  }
}

function endOf({ key, value }: Pair): number {
  return Math.max(key.end, value.end);
}
