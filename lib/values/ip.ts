import { defineValue } from '../core/value-rule';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const GROUP = /^[0-9a-fA-F]{1,4}$/;

/** True for four decimal octets without leading zeros. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** True for an IPv6 address as Go's netip reads it: eight groups, `::` for one or more groups of zeros, IPv4 at the end, any zone after `%`. */
export function isIpv6(text: string): boolean {
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return false;
  const address = percent < 0 ? text : text.slice(0, percent);
  // The longest address has 45 characters: eight groups, the last two of them in decimal.
  if (address.length > 45) return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups[groups.length - 1]!;
  let count = groups.flat().length;
  if (last.length > 0 && isIpv4(last[last.length - 1]!)) {
    last.pop();
    count++;
  }
  return (halves.length === 2 ? count < 8 : count === 8) && groups.flat().every((group) => GROUP.test(group));
}

/** True for an IP address: no brackets, no port, no prefix length. */
export function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

/** True for an IP address, alone or with a prefix length: `10.0.0.0/8`. Bits beyond the prefix may be set; a zone may not. */
export function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return isIp(text);
  const address = text.slice(0, slash);
  const bits = text.slice(slash + 1);
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(bits)) return false;
  return isIpv4(address) ? Number(bits) <= 32 : Number(bits) <= 128 && !address.includes('%') && isIpv6(address);
}

/** An IP address. */
export const ip = defineValue({
  id: 'value/ip',
  severity: 'error',
  authority: 'istiod',
  summary: 'An address is an IPv4 or IPv6 address',
  why: 'istiod refuses the resource.',
  fix: 'write the address alone: no name, port, brackets or prefix length',
  source: 'G-IP',
  expected: 'an IP address',
  test: (text) => (isIp(text) ? undefined : notAnAddress(text)),
  good: ['10.0.0.1', '0.0.0.0', '::', '::1', '2001:db8::7', '::ffff:10.0.0.1', 'fe80::1%eth0'],
  bad: ['', 'localhost', '10.0.0', '10.0.0.01', '10.0.0.256', '[::1]', '10.0.0.1:80', '10.0.0.0/8', '1::2::3', 'fe80::1%'],
});

/** An IP address, or a range of them. */
export const cidr = defineValue({
  id: 'value/cidr',
  severity: 'error',
  authority: 'istiod',
  summary: 'A subnet is an IP address with or without a prefix length',
  why: 'istiod refuses the resource.',
  fix: 'write an address, or an address and a prefix length: 10.0.0.0/8',
  source: 'G-CIDR',
  expected: 'an IP address or a subnet such as 10.0.0.0/8',
  test(text) {
    if (isCidr(text)) return undefined;
    const slash = text.indexOf('/');
    return slash >= 0 && isIp(text.slice(0, slash)) ? prefixProblem(text, slash) : notAnAddress(text);
  },
  good: ['10.0.0.0/8', '10.1.2.3/8', '10.0.0.1', '::/0', '2001:db8::/32', '0.0.0.0/0'],
  bad: ['', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/+8', '::/129', 'fe80::1%eth0/64', '10.0.0.0/255.0.0.0', '10.0.0.0/8/8', '*'],
});

function prefixProblem(text: string, slash: number): string {
  if (text.slice(0, slash).includes('%')) return 'an address with a zone has no prefix length';
  return `the prefix length is a whole number from 0 to ${isIpv4(text.slice(0, slash)) ? 32 : 128}`;
}

function notAnAddress(text: string): string {
  if (text === '') return 'it is empty';
  if (/^\[[^\]]*\]/.test(text)) return 'an address has no brackets';
  if (text.includes('/')) return 'it is no address before the slash';
  const octets = text.length < 64 ? text.split('.') : [];
  if (octets.length !== 4 || !octets.every((octet) => /^[0-9]+$/.test(octet))) return 'it is neither IPv4 nor IPv6';
  return octets.some((octet) => /^0[0-9]/.test(octet)) ? 'an octet has a leading zero' : 'an octet is above 255';
}
