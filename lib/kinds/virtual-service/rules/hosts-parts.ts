import { isWildcardHost } from '../../../values/host-name';
import { isIp } from '../../../values/ip';
import { isGatewaySniHost } from '../../../values/sni-host';
import { appliesToMesh, type Spec } from './virtual-service-rule';

/** What is wrong with a host of the routes. */
export function hostProblem(spec: Spec, host: string): string | undefined {
  const forMesh = appliesToMesh(spec);
  if (forMesh && host === '*') return '"*" would take the traffic to every host of the mesh';
  const hasSni = (spec.tls ?? []).some(({ match }) => match.some(({ sniHosts }) => sniHosts.length > 0));
  const isHost = !forMesh && hasSni ? isGatewaySniHost(host) : isWildcardHost(host);
  return isHost || isIp(host) ? undefined : 'it is neither a host name nor an IP address';
}
