import { BlockList } from 'node:net';
import type { HostPort } from '../../../lib/composition/host';
import { isCidr, isIpv6 } from '../../../lib/values/ip';
import { isTcpProtocol, isTlsProtocol } from '../../../lib/values/protocol';

/** An external service as others of the app see it. @internal */
export interface Neighbour {
  readonly host: string;
  readonly namespace: string;
  readonly exportTo: readonly string[];
  readonly addresses: readonly string[];
  readonly ports: readonly HostPort[];
}

/** An address and a port that plain TCP of both services goes to. @internal */
export function sharedAddress(one: Neighbour, two: Neighbour): { readonly address: string; readonly port: number } | undefined {
  const port = one.ports.find((mine) => isPlainTcp(mine) && two.ports.some((other) => isPlainTcp(other) && other.number === mine.number));
  const address = port && one.addresses.find((mine) => two.addresses.some((other) => overlap(mine, other)));
  return port && address !== undefined ? { address, port: port.number } : undefined;
}

/** True for connections that say nothing of the host they are for. @internal */
export function isPlainTcp({ protocol }: HostPort): boolean {
  return isTcpProtocol(protocol) && !isTlsProtocol(protocol);
}

/** Of two blocks of addresses that overlap one holds the other. What is no address shares none: the check of the resource says so. */
function overlap(one: string, two: string): boolean {
  return isCidr(one) && isCidr(two) && (holds(one, two) || holds(two, one));
}

function holds(block: string, other: string): boolean {
  const [address, bits] = parts(block);
  const [inner] = parts(other);
  const family = isIpv6(address) ? 'ipv6' : 'ipv4';
  if (isIpv6(inner) !== isIpv6(address)) return false;
  const list = new BlockList();
  list.addSubnet(address, bits ?? (family === 'ipv6' ? 128 : 32), family);
  return list.check(inner, family);
}

function parts(block: string): [address: string, bits: number | undefined] {
  const [address, bits] = block.split('/') as [string, string?];
  return [address.split('%')[0]!, bits === undefined ? undefined : Number(bits)];
}
