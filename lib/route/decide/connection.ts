/** A connection that a client opens, or that arrives at a workload. */
export interface Connection {
  /** The address that the client wants. */
  readonly address: string;
  /** The port that it wants; at a gateway, the one on which the pod listens. */
  readonly port: number;
  /** Outbound: the proxy's own workload is the client, or it is a gateway. Inbound: the workload is the server. */
  readonly direction: 'outbound' | 'inbound';
  /**
   * What the client sends first: TLS, a request of HTTP/1.1 (`http`) or HTTP/2 (`h2c`) in the clear, other bytes (`raw`), or nothing
   * (`silent`), as in protocols such as MySQL, in which the server sends the first bytes.
   */
  readonly transport: 'tls' | 'http' | 'h2c' | 'raw' | 'silent';
  /** The server name that TLS asks for. */
  readonly serverName?: string;
  /** The protocols that TLS offers, those that it prefers first. */
  readonly alpn?: readonly string[];
}
