import { formatProblem, headerMatch, headerValue, isJwtClaim, plainHeader, requestHeader } from '../../../lib/values';

test.each([
  ['', undefined],
  ['100%%', undefined],
  ['%%%%', undefined],
  ['%%%', 'a percent sign is not doubled'],
  ['%HOSTNAME%', undefined],
  ['%HOSTNAME%%', 'a percent sign is not doubled'],
  ['%HOSTNAME', 'a variable has no percent sign at its end'],
  ['%A B%', undefined], // names are not looked at
  ['%START_TIME(%s)%', undefined],
  ['%REQ(x)', 'a variable has no percent sign at its end'],
  ['%REQ(x) %', undefined],
  ['%REQ(x)\t%', 'after a closing parenthesis comes a percent sign'], // only spaces are white space
  ['%REQ(x):10%', 'after a closing parenthesis comes a percent sign'],
  ['%REQ(x', 'the arguments of a variable have no closing parenthesis'],
  ['%REQ()%', 'the arguments of a variable have no closing parenthesis'], // the first parenthesis is an argument
  ['%REQ())%', undefined],
  ['%REQ( )', 'the arguments of a variable have no closing parenthesis'],
  ['%REQ(a\\)b)%', undefined],
  ['%REQ(a\\', 'a backslash has nothing after it'],
  ['%REQ(a"b)%', 'after a string comes a comma or a closing bracket'],
  ['%M(["a","b"])%', undefined],
  ['%M( [ "a" , "b" ] ) %', undefined],
  ['%M(["a)%', undefined], // a parenthesis ends the arguments even in a string
  ['%M(["a",])%', 'a list has strings in double quotes and nothing else'],
  ['%M([])%', 'a list has strings in double quotes and nothing else'],
  ['%M(["a" "b"])%', 'after a string comes a comma or a closing bracket'],
  ['%M(["a"]%', 'after a closing bracket comes a closing parenthesis'],
  ['%M(["a"', 'a list of strings has no closing bracket'],
  ['%M([', 'a list of strings has no closing bracket'],
  ['%(x)%', undefined],
  ['é%REQ(é)%', undefined],
])('format %j: %s', (text, reason) => {
  expect(formatProblem(text)).toBe(reason);
  expect(headerValue.test(text)).toBe(reason);
});

test('of the control characters only the tab may be in a header value', () => {
  const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
  const printable = ascii.slice(0x20, 0x7f).filter((character) => character !== '%');
  expect(ascii.filter((character) => headerValue.test(character) === undefined)).toEqual(['\t', ...printable]);
});

test.each([
  // name                             match  request  other
  ['x-user', true, true, true],
  ['Host', true, true, false],
  [':authority', true, true, false],
  [':Authority', false, true, false],
  [':path', true, false, false],
  [':protocol', false, false, false],
  ['', false, false, false],
  ['a b', false, true, true], // only what is matched has its characters checked
  ['a,b', true, true, true],
  ['@request.auth.claims.a', true, true, true],
  ['@request.auth.claims', false, true, true],
])('header %j', (name, match, request, other) => {
  expect([headerMatch, requestHeader, plainHeader].map((rule) => rule.test(name) === undefined)).toEqual([match, request, other]);
});

test.each([
  ['@request.auth.claims.group', true],
  ['@REQUEST.auth.Claims.group', true],
  ['@request.auth.claims[group]', true],
  ['@request.auth.claims[a][b]', true],
  ['@request.auth.claims.', false],
  ['@request.auth.claims[]', false],
  ['@request.auth.claims[a', false],
  ['@request.auth.claims[a]x', false],
  ['@request.auth.claimsgroup', false],
  ['request.auth.claims.group', false],
])('%s is a claim: %s', (name, expected) => {
  expect(isJwtClaim(name)).toBe(expected);
});
