import type { Cursor } from './cursor';
import { ReadingError } from './reading-error';

const LONGEST_KEY = 1024;

/** A place where a key may begin, which only a colon behind it decides. */
export interface SimpleKey {
  /** Number of its first token. */
  readonly number: number;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** True where the indent allows nothing else. */
  readonly isRequired: boolean;
  isPossible: boolean;
}

/**
 * The keys that may still be, one for each level of brackets, and by which token they are looked up. Both are kept as go-yaml keeps them
 * (scannerc.go simple_keys and simple_keys_by_tok): where the two disagree, `[]: 1` is a list with something dropped behind it.
 */
export class SimpleKeys {
  private readonly levels: SimpleKey[] = [nowhere(0)];
  private readonly byNumber = new Map<number, number>();

  /** True while the token of that number may become a key. */
  public isPossibleAt(number: number, cursor: Cursor): boolean {
    const level = this.byNumber.get(number);
    return level !== undefined && this.isValid(this.levels[level], cursor);
  }

  /** A key may begin here. */
  public save(number: number, isRequired: boolean, { offset, line, column }: Cursor): void {
    this.remove();
    const level = this.levels.length - 1;
    this.levels[level] = { number, offset, line, column, isRequired, isPossible: true };
    this.byNumber.set(number, level);
  }

  /** What was saved on this level is no key. */
  public remove(): void {
    const key = this.levels[this.levels.length - 1]!;
    if (!key.isPossible) return;
    if (key.isRequired) throw missingColon(key.offset);
    key.isPossible = false;
    this.byNumber.delete(key.number);
  }

  /** The key that a colon here makes; undefined where none can be. */
  public use(cursor: Cursor): SimpleKey | undefined {
    const key = this.levels[this.levels.length - 1]!;
    if (!this.isValid(key, cursor)) return undefined;
    key.isPossible = false;
    this.byNumber.delete(key.number);
    return key;
  }

  /** A bracket opens. */
  public open(number: number): void {
    this.levels.push(nowhere(number));
  }

  /** A bracket closes. */
  public close(): void {
    this.byNumber.delete(this.levels.pop()!.number);
  }

  private isValid(key: SimpleKey | undefined, cursor: Cursor): boolean {
    if (!key?.isPossible) return false;
    if (key.line === cursor.line && !isTooLong(key, cursor)) return true;
    if (key.isRequired) throw missingColon(key.offset);
    key.isPossible = false;
    return false;
  }
}

function nowhere(number: number): SimpleKey {
  return { number, offset: 0, line: 0, column: 0, isRequired: false, isPossible: false };
}

/** Counted in characters, of which some are two in UTF-16. */
function isTooLong({ offset }: SimpleKey, cursor: Cursor): boolean {
  const length = cursor.offset - offset;
  return length > LONGEST_KEY && (length > 2 * LONGEST_KEY || [...cursor.text.slice(offset, cursor.offset)].length > LONGEST_KEY);
}

/** A line that begins like a key, and has no colon. */
export function missingColon(offset: number): ReadingError {
  return new ReadingError(offset, 'Expected "key: value" on one line, got a key without a colon', { fix: 'add the colon, or indent the text as part of the value above' });
}
