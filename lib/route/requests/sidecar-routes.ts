import type { EgressListener } from '../../mesh/proxy-services';
import type { OutboundPolicy, ProxyView } from '../../mesh/proxy-view';
import { BLACK_HOLE, type ClusterName, destinationCluster, PASSTHROUGH } from '../cluster-name';
import type { RouteConfiguration, VirtualHost } from './route-configuration';
import { ANY_REQUEST } from './route-match';
import { sidecarVirtualHosts } from './sidecar-virtual-hosts';

/**
 * A route configuration of a sidecar: `80` for all hosts of a port, `reviews.shop.svc.cluster.local:80` for one whose protocol is
 * detected, the path of a Unix socket. Source: httproute.go#buildSidecarOutboundHTTPRouteConfig.
 */
export function sidecarRoutes(view: ProxyView, name: string): RouteConfiguration {
  const isSocket = name.startsWith('unix://');
  const isDetected = !isSocket && name.includes(':');
  const port = Number(isSocket ? 0 : name.slice(name.indexOf(':') + 1));
  const listener = listenerOf(view, port, name);
  const all = listener ? sidecarVirtualHosts(view, listener, port) : [];
  return { name, virtualHosts: isDetected ? detected(all, name) : [...all, unknownHosts(view)] };
}

/** Source: model/sidecar.go#GetEgressListenerForRDS. */
function listenerOf({ listeners }: ProxyView, port: number, name: string): EgressListener | undefined {
  return listeners.find((listener) => (
    !listener.port || (listener.port.number === port && (port !== 0 || listener.bind === name))
  ));
}

/** At the address of a service there is one host, whatever the request names. Source: httproute.go#getVirtualHostsForSniffedServicePort. */
function detected(all: readonly VirtualHost[], name: string): readonly VirtualHost[] {
  const host = name.slice(0, name.lastIndexOf(':'));
  const named = all.filter(({ domains }) => domains.includes(name) || domains.includes(host));
  return named.length === 1 ? [{ ...named[0]!, domains: ['*'] }] : named;
}

/** Where what a sidecar does not know goes. */
export function unknownCluster({ mode, egressProxy }: OutboundPolicy): ClusterName {
  if (mode === 'REGISTRY_ONLY') return BLACK_HOLE;
  return egressProxy ? { to: 'service', ...destinationCluster(egressProxy, undefined, 0) } : PASSTHROUGH;
}

/** Requests for hosts that a sidecar does not know. Source: httproute.go#buildCatchAllVirtualHost. */
function unknownHosts({ outbound }: ProxyView): VirtualHost {
  const cluster = unknownCluster(outbound);
  const name = outbound.mode === 'REGISTRY_ONLY' ? 'block_all' : outbound.mode === 'ALLOW_ANY' ? 'allow_any' : 'allow_any_dynamic_dns';
  const action = cluster === BLACK_HOLE
    ? { does: 'respond', status: 502 } as const
    : { does: 'forward', clusters: [{ cluster, weight: 1 }], timeout: 0, mirrors: [], hashes: [] } as const;
  return { name, domains: ['*'], routes: [{ name, match: ANY_REQUEST, action }], requiresTls: false };
}
