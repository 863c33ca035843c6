import type { App } from 'cdk8s';
import type { Proxy } from './kubernetes';

export { meshPod, pod, router, service, sidecar, type Proxy } from './kubernetes';

/** A request, and what the constructs promise of it. */
export interface Ask {
  /** The proxy that sends it, by its name in {@link TrafficCase.proxies}. */
  readonly from: string;
  readonly port: number;
  readonly host: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * How often it is sent where routes hold shares.
   *
   * @default 2000 where a share between none and all is promised, else 1
   */
  readonly times?: number;
  /**
   * The route configuration, where the port alone does not say it: a gateway's is `http.<target port>`, or
   * `https.<port>.<name>.<gateway>.<namespace>`.
   */
  readonly route?: string;
  readonly expect: Promised;
}

/** What is promised of a request; what is not named may be anything. */
export interface Promised {
  /** The clusters that it reaches, each with its share, or one that all reach; `(503)` and the like for what the proxy answers itself. */
  readonly to?: string | Readonly<Record<string, number>>;
  /** @default 200 where all of it reaches clusters */
  readonly status?: number;
  readonly path?: string;
  readonly authority?: string;
  /** Headers that the service sees; `null` for one that it must not see. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly location?: string;
  readonly body?: string;
  /** Name of the route that was taken. */
  readonly route?: string;
  /**
   * Copies: cluster and share.
   *
   * @default - none may be made
   */
  readonly mirrors?: Readonly<Record<string, number>>;
}

/** A look at what istiod sends to a proxy, where TLS or TCP leave no request to send; the facts are those of facts.ts. */
export interface Look {
  readonly at: string;
  readonly cluster?: string;
  readonly listener?: string;
  /** Of the listener, only the filter chains for this server name. */
  readonly sni?: string;
  /** Of the listener, only the filter chains for this destination port. */
  readonly port?: number;
  /** A route configuration, such as `9080` or `http.8080`, and a host of it: for timeouts, retries, faults and hashes. */
  readonly routes?: string;
  readonly host?: string;
  /** A part of the facts; `{ absent: true }` for what the proxy must not have. */
  readonly expect: object;
  /** Facts that must not be there, such as `ejection`. */
  readonly lacks?: readonly string[];
}

/** What Envoy says of a listener or a route configuration that istiod sends. */
export interface Verdict {
  readonly at: string;
  readonly listener?: string;
  readonly routes?: string;
  /** `accepted`, or a part of the reason for which Envoy refuses the whole of it. */
  readonly expect: string;
}

/** The key set of the issuer in a case: tokens of calls are signed by another one, which takes its place where a real Envoy is asked. */
export const KEY_SET = '{"keys":[{"kty":"RSA","alg":"RS256","kid":"k","e":"AQAB","n":"pcjjHsiEfwE2mXQ9Qd1K5mPPkh2ZwwAQb3K7Api9I170yBdppEH5vPq6xNO8w6r-WQHBiN8UXHclEbdA6Z-3VQ"}]}';

/** A request to a workload, and whether the policies in front of it let it in. */
export interface Call {
  /** The proxy of the workload. */
  readonly at: string;
  /** The port on which the workload listens. */
  readonly port: number;
  /** Identity of the client, as `spiffe://…`; none: plaintext. */
  readonly from?: string;
  readonly method?: string;
  readonly host?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Claims of a token that verifies with {@link KEY_SET}. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** 200 where it is let in. */
  readonly expect: 200 | 401 | 403;
}

/** What one or several constructs promise, or what a rule says of a mistake, to be held to the real istiod and Envoy. */
export interface TrafficCase {
  /** Also the name of its recording. */
  readonly name: string;
  /** In one sentence. */
  readonly promise: string;
  /** The charts, into an app. */
  readonly build?: (app: App) => void;
  /** In place of `build`: YAML with a mistake that rules report. */
  readonly written?: string;
  /** Ids of all rules that `check` reports for what is written, in the order of the alphabet. */
  readonly finds?: readonly string[];
  /** What is in the cluster besides: services, pods and the like. Where there are pods, what requests reach needs an endpoint. */
  readonly around: readonly object[];
  readonly proxies: Readonly<Record<string, Proxy>>;
  /** MeshConfig, as YAML. */
  readonly mesh?: string;
  readonly asks?: readonly Ask[];
  readonly looks?: readonly Look[];
  readonly verdicts?: readonly Verdict[];
  readonly calls?: readonly Call[];
  /** Warnings of istiod that no choice of the constructs avoids, and why. */
  readonly unavoidable?: Readonly<Record<string, string>>;
}

/** How often a request is sent. */
export function timesOf({ times, expect: { to, mirrors } }: Ask): number {
  const shares = [...Object.values(typeof to === 'object' ? to : {}), ...Object.values(mirrors ?? {})];
  return times ?? (shares.some((share) => share > 0 && share < 1) ? 2000 : 1);
}
