import type { ClusterName } from '../cluster-name';
import type { Origin } from '../origin';
import type { DownstreamTls } from './downstream-tls';

/** Where a proxy takes connections: addresses and a port, and filter chains, one of which takes each connection. */
export interface Listener {
  /** As istiod calls it: `0.0.0.0_80`, `10.96.0.7_3306`, `virtualOutbound`, `virtualInbound`. */
  readonly name: string;
  /** Whether connections leave the pod through it, or arrive. Those at a gateway leave. */
  readonly direction: 'outbound' | 'inbound';
  /** The addresses that it is for; `0.0.0.0` for all that no other listener of the port is for. */
  readonly addresses: readonly string[];
  /** The port that the client wants; of `virtualOutbound` and `virtualInbound` any. */
  readonly port: number;
  /** True when clients can open it as it is; false when it is only for connections that are captured. */
  readonly isBound: boolean;
  /** Its chains, each of which matches some connections. */
  readonly chains: readonly FilterChain[];
  /** The chain for what no other one matches; without it such connections are closed. */
  readonly defaultChain?: FilterChain;
  /** Where the first bytes of a client are looked at for TLS. */
  readonly tlsInspector: InspectedPorts;
  /** Where they are looked at for HTTP. */
  readonly httpInspector: InspectedPorts;
  /** Seconds that the first bytes are waited for; zero for no end. */
  readonly inspectorTimeout: number;
  /** True when a connection goes on without its first bytes after that time; false when it is closed. */
  readonly continuesAfterTimeout: boolean;
}

/** The ports that clients want at which a listener looks at the first bytes. */
export type InspectedPorts = 'all' | 'none' | { readonly only: readonly number[] } | { readonly except: readonly number[] };

/** What happens to the connections that it matches. */
export interface FilterChain {
  /** What it matches. */
  readonly match: FilterChainMatch;
  /** The TLS that ends here; unset where bytes are taken as they come. */
  readonly tls?: DownstreamTls;
  /** What becomes of the connection. */
  readonly filter: NetworkFilter;
  /** The resource that made it so; unset for what istiod makes of services by itself. */
  readonly origin?: Origin;
}

/** What a chain asks of a connection; what it does not ask for may be anything. */
export interface FilterChainMatch {
  /** The port that the client wants. */
  readonly port?: number;
  /** Addresses, or ranges, of which one has the address that the client wants. */
  readonly ranges?: readonly string[];
  /** Server names of which TLS has to name one; `*.example.com` for those below it. */
  readonly serverNames?: readonly string[];
  /** Whether the client starts TLS. */
  readonly transport?: 'tls' | 'raw_buffer';
  /** Application protocols, such as `h2`: the chain takes connections of clients that offer one (ALPN) or are seen to use it. */
  readonly protocols?: readonly string[];
}

/** What becomes of a connection. */
export type NetworkFilter = HttpConnectionManager | TcpProxy;

/** Requests are read from the connection, and each is routed by itself. */
export interface HttpConnectionManager {
  readonly reads: 'requests';
  /** The name of the route configuration. */
  readonly routes: string;
}

/** The connection is passed on as it is. */
export interface TcpProxy {
  readonly reads: 'bytes';
  /** Where to; of several one is chosen by weight. */
  readonly clusters: readonly { readonly cluster: ClusterName; readonly weight: number }[];
  /** Seconds without bytes after which the connection is closed; zero and unset: Envoy's hour. */
  readonly idle?: number;
  /** Seconds after which the connection is closed in any case. */
  readonly maxDuration?: number;
  /** A proxy that is asked, in HTTP, to pass the connection on: `host:port`. */
  readonly tunnel?: { readonly to: string; readonly method: 'CONNECT' | 'POST' };
  /** True when connections from one address go to one endpoint. */
  readonly hashesSourceIp?: true;
}
