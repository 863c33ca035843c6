/** How failed requests are tried again. */
export interface Retries {
  /** How often, beside the first attempt; 0 for never. */
  readonly attempts: number;
  /** The most that one attempt may take, as a Go duration. */
  readonly perTry?: string;
  /** The failures, in the words of Envoy. */
  readonly on?: readonly string[];
}

/** How requests are broken on purpose. */
export interface Fault {
  /** Holds requests back: for how long, and which percentage of them. */
  readonly delay?: { readonly time: string; readonly percent: number };
  /** Answers requests with a failure: which percentage of them, and which failure. */
  readonly abort?: { readonly percent: number } & ({ readonly status: number } | { readonly grpcStatus: string });
}

/** Who gets copies of requests. */
export interface Mirror {
  /** The version that gets copies; unset: any endpoint. */
  readonly version?: string;
  /** The host that gets copies; unset: the same host. */
  readonly host?: string;
  /** The port there; unset: the one that the request is for. */
  readonly port?: number;
  /** The percentage of requests that are copied. */
  readonly percent: number;
}

/** What browsers may do with answers from other origins. */
export interface Cors {
  /** The origins whose pages may read answers. */
  readonly origins: readonly ({ readonly exact: string } | { readonly prefix: string } | { readonly regex: string })[];
  /** The methods that those pages may use. */
  readonly methods?: readonly string[];
  /** The headers that those pages may send. */
  readonly headers?: readonly string[];
  /** The headers of answers that those pages may read. */
  readonly exposeHeaders?: readonly string[];
  /** How long a browser may remember it, as a Go duration. */
  readonly maxAge?: string;
  /** Whether those pages may send cookies. */
  readonly credentials?: boolean;
}

/** How the path of a request is changed before it goes on: by a regex, which is right whatever the route matches. */
export interface PathRewrite {
  /** What is found, as a regex in RE2 syntax. */
  readonly match: string;
  /** What takes the place of what is found; `\1` is the text of the first group. */
  readonly rewrite: string;
}

/** What is done to requests and answers on a route, each leaf claimed by one construct. */
export interface BehaviourLeaves {
  /** The most that a request may take, as a Go duration. */
  'timeout': string;
  /** How failed requests are tried again. */
  'retries': Retries;
  /** How requests are broken on purpose. */
  'fault': Fault;
  /** Who gets copies; each place that does is a leaf of its own. */
  [mirror: `mirror ${string}`]: Mirror;
  /** What browsers may do with answers from other origins. */
  'cors': Cors;
  /** How the path of a request is changed before it goes on. */
  'rewrite path': PathRewrite;
  /** The Host that a request goes on with. */
  'rewrite authority': string;
  /** The value that a header of the request, or of the answer, is set to; `null` where it is taken out. */
  [header: `request header ${string}` | `response header ${string}`]: string | null;
}

/** Behaviours by leaf. */
export type Behaviours = { readonly [Leaf in keyof BehaviourLeaves]?: BehaviourLeaves[Leaf] };
