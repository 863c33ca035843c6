import * as fc from 'fast-check';
import { regexPrefix } from '../../../lib/match/regex-prefix';
import { compileRegex } from '../../../lib/values/re2';
import { PROPERTIES_MS } from '../../support/time-limits';

jest.setTimeout(PROPERTIES_MS);

test.each([
  ['/reviews/[0-9]+', '/reviews/'], ['^/reviews/[0-9]+$', '/reviews/'], ['/a\\.b/.*', '/a.b/'], ['/ab?', '/a'], ['/ab*', '/a'], ['/ab{2}', '/a'], ['/ab+', '/ab'],
  ['/a|/b', ''], ['/a/(b|c)', '/a/'], ['/a/[b|c]', '/a/'], ['/a/[]|]', '/a/'], ['/a/[\\]]|x[a]', ''], ['/a/\\Q[\\E|x]', ''], ['(?i)/a', ''], ['.*', ''],
  ['/a/\\d', '/a/'], ['', ''], ['(/a)|(/b)', ''], ['/a/\\|b', '/a/|b'],
])('what the regex %s matches starts with "%s"', (regex, prefix) => {
  expect(regexPrefix(regex)).toBe(prefix);
});

test('what a regex matches does start so', () => {
  const piece = fc.constantFrom('/', 'a', 'b', '.', '[ab]', '(a|b)', '|', '?', '*', '+', '\\.', '^', '$', '(', ')', '[', ']');
  const texts = fc.array(fc.constantFrom('/', 'a', 'b', '.'), { maxLength: 5 }).map((letters) => letters.join(''));
  fc.assert(fc.property(fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')), fc.array(texts, { minLength: 20 }), (regex, all) => {
    const compiled = compileRegex(regex);
    for (const text of all) if (compiled?.matches(text)) expect(text.startsWith(regexPrefix(regex))).toBe(true);
  }), { numRuns: 500 });
});
