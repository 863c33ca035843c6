import { createHash } from 'node:crypto';
import type { Claimant } from '../../../lib/composition/claim';
import type { Detour } from '../../../lib/composition/contribution';
import type { AuthorizationRule } from '../../../lib/kinds/authorization-policy/api';
import type { GatewayServer } from '../../../lib/kinds/gateway/api';
import { type EgressClient, sourcesOf } from './egress-client';

/** A port of the Service of an egress gateway. */
export interface EgressGatewayPort {
  /** The number that the Service has, 1 to 65535. */
  readonly number: number;
  /**
   * The port of the pods behind it, 1 to 65535: 443 with the gateway chart of Helm, 8443 with istioctl's profiles. NetworkPolicies
   * and AuthorizationPolicies know ports of pods alone.
   *
   * @default - policies name no port
   */
  readonly targetPort?: number;
}

/** How clients reach a host through an egress gateway. @internal */
export interface DetourOptions {
  /** Name of the port of the host. */
  readonly port: string;
  readonly gatewayPort: number;
  readonly sees: Detour['sees'];
  readonly clients: readonly EgressClient[];
  /** True when requests are of a kind that HTTP/1.1 cannot carry. */
  readonly http2: boolean;
}

/** A host on one port of a gateway: what sidecars and gateway agree on. @internal */
export interface EgressHop extends Omit<DetourOptions, 'http2'> {
  readonly by: Claimant;
  readonly host: string;
  /** Name of the gateway's port. */
  readonly gatewayPortName: string;
}

const LABEL_LENGTH = 63;

/** A name of at most 63 characters that no other host has. @internal */
export function hostLabel(prefix: string, host: string): string {
  const label = `${prefix}${host.toLowerCase().replaceAll('.', '-')}`;
  if (label.length <= LABEL_LENGTH) return label;
  const hash = createHash('sha256').update(label).digest('hex').slice(0, 8);
  return `${label.slice(0, LABEL_LENGTH - 9).replace(/-+$/, '')}-${hash}`;
}

/** The server that takes what sidecars send. Only routes of the gateway's own namespace may use its host. @internal */
export function serverOf({ host, gatewayPort, sees }: EgressHop): GatewayServer {
  const protocol = sees === 'requests' ? 'HTTPS' : 'TLS';
  return {
    port: { number: gatewayPort, name: hostLabel(`${protocol.toLowerCase()}-${gatewayPort}-`, host), protocol },
    hosts: [`./${host}`],
    tls: { mode: sees === 'server names' ? 'PASSTHROUGH' : 'ISTIO_MUTUAL' },
  };
}

/**
 * Lets the clients through. The server name is the host on every kind of hop; who calls is known only where the gateway ends the TLS.
 *
 * @internal
 */
export function ruleOf({ host, sees, clients }: EgressHop, targetPort: number | undefined): AuthorizationRule {
  return {
    ...(sees === 'server names' ? {} : { from: sourcesOf(clients) }),
    ...(targetPort === undefined ? {} : { to: [{ operation: { ports: [String(targetPort)] } }] }),
    when: [{ key: 'connection.sni', values: [host] }],
  };
}
