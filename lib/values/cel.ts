import { defineValue } from '../core/value-rule';
import { readCel } from './cel-reader';
import { CelProblem } from './cel-tokens';

/** Longest expression that cel-go reads, in code points. */
const MAX_LENGTH = 100_000;

/** What is wrong with the syntax of a CEL expression; `undefined` when cel-go can parse it. Names and types are not looked at. */
export function celProblem(text: string): string | undefined {
  if (text.length > MAX_LENGTH && [...text].length > MAX_LENGTH) return `it is longer than ${MAX_LENGTH} characters`;
  try {
    readCel(text);
    return undefined;
  } catch (error) {
    if (error instanceof CelProblem) return error.message;
    throw error;
  }
}

/** An expression in the Common Expression Language. */
export const cel = defineValue({
  id: 'value/cel',
  severity: 'error',
  authority: 'istiod',
  summary: 'A filter is an expression that CEL can parse',
  why: 'istiod refuses the resource.',
  fix: 'correct the syntax: https://github.com/google/cel-spec/blob/master/doc/langdef.md',
  source: ['pkg/config/validation/validation_istiod.go#validateTelemetryFilter', 'github.com/google/cel-go/parser/parser.go#Parser.Parse'],
  expected: 'a CEL expression',
  test: celProblem,
  good: [
    'response.code >= 400', "!has(request.auth) && request.url_path.matches('^/a')", 'a.b', '1 + "a"', '[1, 2,].all(x, x > 0)',
    'a ? b : c ? d : e', '{"a": 1}["a"] in [1u, -2, .5]', 'a.`b-c`', 'google.rpc.Status{code: 1}', 'r"\\d" // comment',
  ],
  bad: [
    '', 'response.code > 400 && ', 'response.code = 400', 'a b', 'has(a)', '[1].all(x.y, true)', 'if', '"\\d"', "'a", 'a.?b',
    '9223372036854775808', '("a"', `${'('.repeat(250)}1${')'.repeat(250)}`,
  ],
});
