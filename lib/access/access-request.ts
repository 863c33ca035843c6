import type { HttpRequest } from '../route/decide/request';

/** What reaches a workload: a connection, and in HTTP the request on it. */
export interface AccessRequest {
  /** The port on which the workload listens. */
  readonly port: number;
  /** The identity of the client's certificate: `spiffe://cluster.local/ns/web/sa/front`; unset in the clear. */
  readonly from?: string;
  /** The address that the connection comes from. */
  readonly sourceIp: string;
  /** The address of the client behind proxies that are trusted; unset: that of the connection. */
  readonly remoteIp?: string;
  /** The address of the workload. */
  readonly destinationIp?: string;
  /** The server name of the connection's TLS. */
  readonly serverName?: string;
  /** Unset for a connection that is not HTTP. */
  readonly request?: HttpRequest;
  /** The token in the `Authorization` header: its claims, or that it does not verify. */
  readonly token?: Readonly<Record<string, unknown>> | 'invalid';
}
