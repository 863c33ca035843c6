import { fileRules } from '../core/file-rules';
import { ReadingError } from './reading-error';
import type { Node } from './nodes';
import { parseJson } from './parse-json';

/** A part of a text that holds one document: its JSON, or YAML from `start` to `end`, or why it cannot be read at all. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly json?: Node;
  readonly error?: ReadingError;
}

// What Go calls a space.
const SPACE = '\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const BEGINS_WITH_BRACE = new RegExp(`^[${SPACE}]*\\{`);
const IS_SPACE = new RegExp(`[${SPACE}]`);
const BEHIND_SEPARATOR = new RegExp(`---[${SPACE}]*?(?=[^${SPACE}]|\\n|$)`, 'y');

/**
 * The parts of a text, as kubectl cuts it (k8s.io/apimachinery pkg/util/yaml decoder.go): a text that begins with a brace is JSON, value
 * behind value, until it is none; YAML is cut at each line that begins with ---, whatever that line belongs to.
 */
export function* chunksOf(text: string): Generator<Chunk> {
  if (!BEGINS_WITH_BRACE.test(text)) return yield* yamlChunks(text, 0);
  let start = 0;
  for (let count = 0; ; count++) {
    let error: ReadingError;
    try {
      const found = parseJson(text, start);
      if (!found) return;
      yield { start, end: found.end, json: found.root };
      start = found.end;
      continue;
    } catch (thrown) {
      if (!(thrown instanceof ReadingError)) throw thrown;
      error = thrown;
    }
    // After two values it is surely JSON; and what is too deep is so in YAML as well.
    const rest = count > 1 || error.rule === fileRules.tooDeep ? undefined : restOfJson(text, start);
    return rest === undefined ? yield { start, end: text.length, error } : yield* yamlChunks(text, rest);
  }
}

/**
 * Where YAML begins behind JSON: behind the blanks of that line. Undefined where kubectl looks no further, because less than four bytes
 * are left.
 */
function restOfJson(text: string, from: number): number | undefined {
  for (let at = from; ; at++) {
    if (Buffer.byteLength(text.slice(at, at + 4)) < 4) return undefined;
    const character = text.charAt(at);
    if (!IS_SPACE.test(character)) return at;
    if (character === '\n') return at + 1;
  }
}

function* yamlChunks(text: string, from: number): Generator<Chunk> {
  let start = from;
  for (let separator = nextSeparator(text, from); separator < text.length;) {
    const newline = text.indexOf('\n', separator);
    const next = newline === -1 ? text.length : newline + 1;
    BEHIND_SEPARATOR.lastIndex = separator;
    BEHIND_SEPARATOR.test(text);
    const { lastIndex: behind } = BEHIND_SEPARATOR;
    const isAlone = behind >= (newline === -1 ? next : newline) || text.charAt(behind) === '#';
    // A separator with nothing before it stays a part of the document that it begins.
    if (separator > start) yield { start, end: separator };
    if (separator > start || !isAlone) start = isAlone ? next : separator;
    separator = nextSeparator(text, next);
    if (!isAlone) {
      const error = new ReadingError(behind, 'Expected nothing but a comment behind ---, got text', { fix: 'begin the document on the next line' });
      yield { start, end: separator, error };
      start = separator;
    }
  }
  if (start < text.length) yield { start, end: text.length };
}

/** The next line that begins with ---, or the end of the text. */
function nextSeparator(text: string, line: number): number {
  if (text.startsWith('---', line)) return line;
  const found = text.indexOf('\n---', line);
  return found === -1 ? text.length : found + 1;
}
