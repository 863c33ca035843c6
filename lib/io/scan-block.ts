import { CHAR, isBlank, isBreak, isDigit } from './characters';
import type { Cursor } from './cursor';
import { tabAsIndent } from './scan-plain';
import { ReadingError } from './reading-error';

/** A block of text that was passed. */
export interface BlockText {
  readonly text: string;
  readonly end: number;
}

/** Passes the text behind `|` or `>`: all lines that are indented more than the one it begins on. */
export function scanBlock(cursor: Cursor, parentIndent: number): BlockText {
  const isLiteral = cursor.code() === CHAR.pipe;
  const start = cursor.offset++;
  const { chomping, increment } = scanHeader(cursor, start);
  let indent = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  let breaks = '';
  let end = cursor.offset;
  const passBreaks = (): void => {
    ({ indent, breaks, end } = scanBreaks(cursor, indent, parentIndent));
  };
  passBreaks();
  let text = '';
  let lineBreak = '';
  let beganBlank = false;
  while (cursor.column === indent && cursor.offset < cursor.end) {
    const beginsBlank = isBlank(cursor.code());
    const isJoined = !isLiteral && lineBreak === '\n' && !beganBlank && !beginsBlank;
    text += (isJoined ? (breaks === '' ? ' ' : '') : lineBreak) + breaks;
    beganBlank = beginsBlank;
    const line = cursor.offset;
    cursor.skipLine();
    text += cursor.text.slice(line, cursor.offset);
    lineBreak = isBreak(cursor.code()) ? cursor.readBreak() : '';
    passBreaks();
  }
  if (chomping !== 'strip') text += lineBreak;
  if (chomping === 'keep') text += breaks;
  return { text, end };
}

interface Header {
  readonly chomping: 'strip' | 'clip' | 'keep';
  /** Spaces of indent that are written out; 0 where the first line says it. */
  readonly increment: number;
}

function scanHeader(cursor: Cursor, start: number): Header {
  let chomping: Header['chomping'] = 'clip';
  let increment = 0;
  const passChomping = (): boolean => {
    const code = cursor.code();
    if (code !== CHAR.plus && code !== CHAR.dash) return false;
    chomping = code === CHAR.plus ? 'keep' : 'strip';
    cursor.offset++;
    return true;
  };
  const passIncrement = (): boolean => {
    const code = cursor.code();
    if (!isDigit(code)) return false;
    if (code === CHAR.zero) throw new ReadingError(cursor.offset, 'Expected an indent of 1 to 9, got 0', { fix: 'remove the 0' });
    increment = code - CHAR.zero;
    cursor.offset++;
    return true;
  };
  if (passChomping()) passIncrement();
  else if (passIncrement()) passChomping();
  cursor.skipBlanks();
  if (cursor.code() === CHAR.hash) cursor.skipLine();
  if (cursor.offset < cursor.end && !isBreak(cursor.code())) {
    const mark = String.fromCharCode(cursor.text.charCodeAt(start));
    throw new ReadingError(cursor.offset, `Expected the line to end behind ${mark}, got text`, { fix: 'begin the text on the next line, or put the value into quotes' });
  }
  if (cursor.offset < cursor.end) cursor.readBreak();
  return { chomping, increment };
}

/** Passes the indent of a line, and empty lines before it; an indent of 0 is found here. */
function scanBreaks(cursor: Cursor, known: number, parentIndent: number): { indent: number; breaks: string; end: number } {
  let breaks = '';
  let { offset: end } = cursor;
  let deepest = 0;
  for (;;) {
    while ((known === 0 || cursor.column < known) && cursor.code() === CHAR.space) cursor.offset++;
    deepest = Math.max(deepest, cursor.column);
    if ((known === 0 || cursor.column < known) && cursor.code() === CHAR.tab) throw tabAsIndent(cursor.offset);
    if (!isBreak(cursor.code())) break;
    breaks += cursor.readBreak();
    end = cursor.offset;
  }
  return { indent: known === 0 ? Math.max(deepest, parentIndent + 1, 1) : known, breaks, end };
}
