import { defineValue } from '../core/value-rule';

const OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);
const GROUP = /^[0-9a-fA-F]{1,4}$/;

/** True for four decimal octets without leading zeros. */
export function isIpv4(text: string): boolean {
  return IPV4.test(text);
}

/** True for an IPv6 address as Go's netip reads it: eight groups, `::` for one or more of zeros, perhaps IPv4 at the end, any zone. */
export function isIpv6(text: string): boolean {
  if (!text.includes(':')) return false; // most texts are host names
  const zone = text.indexOf('%');
  if (zone === text.length - 1) return false;
  const address = zone < 0 ? text : text.slice(0, zone);
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
  const [address, bits, ...more] = text.split('/', 3) as [string, string?, string?];
  // With more than one slash it can only be the zone of an address that has them.
  if (bits === undefined || more.length > 0) return isIp(text);
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
  source: ['pkg/util/net/ip.go#IsValidIPAddress', 'pkg/config/validation/agent/validation.go#ValidateIPAddress'],
  expected: 'an IP address',
  test: (text) => (isIp(text) ? undefined : notAnAddress(text)),
  correct: addressIn,
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
  source: 'pkg/config/validation/agent/validation.go#ValidateIPSubnet',
  expected: 'an IP address or a subnet such as 10.0.0.0/8',
  test(text) {
    if (isCidr(text)) return undefined;
    const slash = text.indexOf('/');
    if (slash < 0) return notAnAddress(text);
    const address = text.slice(0, slash);
    if (!isIp(address)) return 'what stands before the slash is no IP address';
    if (address.includes('%')) return 'an address with a zone has no prefix length';
    return `the prefix length is a whole number from 0 to ${isIpv4(address) ? 32 : 128}`;
  },
  good: ['10.0.0.0/8', '10.1.2.3/8', '10.0.0.1', '::/0', '2001:db8::/32', '0.0.0.0/0'],
  bad: ['', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/+8', '::/129', 'fe80::1%eth0/64', '10.0.0.0/255.0.0.0', '10.0.0.0/8/8', '*'],
});

function notAnAddress(text: string): string {
  if (text === '') return 'it is empty';
  if (text.length > 64) return 'it is neither IPv4 nor IPv6';
  if (isCidr(text)) return 'a prefix length is not allowed here';
  if (/^\[.*\](?::[0-9]+)?$/.test(text)) return 'an address has no brackets and no port';
  if (/^[0-9.]+:[0-9]+$/.test(text)) return 'an address has no port';
  if (!/^[0-9]+(?:\.[0-9]+){3}$/.test(text)) return 'it is neither IPv4 nor IPv6';
  return /(?:^|\.)0[0-9]/.test(text) ? 'an octet has a leading zero' : 'an octet is above 255';
}

/** The address in brackets, or before a port. */
function addressIn(text: string): string | undefined {
  const [, v6, v4] = (text.length <= 60 && /^(?:\[(.+)\](?::\d+)?|([\d.]+):\d+)$/.exec(text)) || [];
  const address = v6 ?? v4;
  return address !== undefined && isIp(address) ? address : undefined;
}
