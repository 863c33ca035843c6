/** How a client picks an endpoint: by a hash, on a ring of so many places. */
export interface Balancing {
  readonly affinity: Affinity;
  readonly ringSize: number;
}

/** What of a request keeps it at one endpoint. */
export type Affinity =
  | { readonly cookie: AffinityCookie }
  | { readonly header: string }
  | { readonly query: string }
  | { readonly clientAddress: true };

/** A cookie that keeps a client at one endpoint; with a time to live, the proxy sets it. */
export interface AffinityCookie {
  readonly name: string;
  readonly path?: string;
  readonly ttl?: string;
  readonly attributes?: readonly { readonly name: string; readonly value?: string }[];
}

/** Where traffic goes when the endpoints nearby are gone. */
export type Locality =
  | { readonly order: readonly string[] }
  | { readonly regions: readonly { readonly from: string; readonly to: string }[] };

/** The TLS that clients speak to the host. */
export interface UpstreamTls {
  readonly kind: 'none' | 'simple' | 'mutual' | 'mesh';
  readonly serverName?: string;
  readonly subjectAltNames?: readonly string[];
  readonly credential?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly authoritiesFile?: string;
  /** A ConfigMap with the authorities, in the namespace of the host's config. */
  readonly authoritiesMap?: string;
}

/** How clients treat a host, each leaf claimed by one construct. */
export interface PolicyLeaves {
  'balancing': Balancing;
  'locality': Locality;
  'limits.connections': number;
  'limits.connectTimeout': string;
  'limits.connectionLifetime': string;
  'limits.keepalive': { readonly time?: string; readonly interval?: string; readonly probes?: number };
  'limits.tcpIdleTimeout': string;
  'limits.pendingRequests': number;
  'limits.requests': number;
  'limits.retries': number;
  /** What proxies speak whatever their clients do: for requests that HTTP/1.1 cannot carry. */
  'http.version': 2;
  'ejection.serverErrors': number;
  'ejection.gatewayErrors': number;
  'ejection.interval': string;
  'ejection.time': string;
  'ejection.maxPercent': number;
  'tls': UpstreamTls;
}

/** A policy by leaf. */
export type Policy = { readonly [Leaf in keyof PolicyLeaves]?: PolicyLeaves[Leaf] };
