import * as fc from 'fast-check';
import { cookieOf, cookieRegex, cookiesRegex, type CookieTest, MOST_COOKIES } from '../../../lib/match/cookie-header';
import { compileRegex } from '../../../lib/values/re2';

const name = fc.constantFrom('a', 'b', 'ab', 'a.b', 'a$', 'r-7', '__Host-x');
const value = fc.constantFrom('', '1', '12', 'a=1', '(1|2)', '.*', 'v.1');
const condition: fc.Arbitrary<CookieTest> = fc.oneof(value.map((exact) => ({ exact })), fc.constant({ present: true as const }));
const asked = fc.uniqueArray(fc.tuple(name, condition), { selector: ([one]) => one, minLength: 1, maxLength: MOST_COOKIES });
const sent = fc.uniqueArray(fc.tuple(name, value), { selector: ([one]) => one, maxLength: 4 });

test('a regex for cookies finds a header that has all of them, in whatever order, and no other', () => {
  fc.assert(fc.property(asked, sent, fc.constantFrom('; ', ';'), (tests, cookies, separator) => {
    const header = cookies.map(([one, text]) => `${one}=${text}`).join(separator);
    const hasAll = tests.every(([wanted, test]) => cookies.some(([one, text]) => one === wanted && ('present' in test || text === test.exact)));
    expect(compileRegex(cookiesRegex(tests))!.matches(header)).toBe(hasAll);
  }), { numRuns: 5000 });
});

test('the cookie that a regex is for is read from it again', () => {
  fc.assert(fc.property(fc.tuple(fc.oneof(name, fc.stringMatching(/^[\w.*$^|+-]+$/)), fc.oneof(condition, fc.string().map((exact) => ({ exact })))), ([one, test]) => {
    expect(cookieOf(cookieRegex(one, test))).toEqual({ name: one, test });
  }));
});

test.each(['.*beta=yes.*', '^(.*;\\s*)?be.a=yes(;.*)?$', '^(.*;\\s*)?beta=y+(;.*)?$', '^(.*;\\s*)?beta(;.*)?$', '^(.*;\\s*)?a=1;(.*;)?\\s*b=2(;.*)?$', ''])(
  '%s is not one of ours', (regex) => expect(cookieOf(regex)).toBeUndefined(),
);
