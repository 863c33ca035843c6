import type { Node } from './nodes';
import { parseYaml } from './parse-yaml';
import { ReadingError } from './reading-error';

/** The most lines that are left out: where more are wrong, the rest says little. */
const MOST_LINES = 4;
/** Longer documents are not read again and again. */
const MOST_CHARACTERS = 100_000;
/** The parser takes such characters for the end of the text, and never gets past them. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/**
 * What can be read of the text of a document when the lines with errors are blank, so that all else stands where it stood; undefined when
 * that is not enough.
 */
export function readableRest(text: string): Node | undefined {
  if (text.length > MOST_CHARACTERS || CONTROL.test(text)) return undefined;
  let current = text;
  for (let round = 0, at = errorIn(current); typeof at === 'number' && round < MOST_LINES; round++) {
    // A bracket or a quote that is left open is noticed on a line behind it.
    const attempts = [lineAt(current, at), lineBefore(current, at)].flatMap((line) => {
      if (line === undefined) return [];
      const without = withoutLine(current, line);
      return [{ without, result: errorIn(without) }];
    });
    const read = attempts.find(({ result }) => typeof result === 'object');
    if (read) return read.result as Node;
    const furthest = attempts.sort((a, b) => (b.result as number) - (a.result as number))[0];
    if (furthest === undefined) return undefined;
    current = furthest.without;
    at = furthest.result;
  }
  return undefined;
}

/** Where the first error is; the root where there is none. */
function errorIn(text: string): number | Node | undefined {
  try {
    return parseYaml(text, 0, text.length).root;
  } catch (error) {
    if (error instanceof ReadingError) return Math.min(error.offset, text.length - 1);
    throw error;
  }
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function lineAt(text: string, offset: number): Line | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = { start, end: end < 0 ? text.length : end };
  return text.slice(line.start, line.end).trim() === '' ? lineBefore(text, start) : line;
}

function lineBefore(text: string, offset: number): Line | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 ? undefined : lineAt(text, start - 1);
}

function withoutLine(text: string, { start, end }: Line): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}
