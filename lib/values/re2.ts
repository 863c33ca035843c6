import { quote } from '../core/quote';
import { defineValue } from '../core/value-rule';
import { toRe2js } from './re2-dialect';
import { remember } from './remember';

const MAX_BYTES = 1024;

/** A compiled regex. */
export interface Regex {
  /** True when the whole text matches, as Envoy asks; in time linear in the text. */
  matches(text: string): boolean;
  /** The text with all that matches replaced, as Envoy does it: `\1` stands for the text of the first group. */
  replace(text: string, replacement: string): string;
  /** How many groups it has that a replacement can refer to. */
  readonly groups: number;
}

/** Only config that has a regex pays for the engine. */
function engine(): typeof import('re2js') {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('re2js') as typeof import('re2js');
}

/** What is wrong with a regex; `undefined` when Go's regexp package takes it and Istio finds it short enough. */
export function regexProblem(text: string): string | undefined {
  const bytes = text.length > MAX_BYTES ? text.length : Buffer.byteLength(text);
  return bytes > MAX_BYTES ? `it is longer than ${MAX_BYTES} bytes` : syntaxProblem(text);
}

/** A compiled regex; `undefined` where {@link regexProblem} finds a problem, or where it is too large for Envoy. */
export function compileRegex(text: string): Regex | undefined {
  return regexProblem(text) === undefined ? compiled(text) : undefined;
}

const compiled = remember(64, (text): Regex | undefined => {
  try {
    const regex = engine().RE2JS.compile(toRe2js(wellFormed(text)));
    return {
      matches: (input) => regex.testExact(wellFormed(input)),
      replace: (input, replacement) => regex.matcher(wellFormed(input)).replaceAll(inRe2js(replacement), true),
      groups: regex.groupCount(),
    };
  } catch {
    return undefined;
  }
});

/** A replacement in the words of re2js, which has a dollar sign in front of the number of a group. */
function inRe2js(replacement: string): string {
  return replacement.replace(/\\(\d|\\)|[$\\]/g, (part, escaped?: string) => (escaped === undefined ? `\\${part}` : escaped === '\\' ? '\\\\' : `$${escaped}`));
}

const syntaxProblem = remember(1000, (text) => {
  try {
    // A set parses what is added and compiles it later: the verdict needs the first only, the second can take a second.
    new (engine().RE2Set)().add(toRe2js(wellFormed(text)));
    return undefined;
  } catch (error) {
    const { message, input } = error as { message: string; input?: string | null };
    const problem = message.replace(/^error parsing regexp: /, '').replace(/: `[^]*$/, '');
    // Go allows more than twice as much, and no regex of 1024 bytes gets there.
    if (problem === 'expression too large') return undefined;
    return [problem + (input ? ` at ${quote(input)}` : ''), hint(text, input ?? '')].filter(Boolean).join('; ');
  }
});

/** What people write who know other dialects. */
function hint(text: string, at: string): string {
  if (text === '*') return 'write .* for any text';
  if (/^\(\?(?:[=!]|<[=!])/.test(at)) return 'RE2 has no lookahead or lookbehind';
  if (/^\\[1-9]/.test(at)) return 'RE2 has no back-references';
  if (/^\\[pP]/.test(at)) return 'Go knows no Unicode class of that name';
  if (at === '\\Z') return 'write \\z for the end of the text';
  return /[*+?}]\+$/.test(at) ? 'RE2 has no possessive quantifiers' : '';
}

/** YAML is UTF-8, where half a surrogate pair cannot be written: it arrives as the replacement character. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** A regular expression in RE2's syntax, as Go reads it. */
export const re2 = defineValue({
  id: 'value/re2',
  severity: 'error',
  authority: 'istiod',
  summary: 'A regex is in RE2 syntax and at most 1024 bytes long',
  why: 'istiod refuses the resource.',
  fix: 'write the regex in RE2 syntax: https://github.com/google/re2/wiki/Syntax',
  source: ['pkg/config/validation/validation.go#validateStringRegexp', 'https://pkg.go.dev/regexp/syntax'],
  expected: 'a regex in RE2 syntax',
  test: regexProblem,
  good: ['', '.*', '/v[0-9]+/.*', '(?i)a|b', '(?P<a>x)(?<b>y)', '\\p{Greek}\\pL', 'a{1000}', '[[:alpha:]]', '{', 'a'.repeat(1024)],
  bad: ['*', '(', ')', '[a', 'a**', 'a++', '(?=a)', '(a)\\1', '\\Z', '\\C', 'a{1001}', '(a{100}){11}', 'a{2,1}', '\\', 'a'.repeat(1025), 'é'.repeat(513)],
});
