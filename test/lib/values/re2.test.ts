import fc from 'fast-check';
import { compileRegex, regexProblem } from '../../../lib/values';
import { PROPERTIES_MS } from '../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

test.each([
  ['*', /^missing argument to repetition operator at "\*"; write \.\* for any text$/],
  ['a(?!b)', /RE2 has no lookahead or lookbehind$/],
  ['(?<=a)b', /RE2 has no lookahead or lookbehind$/],
  ['(a)\\1', /at "\\\\1"; RE2 has no back-references$/],
  ['a++', /RE2 has no possessive quantifiers$/],
  ['\\Z', /write \\z for the end of the text$/],
  ['\\p{Emoji}', /Go knows no Unicode class of that name$/],
  ['a{1001}', /^invalid repeat count at "\{1001\}"$/],
  ['(a', /^missing closing \)/],
])('%s', (pattern, reason) => {
  expect(regexProblem(pattern)).toMatch(reason);
  expect(compileRegex(pattern)).toBeUndefined();
});

test('1024 bytes are allowed, and bytes are counted, not characters', () => {
  const problem = 'it is longer than 1024 bytes';
  expect([regexProblem('a'.repeat(1024)), regexProblem('a'.repeat(1025))]).toEqual([undefined, problem]);
  expect([regexProblem('é'.repeat(512)), regexProblem('é'.repeat(513))]).toEqual([undefined, problem]);
  expect([regexProblem('😀'.repeat(256)), regexProblem('😀'.repeat(257))]).toEqual([undefined, problem]);
  expect([regexProblem('\uD800'.repeat(341)), regexProblem('\uD800'.repeat(342))]).toEqual([undefined, problem]);
});

test('what is large when compiled is judged without compiling it', () => {
  expect(regexProblem(`(?:${'()*'.repeat(330)}){1000}`)).toBeUndefined(); // more than re2js would take
  expect(regexProblem(`(?i)${'[A-\\x{1e940}]'.repeat(60)}`)).toBeUndefined();
  expect(regexProblem('('.repeat(500) + ')'.repeat(500))).toBeUndefined();
});

test('the whole text must match, and a regex that backtracks would not come back', () => {
  const catastrophe = compileRegex('(a*)*b')!;
  expect(catastrophe.matches('a'.repeat(100_000))).toBe(false);
  expect([catastrophe.matches('aab'), catastrophe.matches('aabc')]).toEqual([true, false]);
});

test('every quoted text is a regex that matches itself and nothing longer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
    const quoted = compileRegex(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))!;
    expect([quoted.matches(text), quoted.matches(`${text}a`)]).toEqual([true, false]);
  }));
});

test('a regex that can be compiled has no problem, and the other way about', () => {
  const piece = fc.constantFrom('a', '(', ')', '[', ']', '[^', '*', '+', '?', '{2}', '|', '\\', 'd', 'Q', 'E', 'p', 'pL', '{Lu}', '(?P<n>', '(?i)', '[:', ':]', '-', '^', '$', '\uD800');
  fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
    const pattern = pieces.join('');
    expect(compileRegex(pattern) === undefined).toBe(regexProblem(pattern) !== undefined);
  }), { numRuns: 1000 });
});
