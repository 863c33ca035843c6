/**
 * What a terminal obeys or shows in another order than it stands: control characters (C0, DEL, C1), line ends of Unicode, marks
 * that turn the direction of writing, and halves of characters.
 */
const UNSHOWABLE = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu;

/** What makes a CI system take a line of a log as a command: GitHub and GitLab `::`, Azure `##`. */
const COMMAND = /^(\s*)(?::(?=:)|#(?=#))/gm;

/** How much is shown of one text that the user wrote. */
const LONGEST = 300;

/** How much is shown of a message, which may repeat several of them. */
export const MESSAGE = 600;

/**
 * A text of the user's as it may stand in any output: on one line, with everything escaped that a terminal would obey, and cut when
 * it is long. Names, paths, files, constructs and messages all go through here.
 */
export function shown(text: string, longest = LONGEST): string {
  return escaped(cut(text, longest));
}

/** The text, cut when it is longer than that, with how long it is. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 40)}… (${text.length} characters)`;
}

/** The text with everything escaped, as JSON escapes it, that a terminal would obey. */
export function escaped(text: string): string {
  return text.replace(UNSHOWABLE, escape);
}

/** Lines in which no name stands at the start as a command to the CI system that reads the log. */
export function withoutCommands(lines: string): string {
  return lines.replace(COMMAND, (command) => `${command.slice(0, -1)}${escape(command.slice(-1))}`);
}

/** JSON of the same value, without characters that a terminal would obey. */
export function shownJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(UNSHOWABLE, (character) => (character === '\n' ? character : escape(character)));
}

function escape(character: string): string {
  return { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
