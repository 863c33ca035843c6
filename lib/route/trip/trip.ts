import type { Mesh } from '../../mesh/mesh';
import type { ProxyView } from '../../mesh/proxy-view';
import type { RegisteredService } from '../../mesh/service';
import { clusterOf } from '../cluster';
import { type ClusterName, clusterText } from '../cluster-name';
import type { Connection } from '../decide/connection';
import { type ConnectionDecision, decideConnection } from '../decide/decide-connection';
import { decideRequest, type RequestDecision } from '../decide/decide-request';
import type { HttpRequest } from '../decide/request';
import { compile } from '../proxy-config';
import { addressOf } from './address-of';
import { gatewayBehind, podPortOf } from './gateway-behind';
import { type Unknown, unknownAt } from './unknown';

/** What happens at one proxy of a trip, and what comes after it. */
export interface Hop {
  /** The proxy, and what it sees. */
  readonly at: ProxyView;
  readonly connection: Connection;
  /** Which listener and chain take the connection. */
  readonly taken: ConnectionDecision;
  /** Which route takes the request; unset where the proxy reads no requests. */
  readonly routed?: RequestDecision;
  /** Where the traffic goes on: each leg with its share of what arrived here. */
  readonly legs: readonly Leg[];
  /** What is in use here that is not modelled, so that all of this is unproven. */
  readonly unknown: readonly Unknown[];
}

/** A leg of a trip: from a proxy to the next one, or to the end. */
export interface Leg {
  /** From 0 to 1. */
  readonly share: number;
  readonly cluster: ClusterName;
  /** The service that the cluster is of. */
  readonly service?: RegisteredService;
  /** The gateway that it reaches. */
  readonly next?: Hop;
  /** How it ends, where no gateway comes next. */
  readonly end?: LegEnd;
}

/** How a leg ends: at endpoints of a service, at the address that the client wanted, nowhere, or in a circle of gateways. */
export type LegEnd = 'endpoints' | 'original destination' | 'black hole' | 'missing cluster' | 'loop';

/** A connection, and the request on it; without one the bytes are not HTTP, or not to be read. */
export interface Sent {
  readonly connection: Connection;
  readonly request?: HttpRequest;
}

/** What a client wants to reach. */
export interface Wanted {
  /** The host that its DNS resolves, or an address. */
  readonly host: string;
  readonly port: number;
  readonly transport: Connection['transport'];
  readonly serverName?: string;
  readonly alpn?: readonly string[];
  /** The request that it sends, where it sends one in the clear. */
  readonly request?: HttpRequest;
}

/** Follows what the workload beside a sidecar sends to a host, through the sidecar and all gateways to its ends. */
export function followTo(mesh: Mesh, at: ProxyView, { host, request, ...rest }: Wanted): Hop {
  const { address, service } = addressOf(mesh, at, host);
  const first = follow(mesh, at, { connection: { ...rest, address, direction: 'outbound' }, ...(request ? { request } : {}) });
  const known = new Set(first.unknown.map(({ text }) => text));
  return { ...first, unknown: [...first.unknown, ...unknownAt(mesh, at, service).filter(({ text }) => !known.has(text))] };
}

/** Follows what a proxy is sent through all gateways to its ends. */
export function follow(mesh: Mesh, at: ProxyView, sent: Sent): Hop {
  return hop(mesh, at, sent, []);
}

function hop(mesh: Mesh, at: ProxyView, { connection, request }: Sent, before: readonly string[]): Hop {
  const config = compile(at);
  const taken = decideConnection(config, connection);
  const unknown = unknownAt(mesh, at, undefined);
  const shared = { at, connection, taken };
  if (taken.outcome.is === 'passed on') {
    const legs = taken.outcome.to.map(({ cluster, share, isMissing }) => (
      leg(mesh, at, { cluster, share, isMissing, sent: { connection, ...(request ? { request } : {}) } }, before)
    ));
    return { ...shared, legs, unknown: [...unknown, ...ofLegs(mesh, at, legs)] };
  }
  if (taken.outcome.is !== 'read' || !request) return { ...shared, legs: [], unknown };
  const scheme = taken.tls ? 'https' : request.scheme;
  const routed = decideRequest(config, config.routes(taken.outcome.routes), { ...request, scheme });
  const legs = routed.outcomes.flatMap((outcome) => (outcome.is === 'forwarded' ? [leg(mesh, at, {
    cluster: outcome.cluster, share: outcome.share, isMissing: outcome.isMissing,
    sent: { connection: { ...connection, transport: 'http' }, request: outcome.request },
  }, before)] : []));
  return { ...shared, routed, legs, unknown: [...unknown, ...ofLegs(mesh, at, legs)] };
}

function ofLegs(mesh: Mesh, at: ProxyView, legs: readonly Leg[]): readonly Unknown[] {
  const services = [...new Set(legs.flatMap(({ service }) => service ?? []))];
  return services.flatMap((service) => unknownAt(mesh, at, service).filter(({ because }) => because !== 'EnvoyFilter' && because !== 'WasmPlugin'));
}

interface Leaving {
  readonly cluster: ClusterName;
  readonly share: number;
  readonly isMissing: boolean;
  readonly sent: Sent;
}

function leg(mesh: Mesh, from: ProxyView, { cluster, share, isMissing, sent }: Leaving, before: readonly string[]): Leg {
  const shared = { share, cluster };
  if (isMissing) return { ...shared, end: 'missing cluster' };
  if (cluster.to === 'black hole') return { ...shared, end: 'black hole' };
  if (cluster.to === 'original destination') return { ...shared, end: 'original destination' };
  if (cluster.to === 'workload') return { ...shared, end: 'endpoints' };
  const service = from.service(cluster.host);
  if (!service) return { ...shared, end: 'endpoints' };
  const gateway = gatewayBehind(mesh, service);
  if (!gateway) return { ...shared, service, end: 'endpoints' };
  const key = `${clusterText(cluster)} ${sent.request?.authority ?? sent.connection.serverName ?? ''}`;
  if (before.includes(key)) return { ...shared, service, end: 'loop' };
  const port = podPortOf(gateway, service, cluster.port);
  const connection = { ...overCluster(from, cluster, sent), port, address: sent.connection.address, direction: 'outbound' } as const;
  return { ...shared, service, next: hop(mesh, gateway, { ...sent, connection }, [...before, key]) };
}

const MESH_PROTOCOLS = ['istio-peer-exchange', 'istio'];
const MESH_HTTP = ['istio-http/1.1', ...MESH_PROTOCOLS];

/** How a connection looks behind a cluster: the client may start TLS on it. */
function overCluster(
  from: ProxyView, cluster: Extract<ClusterName, { readonly host: string }>, { connection, request }: Sent,
): Pick<Connection, 'transport' | 'serverName' | 'alpn'> {
  const { transport, serverName, alpn } = connection;
  const plain = { transport, ...(serverName === undefined ? {} : { serverName }), ...(alpn === undefined ? {} : { alpn }) };
  const built = cluster.to === 'service' ? clusterOf(from, cluster.host, cluster.port, cluster.subset) : undefined;
  if (!built?.tls) return plain;
  const { mode, sni, autoSni } = built.tls;
  const endpoints = (built.groups ?? []).flatMap((group) => group.endpoints);
  // The pods of a gateway have no sidecar beside them, so that clients start no TLS with them on their own.
  if (mode === 'auto' && !endpoints.some(built.isMutual)) return plain;
  const name = sni ?? (autoSni ? request?.authority.replace(/:[0-9]+$/, '') : undefined);
  const isMesh = mode === 'auto' || mode === 'ISTIO_MUTUAL';
  return {
    transport: 'tls',
    ...(name === undefined ? {} : { serverName: name }),
    ...(isMesh ? { alpn: request ? MESH_HTTP : MESH_PROTOCOLS } : {}),
  };
}
