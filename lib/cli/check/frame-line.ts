/** A part of a line, as it is shown. */
export interface FrameLine {
  readonly text: string;
  /** Cells of a terminal before the mark. */
  readonly before: number;
  /** Cells of the mark. */
  readonly marked: number;
}

/** Which part of each line of a frame is shown, however long the lines are. */
export interface Window {
  /** Characters that are left out at the start of each line. */
  readonly skip: number;
  /** Cells that there are for a line. */
  readonly room: number;
}

/** The window that shows a column: from the start of the line when the column is near, else with a quarter of the room before it. */
export function windowAt(line: string, column: number, room: number): Window {
  const isNear = column - 1 < room && visible(line.slice(0, column - 1)).length < room / 2;
  return { skip: isNear ? 0 : column - 1 - Math.floor(room / 4), room };
}

/** What of a line is seen through the window. No more of the line is looked at than is shown. */
export function frameLine(line: string, { skip, room }: Window): string {
  const rest = line.slice(skip, skip + room + 1);
  const text = visible(rest.slice(skip === 0 ? 0 : 1));
  return clip(skip === 0 ? text : `…${text}`, room);
}

/** The line, and the part of it from a column on that is marked, as far as they are seen. */
export function markedLine(line: string, window: Window, from: number, to: number): FrameLine {
  const { skip, room } = window;
  const before = skip === 0 ? cells(visible(line.slice(0, from))) : 1 + cells(visible(line.slice(skip + 1, from)));
  const marked = cells(visible(line.slice(from, Math.min(to, from + room)).trimEnd()));
  return { text: frameLine(line, window), before, marked: Math.max(1, Math.min(marked, room - before)) };
}

function clip(text: string, room: number): string {
  return text.length > room ? `${text.slice(0, room - 1)}…` : text;
}

const TAB = '  ';
// What a terminal would obey, or show in another order than it stands, and halves of characters.
const UNSHOWABLE = /[\0-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const MARK = /\p{Mn}/u;

/** How many cells of a terminal a text takes. */
function cells(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : MARK.test(character) ? 0 : 1), 0);
}

/** The text with one character for each that must not be shown, so that marks stay below what they mark. */
function visible(text: string): string {
  return text.replaceAll('\t', TAB).replace(UNSHOWABLE, '\uFFFD');
}
