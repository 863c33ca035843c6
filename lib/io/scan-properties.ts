import { CHAR, isBlankOrEnd, isWord } from './characters';
import type { Cursor } from './cursor';
import { ReadingError } from './reading-error';

const TAG_CHARACTERS = new Set([...';/?:@&=+$,.!~*\'()[]'].map((character) => character.charCodeAt(0)));
const BEHIND_NAMES = new Set([...'?:,]}%@`'].map((character) => character.charCodeAt(0)));
const STANDARD = 'tag:yaml.org,2002:';

/** Passes `&name` or `*name`, and returns the name. */
export function scanName(cursor: Cursor): string {
  const start = cursor.offset++;
  while (isWord(cursor.code())) cursor.offset++;
  const name = cursor.text.slice(start + 1, cursor.offset);
  if (name === '' || !(isBlankOrEnd(cursor.code()) || BEHIND_NAMES.has(cursor.code()))) {
    const what = cursor.text.charAt(start) === '&' ? 'an anchor' : 'an alias';
    throw new ReadingError(start, `Expected letters, digits, - and _ as the name of ${what}`, { fix: 'rename it, or put the text into quotes' });
  }
  return name;
}

/** Passes `!tag`, and returns its full name. */
export function scanTag(cursor: Cursor): string {
  const start = cursor.offset;
  const tag = cursor.code(1) === CHAR.less ? scanVerbatim(cursor) : scanShort(cursor);
  if (tag === undefined || !isBlankOrEnd(cursor.code())) {
    throw new ReadingError(start, 'Expected a tag with a blank behind it, such as "!!str "', { fix: 'put the text into quotes' });
  }
  return tag;
}

function scanVerbatim(cursor: Cursor): string | undefined {
  cursor.offset += 2;
  const name = scanTagName(cursor);
  if (name === undefined || name === '' || cursor.code() !== CHAR.greater) return undefined;
  cursor.offset++;
  return name;
}

function scanShort(cursor: Cursor): string | undefined {
  const start = cursor.offset++;
  while (isWord(cursor.code())) cursor.offset++;
  if (cursor.code() !== CHAR.bang) {
    const head = cursor.text.slice(start, cursor.offset);
    const rest = scanTagName(cursor);
    return rest === undefined ? undefined : head + rest;
  }
  cursor.offset++;
  const handle = cursor.text.slice(start, cursor.offset);
  const name = scanTagName(cursor);
  if (name === undefined || name === '') return undefined;
  if (handle === '!!') return STANDARD + name;
  throw new ReadingError(start, `Unknown tag ${handle}${name}: only ! and !! are known in front of a name`, { fix: 'remove the tag, or put the text into quotes' });
}

/** Passes what a tag can be made of; undefined where a % begins no escape of text. */
function scanTagName(cursor: Cursor): string | undefined {
  const start = cursor.offset;
  for (let code = cursor.code(); isWord(code) || TAG_CHARACTERS.has(code) || code === CHAR.percent; code = cursor.code()) cursor.offset++;
  const name = cursor.text.slice(start, cursor.offset);
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
