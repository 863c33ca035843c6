import fc from 'fast-check';
import {
  dnsLabel, fqdn, hostsMatch, isDnsLabel, isFqdn, isGatewaySniHost, isHostSubset, isPartialWildcard, isShortName, isWildcardHost,
  qualifyHost, wildcardHost,
} from '../../../lib/values';

test.each([
  // name                       label   FQDN   wildcard host
  ['reviews', true, true, true],
  ['REVIEWS', true, true, true],
  ['123', true, false, true], // a name of digits alone is a number, but a first label may be one
  ['a.123', false, false, false],
  ['a.9223372036854775807', false, false, false],
  ['a.9223372036854775808', false, true, true], // too large to be read as a number
  ['a.00000000000000000000001', false, false, false],
  ['1.2.3.4', false, false, false],
  ['1.2.3.4.', false, true, true],
  ['a.', false, true, true],
  ['a..', false, false, false],
  ['.', false, false, false],
  ['.a', false, false, false],
  ['*', false, false, true],
  ['*.', false, false, true],
  ['*.a', false, false, true],
  ['*a', false, false, true],
  ['*-a', false, false, true],
  ['*--a', false, false, false],
  ['*-', false, false, false],
  ['a*', false, false, false],
  ['a.*', false, false, false],
  ['-a', false, false, false],
  ['a-', false, false, false],
  ['a--b', true, true, true],
  ['xn--nxasmq6b', true, true, true],
  ['a_b', false, false, false],
  ['a\n', false, false, false],
  ['é', false, false, false],
  ['a'.repeat(63), true, true, true],
  ['a'.repeat(64), false, false, false],
  [`*${'a'.repeat(62)}`, false, false, true],
  [`*${'a'.repeat(63)}`, false, false, false],
  [`${'a.'.repeat(127)}a`, false, true, true], // 255 characters
  [`${'a.'.repeat(127)}ab`, false, false, false],
])('%s', (text, label, name, wildcard) => {
  expect([isDnsLabel(text), isFqdn(text), isWildcardHost(text)]).toEqual([label, name, wildcard]);
});

test.each([
  [wildcardHost, 'http://a.com', 'a host has no scheme, write the name alone'],
  [wildcardHost, 'a.com:8080', 'a host has no port, write the name alone'],
  [wildcardHost, '10.0.0.1', 'it is an IP address'],
  [wildcardHost, '::1', 'it is an IP address'],
  [wildcardHost, 'a.*', '"*" is no letter, digit or hyphen'],
  [wildcardHost, 'foo*', 'a star stands only at the very start'],
  [wildcardHost, '.com', 'the first label is empty'],
  [fqdn, 'a.1', 'it ends in a number, as an IP address does'],
  [fqdn, 'a..b', 'a label between two dots is empty'],
  [dnsLabel, 'my_subset', '"_" is no letter, digit or hyphen'],
  [dnsLabel, 'v1-', '"v1-" starts or ends with a hyphen'],
])('%#. %o', (rule, text, reason) => {
  expect(rule.test(text)).toBe(reason);
});

const host = fc.string({ unit: fc.constantFrom('a', 'B', '1', '-', '.', '*', '_'), maxLength: 8 });

test('a label is an FQDN unless it is a number, and an FQDN is a wildcard host', () => {
  fc.assert(fc.property(host, (text) => {
    if (isDnsLabel(text)) expect(isFqdn(text)).toBe(!/^[0-9]+$/.test(text));
    if (isFqdn(text)) expect(isWildcardHost(text)).toBe(true);
  }));
});

test.each([
  ['*', false], ['*.a.com', false], ['*.', false], ['a.com', false], ['', false],
  ['*a.com', true], ['*-a.com', true], ['a.*', true], ['**', true],
])('%s is a partial wildcard: %s', (text, expected) => {
  expect(isPartialWildcard(text)).toBe(expected);
});

test.each([
  ['reviews', 'reviews.shop.svc.cluster.local'],
  ['*foo', '*foo.shop.svc.cluster.local'],
  ['reviews.other', 'reviews.other'],
  ['*', '*'],
  ['', ''],
  ['::1', '::1'],
  ['10.0.0.1', '10.0.0.1'],
])('in namespace shop %s is %s', (text, full) => {
  expect(qualifyHost(text, 'shop')).toBe(full);
  expect(isShortName(text)).toBe(full !== text);
});

test('another cluster domain', () => {
  expect(qualifyHost('reviews', 'shop', 'example.org')).toBe('reviews.shop.svc.example.org');
});

test.each([
  // a                 b              match  a within b  b within a
  ['a.com', 'a.com', true, true, true],
  ['a.com', 'A.com', false, false, false],
  ['a.com', 'b.com', false, false, false],
  ['a.com', '*', true, true, false],
  ['a.com', '*.com', true, true, false],
  ['a.com', '*a.com', true, true, false],
  ['foo.com', '*.foo.com', false, false, false],
  ['*.foo.com', '*.foo.com', true, true, true],
  ['*.a.foo.com', '*.foo.com', true, true, false],
  ['*.foo.com', '*.bar.com', false, false, false],
  ['*', '*', true, true, true],
  ['*', '*.com', true, false, true],
  ['*.com', 'a.com.', false, false, false],
  ['', '*', true, true, false],
  ['', '', true, true, true],
])('%s and %s', (a, b, match, aWithinB, bWithinA) => {
  expect([hostsMatch(a, b), isHostSubset(a, b), isHostSubset(b, a)]).toEqual([match, aWithinB, bWithinA]);
});

test('to match is symmetric and reflexive; to be within is reflexive, transitive, and a match', () => {
  const near = fc.string({ unit: fc.constantFrom('a', '.', '*'), maxLength: 4 });
  fc.assert(fc.property(near, near, near, (a, b, c) => {
    expect(hostsMatch(a, b)).toBe(hostsMatch(b, a));
    expect([hostsMatch(a, a), isHostSubset(a, a)]).toEqual([true, true]);
    if (isHostSubset(a, b)) expect(hostsMatch(a, b)).toBe(true);
    if (isHostSubset(a, b) && isHostSubset(b, c)) expect(isHostSubset(a, c)).toBe(true);
  }), { numRuns: 2000 });
});

test.each([
  ['a.com', true],
  ['*.a.com', true],
  ['1.2.3.4', false],
  ['outbound_.80_._.reviews.shop.svc.cluster.local', true],
  ['outbound_.80_.v1_.reviews', true],
  ['outbound_.http_._.reviews', false], // no port
  ['outbound_.80_._.1.2.3', false], // no letter in the host
  ['outbound_.80_._', false],
  ['outbound_80_x_!a', true], // nothing else is looked at
  [`outbound_.80_._.${'a'.repeat(300)}`, false],
  [`outbound_.80_._.a${'é'.repeat(120)}`, false], // bytes are counted, not characters
  ['inbound_.80_._.a', false],
])('%s is a server name for gateways: %s', (text, expected) => {
  expect(isGatewaySniHost(text)).toBe(expected);
});
