import { CHAR, isBlank, isBlankOrEnd, isBreak } from './characters';
import type { Cursor } from './cursor';
import { ReadingError } from './reading-error';

/** Text without quotes that was passed. */
export interface PlainText {
  readonly text: string;
  /** Behind its last character. */
  readonly end: number;
  /** True where it ends with a line end, so that a key may follow. */
  readonly endsLine: boolean;
}

/** Passes text without quotes, of one line or several: lines are joined by a space, and empty lines between them are kept. */
export function scanPlain(cursor: Cursor, indent: number, inFlow: boolean): PlainText {
  let text = '';
  let { offset: end } = cursor;
  let spaces = '';
  let firstBreak = '';
  let moreBreaks = '';
  while (!cursor.isDocumentIndicator() && cursor.code() !== CHAR.hash) {
    const start = cursor.offset;
    passWords(cursor, inFlow);
    if (cursor.offset > start) {
      text += (firstBreak === '' ? spaces : joined(firstBreak, moreBreaks)) + cursor.text.slice(start, cursor.offset);
      spaces = firstBreak = moreBreaks = '';
      end = cursor.offset;
    }
    let code = cursor.code();
    if (!isBlank(code) && !isBreak(code)) break;
    const blanks = cursor.offset;
    for (; isBlank(code) || isBreak(code); code = cursor.code()) {
      if (isBreak(code)) {
        if (firstBreak === '') firstBreak = cursor.readBreak();
        else moreBreaks += cursor.readBreak();
      } else {
        if (code === CHAR.tab && firstBreak !== '' && cursor.column < indent) throw tabAsIndent(cursor.offset);
        cursor.offset++;
      }
    }
    if (firstBreak === '') spaces = cursor.text.slice(blanks, cursor.offset);
    if (!inFlow && cursor.column < indent) break;
  }
  return { text, end, endsLine: firstBreak !== '' };
}

/** What several line ends inside of a text become: the first one is a space, unless it is a line end of Unicode. */
export function joined(firstBreak: string, moreBreaks: string): string {
  if (!firstBreak.startsWith('\n')) return firstBreak + moreBreaks;
  return moreBreaks === '' ? ' ' : moreBreaks;
}

/** A tab where only spaces can stand. */
export function tabAsIndent(offset: number): ReadingError {
  return new ReadingError(offset, 'Expected spaces, got a tab as indent', { fix: 'indent with spaces' });
}

function passWords(cursor: Cursor, inFlow: boolean): void {
  for (let code = cursor.code(); !isBlankOrEnd(code); code = cursor.code()) {
    if (code === CHAR.colon && isBlankOrEnd(cursor.code(1))) return;
    if (inFlow && endsInFlow(code)) return;
    cursor.offset++;
  }
}

function endsInFlow(code: number): boolean {
  return code === CHAR.comma || code === CHAR.question || code === CHAR.openBracket || code === CHAR.closeBracket
    || code === CHAR.openBrace || code === CHAR.closeBrace;
}
