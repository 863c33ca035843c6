import { fileRules } from '../core/file-rules';
import type { ListNode, MapNode, Node, Pair } from './nodes';
import { Scanner } from './scanner';
import { ReadingError } from './reading-error';
import type { Token, TokenType } from './tokens';

/** A document, and what the reader leaves behind it. */
export interface ParsedDocument {
  /** Undefined where the text has none. */
  readonly root: Node | undefined;
  /** Where the document ends, and whether `...` ends it. */
  readonly end: number;
  readonly isEnded: boolean;
}

/** The levels of brackets and indents that are read; the reader is recursive, and no Kubernetes object is that deep. */
export const MAX_DEPTH = 200;

/** Reads the first document of a part of a text, and nothing behind it, as go-yaml does (go.yaml.in/yaml/v2 parserc.go). */
export function parseYaml(text: string, start: number, end: number): ParsedDocument {
  return new Parser(new Scanner(text, start, end), text).document();
}

class Parser {
  private readonly anchors = new Map<string, Node>();
  private depth = 0;
  /** Behind the last token that was taken. */
  private lastEnd = 0;

  public constructor(private readonly scanner: Scanner, private readonly text: string) {}

  public document(): ParsedDocument {
    const isEmpty = this.is('end');
    const root = isEmpty ? undefined : this.content();
    const { type, start, end } = this.scanner.peek();
    return type === 'documentEnd' ? { root, end, isEnded: true } : { root, end: start, isEnded: false };
  }

  private content(): Node {
    if (this.is('directive')) {
      // The reader of lines cuts at the --- that would have to follow.
      throw new ReadingError(this.scanner.peek().start, 'Expected no line that begins with %, which kubectl does not read', { fix: 'remove the line, or quote the text' });
    }
    if (!this.is('documentStart')) return this.node(true, false);
    this.take();
    return this.is('directive', 'documentStart', 'documentEnd', 'end') ? this.empty() : this.node(true, false);
  }

  private is(...types: TokenType[]): boolean {
    return types.includes(this.scanner.peek().type);
  }

  private take(): Token {
    const token = this.scanner.next();
    this.lastEnd = token.end;
    return token;
  }

  /** The null that stands where nothing is written. */
  private empty(tag?: string): Node {
    return { kind: 'scalar', text: '', style: 'plain', tag, start: this.lastEnd, end: this.lastEnd };
  }

  private node(isBlock: boolean, mayBeIndentless: boolean): Node {
    if (this.is('alias')) {
      const { text: name, start, end } = this.take();
      return { kind: 'alias', name, target: this.anchors.get(name), start, end };
    }
    let anchor: string | undefined;
    let tag: string | undefined;
    for (let token = this.scanner.peek(); ; token = this.scanner.peek()) {
      if (token.type === 'anchor' && anchor === undefined) anchor = this.take().text;
      else if (token.type === 'tag' && tag === undefined) tag = this.take().text;
      else break;
    }
    const { type, start, end, text, style } = this.scanner.peek();
    const anchored = <Kind extends Node>(node: Kind): Kind => {
      if (anchor !== undefined) {
        node.isAnchored = true;
        this.anchors.set(anchor, node);
      }
      return node;
    };
    switch (type) {
      case 'scalar':
        this.take();
        return anchored({ kind: 'scalar', text, style: style!, tag, start, end });
      case 'flowSequenceStart': return this.nested(() => this.flowSequence(anchored({ kind: 'list', items: [], start, end })));
      case 'flowMappingStart': return this.nested(() => this.flowMapping(anchored({ kind: 'map', pairs: [], start, end })));
      case 'blockEntry':
        if (mayBeIndentless) return this.nested(() => this.indentlessSequence(anchored({ kind: 'list', items: [], start, end })));
        break;
      case 'blockSequenceStart':
        if (isBlock) return this.nested(() => this.blockSequence(anchored({ kind: 'list', items: [], start, end })));
        break;
      case 'blockMappingStart':
        if (isBlock) return this.nested(() => this.blockMapping(anchored({ kind: 'map', pairs: [], start, end })));
        break;
    }
    if (anchor !== undefined || tag !== undefined) return anchored(this.empty(tag));
    throw this.unexpected('a value or a key');
  }

  private nested<Kind extends Node>(read: () => Kind): Kind {
    if (++this.depth > MAX_DEPTH) {
      throw new ReadingError(this.scanner.peek().start, `Expected at most ${MAX_DEPTH} levels of nesting, got more`, { rule: fileRules.tooDeep });
    }
    const node = read();
    node.end = Math.max(node.end, this.lastEnd);
    this.depth--;
    return node;
  }

  private blockSequence(list: ListNode): ListNode {
    this.take();
    while (this.is('blockEntry')) {
      this.take();
      list.items.push(this.is('blockEntry', 'blockEnd') ? this.empty() : this.node(true, false));
    }
    this.closeBlock(list, 'another item with -');
    return list;
  }

  private indentlessSequence(list: ListNode): ListNode {
    while (this.is('blockEntry')) {
      this.take();
      list.items.push(this.is('blockEntry', 'key', 'value', 'blockEnd') ? this.empty() : this.node(true, false));
    }
    return list;
  }

  private blockMapping(map: MapNode): MapNode {
    this.take();
    while (this.is('key')) {
      this.take();
      const key = this.blockMappingPart();
      if (this.is('value')) {
        this.take();
        map.pairs.push({ key, value: this.blockMappingPart() });
      } else {
        map.pairs.push({ key, value: this.empty() });
      }
    }
    this.closeBlock(map, 'another "key: value"');
    return map;
  }

  private blockMappingPart(): Node {
    return this.is('key', 'value', 'blockEnd') ? this.empty() : this.node(true, true);
  }

  /** A block ends where its text does, and not where the next line begins. */
  private closeBlock(block: ListNode | MapNode, expected: string): void {
    if (!this.is('blockEnd')) throw this.unexpected(expected);
    this.scanner.next();
    block.end = this.lastEnd;
  }

  private flowSequence(list: ListNode): ListNode {
    this.take();
    for (let isFirst = true; !this.is('flowSequenceEnd'); isFirst = false) {
      if (!isFirst) this.takeComma(']');
      if (this.is('key')) list.items.push(this.flowPair());
      else if (!this.is('flowSequenceEnd')) list.items.push(this.flowNode(']'));
    }
    this.take();
    return list;
  }

  /** `[a: 1]` is a list of one map of one key. */
  private flowPair(): MapNode {
    const { start, end } = this.take();
    let key: Node;
    if (this.is('value', 'flowEntry', 'flowSequenceEnd')) {
      // go-yaml takes the colon here, and so expects no value behind it.
      this.take();
      key = this.empty();
    } else {
      key = this.flowNode(']');
    }
    const pair: Pair = { key, value: this.flowValue(']', 'flowSequenceEnd') };
    return { kind: 'map', pairs: [pair], start: Math.max(start, Math.min(end, key.start)), end: this.lastEnd };
  }

  private flowMapping(map: MapNode): MapNode {
    this.take();
    for (let isFirst = true; !this.is('flowMappingEnd'); isFirst = false) {
      if (!isFirst) this.takeComma('}');
      if (this.is('key')) {
        this.take();
        const key = this.is('value', 'flowEntry', 'flowMappingEnd') ? this.empty() : this.flowNode('}');
        map.pairs.push({ key, value: this.flowValue('}', 'flowMappingEnd') });
      } else if (!this.is('flowMappingEnd')) {
        map.pairs.push({ key: this.flowNode('}'), value: this.empty() });
      }
    }
    this.take();
    return map;
  }

  private flowValue(bracket: string, close: TokenType): Node {
    if (!this.is('value')) return this.empty();
    this.take();
    return this.is('flowEntry', close) ? this.empty() : this.flowNode(bracket);
  }

  private flowNode(bracket: string): Node {
    if (this.is('end', 'directive', 'documentStart', 'documentEnd')) throw this.unclosed(bracket);
    return this.node(false, false);
  }

  private takeComma(bracket: string): void {
    if (this.is('end', 'directive', 'documentStart', 'documentEnd')) throw this.unclosed(bracket);
    if (!this.is('flowEntry')) throw this.unexpected(`, or ${bracket}`);
    this.take();
  }

  private unclosed(bracket: string): ReadingError {
    return new ReadingError(this.scanner.peek().start, `Expected a closing "${bracket}", got none`, { fix: `close the bracket with ${bracket}` });
  }

  private unexpected(expected: string): ReadingError {
    const { type, start, end } = this.scanner.peek();
    if (type === 'blockMappingStart' || type === 'blockSequenceStart' || type === 'blockEnd') {
      return new ReadingError(start, 'Expected the indent of the lines around it, got another one', { fix: 'indent the fields of one object alike' });
    }
    if (start > this.lastEnd && !this.text.slice(this.lastEnd, start).includes('\n') && ['scalar', 'alias', 'anchor', 'tag'].includes(type)) {
      return new ReadingError(start, 'Expected the end of the value, got more text behind it', { fix: 'indent fields alike, and quote the whole of a text' });
    }
    const line = this.text.slice(start, Math.max(end, start + 1)).split('\n', 1)[0]!;
    const shown = type === 'end' ? 'the end of the document' : type === 'key' ? 'a key' : line;
    return new ReadingError(start, `Expected ${expected}, got ${shown}`, { fix: 'remove it, or put the text into quotes' });
  }
}
