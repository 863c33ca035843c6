import type { SourceLocation } from '../../core/finding';
import type { TextPlace, Texts } from '../input/texts';
import type { Look } from '../terminal';

const CONTEXT = 1;
const TAB = '  ';
// What a terminal would obey, or show in another order than it stands.
const UNSHOWABLE = /[\u0080-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const MARK = /\p{Mn}/u;

/** The lines around a place, with what is known of the place marked; empty when its text was not read. */
export function codeFrame(source: SourceLocation, place: TextPlace | undefined, texts: Texts, { colors, width }: Look): string[] {
  const { file, line: marked, column } = source;
  const numbers = [marked - CONTEXT, marked, marked + CONTEXT].filter((number) => number > 0);
  const shown = numbers.flatMap((number) => {
    const text = texts.line(file, number);
    return text === undefined || (number !== marked && text.trim() === '') ? [] : [{ number, text }];
  });
  if (!shown.some(({ number }) => number === marked)) return [];
  const gutter = Math.max(...shown.map(({ number }) => String(number).length));
  const room = width - gutter - 7;
  const skip = skipped(shown.find(({ number }) => number === marked)!.text, column, room);
  return shown.flatMap(({ number, text }) => {
    const label = String(number).padStart(gutter);
    const line = clip(visible(text), skip, room);
    if (number !== marked) return [colors.dim(`    ${label} | ${line}`).trimEnd()];
    const from = cells(visible(text.slice(0, column - 1))) - skip;
    const length = Math.max(1, Math.min(cells(visible(markedText(text, source, place))), room - from));
    return [
      `  ${colors.red('>')} ${colors.dim(`${label} |`)} ${line}`,
      `    ${' '.repeat(gutter)} ${colors.dim('|')} ${' '.repeat(from)}${colors.red('^'.repeat(length))}`,
    ];
  });
}

/** What of the line belongs to the place: all of it, without the spaces at its end, when the place goes on below. */
function markedText(text: string, source: SourceLocation, place: TextPlace | undefined): string {
  const end = place?.endLine === source.line ? place.endColumn - 1 : text.length;
  return text.slice(source.column - 1, end).trimEnd();
}

/** How much of the beginning has to go, so that the mark is on the screen. */
function skipped(text: string, column: number, room: number): number {
  const before = visible(text.slice(0, column - 1)).length;
  return before < room / 2 ? 0 : Math.floor(before - room / 4);
}

function clip(text: string, skip: number, room: number): string {
  const rest = skip === 0 ? text : `…${text.slice(skip + 1)}`;
  return rest.length > room ? `${rest.slice(0, room - 1)}…` : rest;
}

/** How many places of a terminal a text takes. */
function cells(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : MARK.test(character) ? 0 : 1), 0);
}

function visible(text: string): string {
  return text.replaceAll('\t', TAB).replace(UNSHOWABLE, '\uFFFD');
}
