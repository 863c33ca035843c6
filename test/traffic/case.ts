import type { App } from 'cdk8s';
import type { ClusterFacts, ListenerFacts, RouteFacts } from './facts';
import type { KubernetesObject, Proxy } from './kubernetes';

/** Cluster, or `(503)` for an answer of the proxy itself, to its share of the requests. */
export type Shares = Readonly<Record<string, number>>;

/** What the answer to a request must be. What is not said may be anything. */
export interface Expected {
  /** The one cluster that all requests go to, or several with their shares; `(301)` and the like for what the proxy answers itself. */
  readonly to?: string | Shares;
  /** @default 200 when everything goes to clusters, anything otherwise */
  readonly status?: number;
  /** What arrives there; `null` for a header that must not. */
  readonly path?: string;
  readonly authority?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Name of the route that matched, as the VirtualService calls it. */
  readonly route?: string;
  /** Of the proxy's own answer. */
  readonly location?: string;
  readonly body?: string;
  /** Clusters that get a copy, with the share of the requests that is copied. Without it no copy may be made. */
  readonly mirrors?: Shares;
}

/** A request that is sent to one proxy: at a sidecar what its app sends, at a gateway what arrives there. */
export interface TrafficRequest<P extends string = string> {
  readonly proxy: P;
  /** At a sidecar the port that is called, at a gateway the port of its pods (the target port of its Service). */
  readonly port: number;
  readonly host: string;
  /** @default '/' */
  readonly path?: string;
  /** @default 'GET' */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How many are sent where routes hold shares. @default 2000 when a share between 0 and 1 is expected, else 1 */
  readonly times?: number;
  /** The route configuration, where the port does not say it: `https.443.https.edge.istio-ingress`. */
  readonly routes?: string;
  readonly expect: Expected;
}

/** What `T` must have at least. Lists are compared as a whole; `null` stands for what must not be there. */
export type AtLeast<T> = T extends readonly (infer E)[] ? readonly AtLeast<E>[]
  : T extends object ? { readonly [K in keyof T]?: AtLeast<T[K]> | null } : T;

/** What istiod sends to a proxy; `'absent'` when it must not send it. */
export type Inspection<P extends string = string> = { readonly proxy: P } & (
  | { readonly cluster: string; readonly expect: AtLeast<ClusterFacts> | 'absent' }
  /** By name, or by port where one listener has it; of its filter chains only those for this SNI or destination port. */
  | { readonly listener: string | number; readonly sni?: string; readonly port?: number; readonly expect: AtLeast<ListenerFacts> | 'absent' }
  /** The routes of a host in a route configuration (`9080`, `http.8080`): timeouts, retries, faults, what a cookie hashes to. */
  | { readonly routes: string; readonly host: string; readonly expect: readonly AtLeast<RouteFacts>[] | 'absent' }
);

/** One promise of the package, and how the real control plane is asked whether it holds. */
export interface TrafficCase<P extends string = string> {
  /** The promise in a few words; its recording is called after it. */
  readonly name: string;
  /** Makes the charts. */
  readonly build: (app: App) => void;
  /** What runs around it: Services, pods, and what else is no Istio resource. */
  readonly kubernetes: readonly KubernetesObject[];
  readonly proxies: Readonly<Record<P, Proxy>>;
  readonly requests?: readonly TrafficRequest<NoInfer<P>>[];
  readonly inspect?: readonly Inspection<NoInfer<P>>[];
  /** MeshConfig as YAML. */
  readonly mesh?: string;
  /** Part of a warning of istiod, to the reason why the resources cannot be without it. */
  readonly unavoidableWarnings?: Readonly<Record<string, string>>;
}

/** A case whose requests and inspections can name only its own proxies. */
export function trafficCase<P extends string>(given: TrafficCase<P>): TrafficCase {
  return given;
}

/** How many times a request is sent. */
export function timesOf({ times, expect: { to, mirrors } }: TrafficRequest): number {
  const shares = [...Object.values(typeof to === 'object' ? to : {}), ...Object.values(mirrors ?? {})];
  return times ?? (shares.some((share) => share > 0 && share < 1) ? 2000 : 1);
}
