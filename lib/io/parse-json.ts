import { fileRules } from '../core/file-rules';
import type { Node, ScalarNode } from './nodes';
import { MAX_DEPTH } from './parse-yaml';
import { ReadingError } from './reading-error';

const BLANKS = /[ \t\r\n]*/y;
const TEXT = /"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;

/** A value of JSON in a text, and what is left behind it. */
export interface ParsedJson {
  readonly root: Node;
  readonly end: number;
}

/** Reads one value of JSON, as Go's encoding/json does; undefined where only blanks are left. */
export function parseJson(text: string, start: number): ParsedJson | undefined {
  const parser = new JsonParser(text, start);
  return parser.isAtEnd() ? undefined : { root: parser.value(), end: parser.offset };
}

class JsonParser {
  private depth = 0;

  public constructor(private readonly text: string, public offset: number) {}

  public isAtEnd(): boolean {
    this.skip();
    return this.offset >= this.text.length;
  }

  public value(): Node {
    this.skip();
    const first = this.text.charAt(this.offset);
    if (first === '{' || first === '[') return this.nested(first);
    if (first === '"') return this.string();
    return this.scalar(this.match(NUMBER) ?? this.match(WORD));
  }

  private nested(bracket: '{' | '['): Node {
    const start = this.offset;
    if (++this.depth > MAX_DEPTH) {
      throw new ReadingError(start, `Expected at most ${MAX_DEPTH} levels of nesting, got more`, { rule: fileRules.tooDeep });
    }
    this.offset++;
    const node: Node = bracket === '{' ? { kind: 'map', pairs: [], start, end: start } : { kind: 'list', items: [], start, end: start };
    const close = bracket === '{' ? '}' : ']';
    for (let isFirst = true; !this.takes(close); isFirst = false) {
      if (!isFirst) this.expect(',');
      if (node.kind === 'list') {
        node.items.push(this.value());
        continue;
      }
      this.skip();
      const key = this.string();
      this.expect(':');
      node.pairs.push({ key, value: this.value() });
    }
    node.end = this.offset;
    this.depth--;
    return node;
  }

  private string(): ScalarNode {
    const start = this.offset;
    const json = this.match(TEXT);
    if (json === undefined) throw this.unexpected('text in double quotes');
    const text = json.includes('\\') ? JSON.parse(json) as string : json.slice(1, -1);
    return { kind: 'scalar', text, style: 'quoted', tag: undefined, start, end: this.offset };
  }

  private scalar(text: string | undefined): ScalarNode {
    if (text === undefined) throw this.unexpected('a value of JSON');
    return { kind: 'scalar', text, style: 'json', tag: undefined, start: this.offset - text.length, end: this.offset };
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.text)?.[0];
    this.offset += found?.length ?? 0;
    return found;
  }

  private skip(): void {
    const code = this.text.charCodeAt(this.offset);
    if (code <= 0x20) this.match(BLANKS);
  }

  private takes(character: string): boolean {
    this.skip();
    if (this.text.charAt(this.offset) !== character) return false;
    this.offset++;
    return true;
  }

  private expect(character: string): void {
    if (!this.takes(character)) throw this.unexpected(`"${character}"`);
  }

  private unexpected(expected: string): ReadingError {
    const got = this.offset >= this.text.length ? 'the end' : JSON.stringify(this.text.charAt(this.offset));
    return new ReadingError(this.offset, `Expected ${expected} in JSON, got ${got}`, { fix: 'write JSON, or put --- between documents of YAML' });
  }
}
