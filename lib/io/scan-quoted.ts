import { CHAR, isBlank, isBlankOrEnd, isBreak } from './characters';
import type { Cursor } from './cursor';
import { joined } from './scan-plain';
import { ReadingError } from './reading-error';

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0', 'a': '\x07', 'b': '\b', 't': '\t', '\t': '\t', 'n': '\n', 'v': '\v', 'f': '\f', 'r': '\r', 'e': '\x1b', ' ': ' ', '"': '"', '\'': '\'', '\\': '\\',
  'N': '\x85', '_': '\xa0', 'L': '\u2028', 'P': '\u2029',
};
const DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** Passes text in quotes, of one line or several, however they are indented, and returns what it stands for. */
export function scanQuoted(cursor: Cursor): string {
  const quote = cursor.code();
  cursor.offset++;
  let text = '';
  for (;;) {
    if (cursor.isDocumentIndicator() || cursor.offset >= cursor.end) {
      throw new ReadingError(cursor.offset, 'Expected a closing quote, got none', { fix: `close the text with ${String.fromCharCode(quote)}` });
    }
    const { text: words, isContinued } = scanWords(cursor, quote);
    text += words;
    if (cursor.code() === quote) break;
    text += scanBlanks(cursor, isContinued);
  }
  cursor.offset++;
  return text;
}

/** Text up to a blank, a line end or the closing quote; `isContinued` where a backslash took the line end away. */
function scanWords(cursor: Cursor, quote: number): { readonly text: string; readonly isContinued: boolean } {
  let text = '';
  let start = cursor.offset;
  for (let code = cursor.code(); !isBlankOrEnd(code); code = cursor.code()) {
    if (code === quote) {
      if (quote !== CHAR.singleQuote || cursor.code(1) !== quote) break;
      text += cursor.text.slice(start, cursor.offset + 1);
      cursor.offset += 2;
      start = cursor.offset;
    } else if (code === CHAR.backslash && quote === CHAR.doubleQuote) {
      text += cursor.text.slice(start, cursor.offset);
      if (isBreak(cursor.code(1))) {
        cursor.offset++;
        cursor.readBreak();
        return { text, isContinued: true };
      }
      text += scanEscape(cursor);
      start = cursor.offset;
    } else {
      cursor.offset++;
    }
  }
  return { text: text + cursor.text.slice(start, cursor.offset), isContinued: false };
}

/** Spaces within a line are kept; around line ends they are not, and the line ends are joined. */
function scanBlanks(cursor: Cursor, isContinued: boolean): string {
  const start = cursor.offset;
  let firstBreak = '';
  let moreBreaks = '';
  let isNewLine = isContinued;
  for (let code = cursor.code(); isBlank(code) || isBreak(code); code = cursor.code()) {
    if (!isBreak(code)) cursor.offset++;
    else if (isNewLine) moreBreaks += cursor.readBreak();
    else {
      firstBreak = cursor.readBreak();
      isNewLine = true;
    }
  }
  return isNewLine ? joined(firstBreak, moreBreaks) : cursor.text.slice(start, cursor.offset);
}

function scanEscape(cursor: Cursor): string {
  const start = cursor.offset;
  const letter = cursor.text.charAt(start + 1);
  const digits = DIGITS[letter];
  const known = digits === undefined ? ESCAPES[letter] : undefined;
  if (known !== undefined && start + 1 < cursor.end) {
    cursor.offset += 2;
    return known;
  }
  const hex = cursor.text.slice(start + 2, Math.min(start + 2 + (digits ?? 0), cursor.end));
  const point = digits !== undefined && hex.length === digits && /^[\da-f]+$/i.test(hex) ? Number.parseInt(hex, 16) : undefined;
  if (point === undefined || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) throw unknownEscape(start, letter, point);
  cursor.offset += 2 + hex.length;
  return String.fromCodePoint(point);
}

function unknownEscape(offset: number, letter: string, point: number | undefined): ReadingError {
  if (point !== undefined) {
    return new ReadingError(offset, 'Expected the escape of a character, got half of one, which only JSON has', { fix: 'write the character itself' });
  }
  if (letter === '/') return new ReadingError(offset, 'Unknown escape in double quotes: only JSON has \\/', { fix: 'write / alone' });
  return new ReadingError(offset, 'Unknown escape in double quotes', { fix: 'write \\\\ for a backslash, or use single quotes' });
}
