import type { RegisteredService } from '../mesh/service';

/** A port of a host, or of a subset of it. */
export interface ClusterKey {
  readonly host: string;
  readonly port: number;
  /** Empty for all endpoints of the host. */
  readonly subset: string;
}

/** A destination of Envoy's own words; a proxy may lack the cluster, and then closes connections and responds to requests with 503. */
export type ClusterName =
  /** A port of a host, or of a subset of it. */
  | ({ readonly to: 'service' } & ClusterKey)
  /** The same, behind a gateway that picks it by the server name alone. */
  | ({ readonly to: 'server name' } & ClusterKey)
  /** The proxy's own workload: the number on which it listens. */
  | { readonly to: 'workload'; readonly port: number }
  /** The address that the client wanted. */
  | { readonly to: 'original destination'; readonly isInbound: boolean }
  /** Nowhere: connections are closed. */
  | { readonly to: 'black hole' };

/** Where what a sidecar does not know goes when it may leave. */
export const PASSTHROUGH: ClusterName = { to: 'original destination', isInbound: false };
/** Where traffic for ports goes that no Service has. */
export const INBOUND_PASSTHROUGH: ClusterName = { to: 'original destination', isInbound: true };
/** Where connections end that may not leave. */
export const BLACK_HOLE: ClusterName = { to: 'black hole' };

/** The name that istiod gives to a cluster: `outbound|80|v1|reviews.shop.svc.cluster.local`. */
export function clusterText(cluster: ClusterName): string {
  switch (cluster.to) {
    case 'service': return `outbound|${cluster.port}|${cluster.subset}|${cluster.host}`;
    case 'server name': return `outbound_.${cluster.port}_.${cluster.subset}_.${cluster.host}`;
    case 'workload': return `inbound|${cluster.port}||`;
    case 'original destination': return cluster.isInbound ? 'InboundPassthroughCluster' : 'PassthroughCluster';
    default: return 'BlackHoleCluster';
  }
}

/** A destination as resources name it. */
export interface DestinationName {
  readonly host: string;
  readonly subset?: string;
  readonly port?: { readonly number?: number };
}

/**
 * The cluster that a destination means: without a port the only one of its service, else that of the listener. A destination of an
 * ExternalName Service is the name that it stands for.
 */
export function destinationCluster(
  { host, subset = '', port }: DestinationName, service: RegisteredService | undefined, listenPort: number,
): ClusterKey {
  const number = port ? port.number ?? 0 : service?.ports.length === 1 ? service.ports[0]!.number : listenPort;
  return { host: service?.aliasOf ?? host, subset, port: number };
}
