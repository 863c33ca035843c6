import { isIP, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { cidr, ip, isCidr, isIp, isIpv4, isIpv6 } from '../../../lib/values';

const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.ipV4Extended());
const part = fc.constantFrom('', ':', '::', '.', '0', 'f', '1.2.3.4', ' ', 'x');

test("an address is what Node's net module says, apart from zones", () => {
  fc.assert(fc.property(address, fc.nat(40), part, (text, at, inserted) => {
    const broken = text.slice(0, at) + inserted + text.slice(at + 1);
    for (const one of [text, broken]) {
      expect(isIp(one)).toBe(isIP(one) !== 0);
      expect(isIpv4(one)).toBe(isIPv4(one));
    }
  }), { numRuns: 1000 });
});

test('a zone may be any text, where Node wants letters and digits', () => {
  fc.assert(fc.property(fc.ipV6(), fc.string({ minLength: 1 }), (text, zone) => {
    expect(isIpv6(`${text}%${zone}`)).toBe(true);
    expect(isCidr(`${text}%${zone.replace(/\//g, '')}/64`)).toBe(false);
  }));
  expect([isIP('fe80::1%a b'), isIpv6('fe80::1%a b')]).toEqual([0, true]);
});

test('an address is a subnet, with a prefix length or without', () => {
  fc.assert(fc.property(fc.ipV4(), fc.ipV6(), fc.nat(140), (four, six, bits) => {
    expect([isCidr(four), isCidr(six)]).toEqual([true, true]);
    expect([isCidr(`${four}/${bits}`), isCidr(`${six}/${bits}`)]).toEqual([bits <= 32, bits <= 128]);
  }));
});

test.each([
  [ip, '10.0.0.0/8', 'a prefix length is not allowed here'],
  [ip, '[::1]:80', 'an address has no brackets and no port'],
  [ip, '10.0.0.1:80', 'an address has no port'],
  [ip, '010.0.0.1', 'an octet has a leading zero'],
  [ip, '10.0.0.300', 'an octet is above 255'],
  [ip, 'localhost', 'it is neither IPv4 nor IPv6'],
  [cidr, '10.0.0.0/33', 'the prefix length is a whole number from 0 to 32'],
  [cidr, '::/129', 'the prefix length is a whole number from 0 to 128'],
  [cidr, 'fe80::1%a/64', 'an address with a zone has no prefix length'],
  [cidr, 'a.com/8', 'what stands before the slash is no IP address'],
  [cidr, '*', 'it is neither IPv4 nor IPv6'],
])('%#. %o', (rule, text, reason) => {
  expect(rule.test(text)).toBe(reason);
});
