import { BlockList, isIPv6 } from 'node:net';

/** A range without the bits behind its prefix: `172.16.0.0/12` for `172.20.3.4/12`; an address is a range of one. */
export function maskedRange(range: string): string {
  const [address, bits] = split(range);
  if (isIPv6(address)) return `${address}/${bits}`;
  const mask = bits === 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
  const number = (numberOf(address) & mask) >>> 0;
  return `${[24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')}/${bits}`;
}

/** How many bits of an address a range fixes. */
export function prefixLength(range: string): number {
  return split(range)[1];
}

/** True when a range has an address; of different families never. */
export function hasAddress(range: string, address: string): boolean {
  const [prefix, bits] = split(range);
  if (isIPv6(prefix) !== isIPv6(address)) return false;
  if (!isIPv6(address)) return maskedRange(range) === maskedRange(`${address}/${bits}`);
  const block = new BlockList();
  block.addSubnet(prefix, bits, 'ipv6');
  return block.check(address, 'ipv6');
}

function split(range: string): readonly [address: string, bits: number] {
  const [address, bits] = range.split('/') as [string, string?];
  return [address, bits === undefined ? (isIPv6(address) ? 128 : 32) : Number(bits)];
}

function numberOf(address: string): number {
  return address.split('.').reduce((number, part) => (number << 8 | Number(part)) >>> 0, 0);
}
