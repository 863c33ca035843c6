import { quote } from '../core/quote';

/** A word of a CEL expression. `type` is the text itself for operators and keywords. */
export interface CelToken {
  readonly type: string;
  readonly text: string;
  /** Where it starts, counted from 0. */
  readonly at: number;
}

/** What is wrong with an expression, thrown to the one place that reports it. */
export class CelProblem extends Error {}

const HIDDEN = /(?:[\t \r\n\f]+|\/\/[^\n]*)+/y;
const OPERATOR = /==|!=|<=|>=|&&|\|\||[<>[\]{}().,\-!?:+*/%]/y;
const FLOAT = /(?:[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?)/y;
const INTEGER = /(?:0x[0-9a-fA-F]+|[0-9]+)([uU]?)/y;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const ESCAPED_WORD = /`[A-Za-z0-9_.\-/ ]+`/y;
const ESCAPE = '\\\\(?:[abfnrtv"\'\\\\?`]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})';
/** A triple quote ends at the first one that follows; where none does, Go reads an empty text and then fails on the rest. */
const STRING = new RegExp([
  '([bB]?)(?:',
  ['"', "'"].flatMap((q) => [
    `[rR]${q}{3}[^]*?${q}{3}`,
    `[rR]${q}[^${q}\\n\\r]*${q}`,
    `${q}{3}(?:${ESCAPE}|[^\\\\])*?${q}{3}`,
    `${q}(?:${ESCAPE}|[^\\\\${q}\\n\\r])*${q}`,
  ]).join('|'),
  ')',
].join(''), 'y');
const KEYWORDS = ['in', 'true', 'false', 'null'];
const INT64 = 1n << 63n;

/** The words of an expression, without blanks and comments, and an `end` behind them. @throws CelProblem */
export function celTokens(text: string): readonly CelToken[] {
  const tokens: CelToken[] = [];
  let at = skip(text, 0);
  while (at < text.length) {
    const token = celToken(text, at);
    tokens.push(token);
    at = skip(text, at + token.text.length);
  }
  return [...tokens, { type: 'end', text: '', at }];
}

function skip(text: string, at: number): number {
  return at + (matchAt(HIDDEN, text, at)?.[0].length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function celToken(text: string, at: number): CelToken {
  const string = matchAt(STRING, text, at);
  if (string) return { type: string[1] ? 'bytes' : 'string', text: checkedString(string[0], string[1] !== '', at), at };
  const word = matchAt(WORD, text, at)?.[0];
  if (word !== undefined) return { type: KEYWORDS.includes(word) ? word : 'name', text: word, at };
  const float = matchAt(FLOAT, text, at)?.[0];
  if (float !== undefined) {
    if (!Number.isFinite(Number(float))) throw new CelProblem(`${quote(float)} at character ${at + 1} is too large for a number`);
    return { type: 'float', text: float, at };
  }
  const integer = matchAt(INTEGER, text, at);
  if (integer) return { type: integer[1] ? 'uint' : 'int', text: integer[0], at };
  const escaped = matchAt(ESCAPED_WORD, text, at)?.[0];
  if (escaped !== undefined) return { type: 'escaped name', text: escaped, at };
  const operator = matchAt(OPERATOR, text, at)?.[0];
  if (operator !== undefined) return { type: operator, text: operator, at };
  const character = String.fromCodePoint(text.codePointAt(at)!);
  const unclosed = /["'`]/.test(character) ? 'opens a text that does not end, or has an unknown escape' : 'has no meaning in CEL';
  throw new CelProblem(`${quote(character)} at character ${at + 1} ${unclosed}`);
}

/** The literal, when its escapes name characters: no halves of pairs, and in bytes no characters at all. */
function checkedString(literal: string, isBytes: boolean, at: number): string {
  if (/^[bB]?[rR]/.test(literal)) return literal;
  for (const [escape, short, long] of literal.matchAll(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[^])/g)) {
    const digits = short ?? long;
    if (digits === undefined) continue;
    const code = parseInt(digits, 16);
    if (!isBytes && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) continue;
    throw new CelProblem(`${escape} in the text at character ${at + 1} ${isBytes ? 'is no byte' : 'is no character'}`);
  }
  return literal;
}

/** Checks that a whole number fits in 64 bits. @throws CelProblem */
export function checkInteger({ type, text, at }: CelToken, negative: boolean): void {
  const [, base = '', digits = ''] = /^(0x)?0*([^uU]*)/.exec(text)!;
  const limit = type === 'uint' ? INT64 * 2n : negative ? INT64 + 1n : INT64;
  // Very many digits are not converted: that would take quadratic time.
  if (digits.length > 20 || BigInt(`${base}${digits || '0'}`) >= limit) {
    throw new CelProblem(`${quote(text)} at character ${at + 1} does not fit in 64 bits`);
  }
}
