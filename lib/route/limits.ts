import type { MeshSettings } from '../mesh/mesh-settings';
import type { ServicePort } from '../mesh/service';
import { isHttpProtocol } from '../values/protocol';
import type { Policy } from './policy';
import { seconds } from './seconds';

/** How many connections and requests a client has with a host at most, and for how long. What is unset is not limited. */
export interface Limits {
  readonly maxConnections?: number;
  readonly maxPending?: number;
  readonly maxRequests?: number;
  readonly maxRetries?: number;
  readonly maxRequestsPerConnection?: number;
  /** Requests at a time on one HTTP/2 connection. */
  readonly maxStreams?: number;
  /** Seconds to wait for a connection. */
  readonly connect: number;
  /** Seconds that a connection may be idle. */
  readonly idle?: number;
  /** Seconds that a connection may last. */
  readonly maxDuration?: number;
  readonly retryBudget?: { readonly percent: number; readonly interval?: number; readonly min: number };
  readonly keepalive?: { readonly time?: number; readonly interval?: number; readonly probes?: number };
  readonly h2Keepalive?: { readonly interval?: number; readonly timeout?: number };
}

/** The version of HTTP that the proxy uses with the endpoints, where it is not HTTP/1.1: HTTP/2, or the one of the client. */
export type UpstreamHttp = 'http2' | 'client' | undefined;

/** A number that counts: istiod cannot tell zero from a field that is not there. */
function positive(value: number | undefined): number | undefined {
  return value !== undefined && value > 0 ? value : undefined;
}

/** Which version of HTTP a client uses with a port. */
export function upstreamHttp(
  { protocol }: ServicePort, { connectionPool }: Policy, settings: MeshSettings, isSidecar: boolean,
): UpstreamHttp {
  const { h2UpgradePolicy, useClientProtocol = false } = connectionPool?.http ?? {};
  if (useClientProtocol) return 'client';
  if (protocol === 'HTTP2' || protocol === 'GRPC' || protocol === 'GRPC-WEB') return 'http2';
  if (protocol === undefined && isSidecar) return 'client';
  if (h2UpgradePolicy === 'UPGRADE') return 'http2';
  if (h2UpgradePolicy === 'DO_NOT_UPGRADE') return undefined;
  return protocol !== undefined && isHttpProtocol(protocol) && settings.h2UpgradePolicy === 'UPGRADE' ? 'http2' : undefined;
}

/** The limits of a policy; settings of HTTP/2 have a use where `upstream` is HTTP/2. */
export function limitsOf({ connectionPool, retryBudget }: Policy, settings: MeshSettings, upstream: UpstreamHttp): Limits {
  const { http = {}, tcp = {} } = connectionPool ?? {};
  const isHttp2 = upstream === 'http2';
  const h2 = isHttp2 ? http.http2KeepAlive : undefined;
  return defined({
    maxConnections: positive(tcp.maxConnections),
    maxPending: positive(http.http1MaxPendingRequests),
    maxRequests: positive(http.http2MaxRequests),
    maxRetries: positive(http.maxRetries),
    maxRequestsPerConnection: positive(http.maxRequestsPerConnection),
    maxStreams: isHttp2 ? positive(http.maxConcurrentStreams) : undefined,
    connect: seconds(tcp.connectTimeout) ?? seconds(settings.connectTimeout) ?? 0,
    idle: seconds(http.idleTimeout ?? tcp.idleTimeout),
    maxDuration: seconds(tcp.maxConnectionDuration),
    retryBudget: retryBudget && defined({
      percent: retryBudget.percent ?? 20,
      interval: seconds(retryBudget.budgetInterval),
      min: positive(retryBudget.minRetryConcurrency) ?? 3,
    }),
    keepalive: keepaliveOf([settings.tcpKeepalive, tcp.tcpKeepalive]),
    h2Keepalive: h2 && defined({ interval: seconds(h2.interval), timeout: seconds(h2.timeout) }),
  });
}

type Keepalive = NonNullable<MeshSettings['tcpKeepalive']>;

/** Each value of the last settings that have one, in whole seconds. */
function keepaliveOf(settings: readonly (Keepalive | undefined)[]): Limits['keepalive'] {
  const given = settings.filter((each) => each !== undefined);
  if (given.length === 0) return undefined;
  const last = <T>(pick: (each: Keepalive) => T | undefined): T | undefined => given.map(pick).filter((value) => value !== undefined).pop();
  const whole = (text: string | undefined): number | undefined => (text === undefined ? undefined : Math.trunc(seconds(text) ?? 0));
  return defined({
    time: whole(last(({ time }) => time)),
    interval: whole(last(({ interval }) => interval)),
    probes: last(({ probes }) => positive(probes)),
  });
}

/** The fields that have a value. */
export function defined<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
