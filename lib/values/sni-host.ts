import { isWildcardHost } from './host-name';

/**
 * True for a server name that a route bound to gateways only may have: a host, or the name Istio itself makes for a cluster
 * (`outbound_.80_.v1_.reviews.shop.svc.cluster.local`), which is read loosely.
 */
export function isGatewaySniHost(text: string): boolean {
  if (!text.startsWith('outbound_')) return isWildcardHost(text);
  if (Buffer.byteLength(text) > 255) return false;
  const [, port, , host] = text.split('_') as [string, string, string?, string?];
  return host !== undefined && /[0-9]/.test(port) && /[a-zA-Z]/.test(host);
}
