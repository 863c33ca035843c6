import { fileRules } from '../core/file-rules';
import { CHAR, isBlankOrEnd, isBreak } from './characters';
import { Cursor } from './cursor';
import { scanBlock } from './scan-block';
import { scanPlain, tabAsIndent } from './scan-plain';
import { scanName, scanTag } from './scan-properties';
import { scanQuoted } from './scan-quoted';
import { missingColon, SimpleKeys } from './simple-keys';
import { ReadingError } from './reading-error';
import type { Style, Token, TokenType } from './tokens';

const MAX_TOKENS = 8_000_000;
const DIRECTIVE = /%(?:YAML[ \t]+\d{1,2}\.\d{1,2}|TAG[ \t]+!(?:[\w-]*!)?[ \t]+[\w;/?:@&=+$,.!~*'()[\]%-]+)(?=[ \t]*(?:#.*)?[\r\n])/y;

/**
 * The tokens of one document, as go-yaml's scanner makes them (go.yaml.in/yaml/v2 scannerc.go): what it takes and refuses is decided
 * here, character by character, so its steps and their order are the same. Only a colon behind a token makes it a key, so a few tokens are
 * held back.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private readonly keys = new SimpleKeys();
  private readonly indents: number[] = [];
  private indent = -1;
  private flowLevel = 0;
  private mayBeKey = true;
  private queue: Token[] = [];
  private head = 0;
  /** How many tokens the parser took. */
  private taken = 0;
  private isReady = false;
  /** Where the last scalar begins, and on which line: what stands before a colon that cannot be there. */
  private lastScalar = { start: 0, line: 0 };

  public constructor(text: string, start: number, end: number) {
    this.cursor = new Cursor(text, start, end);
  }

  /** The next token, which stays the next one. */
  public peek(): Token {
    if (!this.isReady) {
      this.fetchUntilSure();
      this.isReady = true;
    }
    return this.queue[this.head]!;
  }

  /** Takes the next token. */
  public next(): Token {
    const token = this.peek();
    this.isReady = false;
    this.taken++;
    this.head++;
    if (this.head === this.queue.length) {
      this.queue = [];
      this.head = 0;
    }
    return token;
  }

  /** Fetches tokens until the first one can no longer become a key. */
  private fetchUntilSure(): void {
    while (this.head === this.queue.length || this.keys.isPossibleAt(this.taken, this.cursor)) this.fetch();
  }

  private fetch(): void {
    if (this.taken + this.queue.length > MAX_TOKENS) {
      throw new ReadingError(this.cursor.offset, `Expected a document of at most ${MAX_TOKENS / 1e6} million tokens, got more`, { rule: fileRules.tooLarge });
    }
    this.skipToToken();
    const { cursor } = this;
    this.unroll(cursor.column);
    if (cursor.offset >= cursor.end) return this.fetchEnd();
    const code = cursor.code();
    if (cursor.column === 0) {
      if (code === CHAR.percent) return this.fetchDirective();
      if (cursor.isDocumentIndicator()) return this.fetchIndicator(code === CHAR.dash ? 'documentStart' : 'documentEnd');
    }
    switch (code) {
      case CHAR.openBracket: return this.fetchFlowStart('flowSequenceStart');
      case CHAR.openBrace: return this.fetchFlowStart('flowMappingStart');
      case CHAR.closeBracket: return this.fetchFlowEnd('flowSequenceEnd');
      case CHAR.closeBrace: return this.fetchFlowEnd('flowMappingEnd');
      case CHAR.comma: return this.fetchFlowEntry();
      case CHAR.star: return this.fetchNamed('alias', scanName);
      case CHAR.ampersand: return this.fetchNamed('anchor', scanName);
      case CHAR.bang: return this.fetchNamed('tag', scanTag);
      case CHAR.singleQuote:
      case CHAR.doubleQuote: return this.fetchQuoted();
      case CHAR.pipe:
      case CHAR.greater: if (this.flowLevel === 0) return this.fetchBlock(); break;
      case CHAR.dash: if (isBlankOrEnd(cursor.code(1))) return this.fetchBlockEntry(); break;
      case CHAR.question: if (this.flowLevel > 0 || isBlankOrEnd(cursor.code(1))) return this.fetchKey(); break;
      case CHAR.colon: if (this.flowLevel > 0 || isBlankOrEnd(cursor.code(1))) return this.fetchValue(); break;
      case CHAR.tab: throw tabAsIndent(cursor.offset);
    }
    if (isReserved(code) || (this.flowLevel > 0 && code === CHAR.colon)) {
      throw new ReadingError(cursor.offset, 'Expected a value, got a character that no unquoted value begins with', { fix: 'put the value into quotes' });
    }
    this.fetchPlain();
  }

  private skipToToken(): void {
    const { cursor } = this;
    for (;;) {
      let code = cursor.code();
      while (code === CHAR.space || (code === CHAR.tab && (this.flowLevel > 0 || !this.mayBeKey))) {
        cursor.offset++;
        code = cursor.code();
      }
      if (code === CHAR.hash) {
        cursor.skipLine();
        code = cursor.code();
      }
      if (!isBreak(code)) return;
      cursor.readBreak();
      if (this.flowLevel === 0) this.mayBeKey = true;
    }
  }

  private add(type: TokenType, start: number, end: number, text = '', style?: Style): void {
    this.queue.push({ type, start, end, text, style });
  }

  /** Puts a token before the one of that number, or behind all where the parser has passed it. */
  private insert(number: number, token: Token): void {
    const at = number - this.taken;
    if (at < 0) this.queue.push(token);
    else this.queue.splice(this.head + at, 0, token);
  }

  private get nextNumber(): number {
    return this.taken + this.queue.length - this.head;
  }

  private saveKey(): void {
    if (!this.mayBeKey) return;
    this.keys.save(this.nextNumber, this.flowLevel === 0 && this.indent === this.cursor.column, this.cursor);
  }

  private roll(column: number, type: TokenType, start: number, number?: number): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    const token = { type, start, end: start, text: '', style: undefined };
    if (number === undefined) this.queue.push(token);
    else this.insert(number, token);
  }

  private unroll(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      this.add('blockEnd', this.cursor.offset, this.cursor.offset);
      this.indent = this.indents.pop()!;
    }
  }

  private fetchEnd(): void {
    this.unroll(-1);
    this.keys.remove();
    this.mayBeKey = false;
    this.add('end', this.cursor.offset, this.cursor.offset);
  }

  private fetchDirective(): void {
    const { cursor } = this;
    DIRECTIVE.lastIndex = cursor.offset;
    const directive = DIRECTIVE.exec(cursor.text)?.[0];
    if (directive === undefined) {
      throw new ReadingError(cursor.offset, 'Unknown directive: a line that begins with % gives orders to the reader', { fix: 'quote the text, or remove the line' });
    }
    this.fetchIndicator('directive', directive.length);
  }

  private fetchIndicator(type: TokenType, length = 3): void {
    this.unroll(-1);
    this.keys.remove();
    this.mayBeKey = false;
    this.pass(type, length);
  }

  private pass(type: TokenType, length = 1): void {
    const start = this.cursor.offset;
    this.cursor.offset += length;
    this.add(type, start, this.cursor.offset);
  }

  private fetchFlowStart(type: TokenType): void {
    this.saveKey();
    this.keys.open(this.nextNumber);
    this.flowLevel++;
    this.mayBeKey = true;
    this.pass(type);
  }

  private fetchFlowEnd(type: TokenType): void {
    this.keys.remove();
    if (this.flowLevel > 0) {
      this.flowLevel--;
      this.keys.close();
    }
    this.mayBeKey = false;
    this.pass(type);
  }

  private fetchFlowEntry(): void {
    this.keys.remove();
    this.mayBeKey = true;
    this.pass('flowEntry');
  }

  private fetchBlockEntry(): void {
    if (this.flowLevel === 0) {
      if (!this.mayBeKey) throw new ReadingError(this.cursor.offset, 'Expected a value, got the - of a list', { fix: 'begin the list on a line of its own' });
      this.roll(this.cursor.column, 'blockSequenceStart', this.cursor.offset);
    }
    this.keys.remove();
    this.mayBeKey = true;
    this.pass('blockEntry');
  }

  private fetchKey(): void {
    if (this.flowLevel === 0) {
      if (!this.mayBeKey) throw new ReadingError(this.cursor.offset, 'Expected a value, got the ? of a key', { fix: 'put the text into quotes' });
      this.roll(this.cursor.column, 'blockMappingStart', this.cursor.offset);
    }
    this.keys.remove();
    this.mayBeKey = this.flowLevel === 0;
    this.pass('key');
  }

  private fetchValue(): void {
    const key = this.keys.use(this.cursor);
    if (key) {
      this.insert(key.number, { type: 'key', start: key.offset, end: key.offset, text: '', style: undefined });
      this.roll(key.column, 'blockMappingStart', key.offset, key.number);
      this.mayBeKey = false;
    } else {
      if (this.flowLevel === 0) {
        if (!this.mayBeKey) throw this.unexpectedColon();
        this.roll(this.cursor.column, 'blockMappingStart', this.cursor.offset);
      }
      this.mayBeKey = this.flowLevel === 0;
    }
    this.pass('value');
  }

  private unexpectedColon(): ReadingError {
    const { start, line } = this.lastScalar;
    if (line === this.cursor.line) {
      return new ReadingError(start, 'Expected one "key: value" a line, got a second colon', { fix: 'put the value into quotes, or begin a new line' });
    }
    return missingColon(start);
  }

  private fetchNamed(type: TokenType, scan: (cursor: Cursor) => string): void {
    this.saveKey();
    this.mayBeKey = false;
    const start = this.cursor.offset;
    const text = scan(this.cursor);
    this.add(type, start, this.cursor.offset, text);
  }

  private fetchBlock(): void {
    this.keys.remove();
    this.mayBeKey = true;
    const start = this.cursor.offset;
    const { text, end } = scanBlock(this.cursor, this.indent);
    this.add('scalar', start, end, text, 'block');
  }

  private fetchQuoted(): void {
    this.beginScalar();
    const start = this.cursor.offset;
    const text = scanQuoted(this.cursor);
    this.add('scalar', start, this.cursor.offset, text, 'quoted');
  }

  private fetchPlain(): void {
    this.beginScalar();
    const start = this.cursor.offset;
    const { text, end, endsLine } = scanPlain(this.cursor, this.indent + 1, this.flowLevel > 0);
    this.add('scalar', start, end, text, 'plain');
    if (endsLine) this.mayBeKey = true;
  }

  private beginScalar(): void {
    this.saveKey();
    this.mayBeKey = false;
    this.lastScalar = { start: this.cursor.offset, line: this.cursor.line };
  }
}

/** What begins no plain text, when it meant nothing else. */
function isReserved(code: number): boolean {
  return code === CHAR.percent || code === CHAR.at || code === CHAR.backquote || code === CHAR.pipe || code === CHAR.greater;
}
