import { isWildcardHost } from '../../../values/host-name';
import { isGatewaySniHost } from '../../../values/sni-host';
import { type Spec, TO_A } from './virtual-service-rule';

/** A TLS route with these matches, in YAML. */
export const tls = (match: string, hosts = '[a.com]'): string => `spec: {hosts: ${hosts}, tls: [{match: ${match}, ${TO_A}}]}`;

/** Where the server names of an example stand. */
export const AT = 'spec.tls[0].match[0].sniHosts';

/** True for a name that a match on SNI may have; where sidecars match too, Istio's own names are not possible. */
export function isSni({ gateways = [] }: Spec, sni: string): boolean {
  return gateways.includes('mesh') ? isWildcardHost(sni) : isGatewaySniHost(sni);
}
