/** What the dumps of `oracle routes` say, in a few lines; everything in Envoy's words is left as it is. */

/** TLS to the outside of a proxy, as a client. */
export interface ClientTls {
  /** What is asked for; `the requested host` when Envoy takes it from the request, `none` when nothing is sent. */
  readonly sni: string;
  /** The names of which the certificate must carry one; `the requested host`, or `any` when no name is checked. */
  readonly names: readonly string[] | 'the requested host' | 'any';
  /** What it is verified with: `system`, `mesh`, a file, `kubernetes://secret-cacert`; `nothing` when everything is accepted. */
  readonly verifiedBy: string;
  /** The own certificate: `mesh`, `kubernetes://secret`, files; `none`. */
  readonly certificate: string;
  readonly alpn?: readonly string[];
}

/** TLS of the connections that arrive at a proxy. */
export interface ServerTls {
  readonly certificate: string;
  readonly clientCertificate: 'required' | 'optional' | 'not asked';
  /** What the client's certificate is verified with. */
  readonly verifiedBy?: string;
  readonly names?: readonly string[];
  readonly alpn?: readonly string[];
  readonly versions?: string;
}

export interface ClusterFacts {
  /** EDS, STRICT_DNS, ORIGINAL_DST … */
  readonly type: string;
  /** The DestinationRule that made it so, as `namespace/name`. */
  readonly rule?: string;
  readonly subset?: string;
  readonly tls: ClientTls | 'none';
  /** Towards endpoints that have a sidecar; `tls` is then for the others. */
  readonly tlsToSidecars?: ClientTls;
  /** Envoy's name of the algorithm, with what is set of it. */
  readonly balance: { readonly policy: string; readonly [setting: string]: unknown };
  readonly endpoints: readonly EndpointFacts[];
  /** Only limits that are set. */
  readonly limits?: Readonly<Record<string, unknown>>;
  readonly outliers?: Readonly<Record<string, unknown>>;
  /** The share of healthy endpoints, in percent, below which outlier detection and locality are given up; absent is never. */
  readonly panicBelow?: number;
  readonly connectTimeout?: string;
  readonly keepalive?: Readonly<Record<string, unknown>>;
  /** `HTTP/2` and what is set of HTTP connections. */
  readonly http?: Readonly<Record<string, unknown>>;
}

export interface EndpointFacts {
  readonly address: string;
  readonly locality?: string;
  /** 0 is first; the next is used as this one fails. */
  readonly priority?: number;
  /** Of the locality among those of its priority, where there are several. */
  readonly weight?: number;
}

export interface ChainFacts {
  /** The connections it is for, in Envoy's words; `anything else` for the last resort. */
  readonly match: Readonly<Record<string, unknown>> | 'anything else';
  readonly tls: ServerTls | 'none';
  /** One cluster, or several with their shares, for what is forwarded as it is. */
  readonly to?: string | Readonly<Record<string, number>>;
  /** The route configuration for HTTP, with its clusters where the listener itself has it. */
  readonly routes?: string;
  readonly clusters?: readonly string[];
  /** Filters that could refuse or change the connection. */
  readonly filters?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface ListenerFacts {
  readonly name: string;
  readonly address: string;
  readonly chains: readonly ChainFacts[];
}

export interface RouteFacts {
  readonly name?: string;
  readonly match: Readonly<Record<string, unknown>>;
  readonly to?: string | Readonly<Record<string, number>>;
  /** `0s` is none. */
  readonly timeout?: string;
  readonly retries?: Readonly<Record<string, unknown>>;
  readonly hashBy?: readonly unknown[];
  readonly mirrors?: Readonly<Record<string, number>>;
  readonly fault?: Readonly<Record<string, unknown>>;
  readonly cors?: Readonly<Record<string, unknown>>;
  readonly redirect?: Readonly<Record<string, unknown>>;
  readonly answer?: Readonly<Record<string, unknown>>;
  readonly [other: string]: unknown;
}
