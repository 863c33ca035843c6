import type { App } from 'cdk8s';

/** An Envoy of the mesh. */
export interface Proxy {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly type: 'sidecar' | 'router';
}

/** A request, and what the constructs promise of it. */
export interface Ask {
  /** The proxy that sends it, by its name in {@link TrafficCase.proxies}. */
  readonly from: string;
  readonly port: number;
  readonly host: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often it is sent; more than once where shares are promised. */
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
  /** The clusters that it reaches, each with its share; or one that all reach. */
  readonly to?: string | Readonly<Record<string, number>>;
  readonly status?: number;
  readonly path?: string;
  readonly authority?: string;
  /** Headers that the service sees; `null` for one that it must not see. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly location?: string;
  /** Copies: cluster and share. */
  readonly mirrors?: Readonly<Record<string, number>>;
}

/** A look at what istiod sends to a proxy, where TLS or TCP leave no request to send; the facts are those of facts.ts. */
export interface Look {
  readonly at: string;
  readonly cluster?: string;
  readonly listener?: string;
  /** A route configuration, such as `9080` or `http.8080`, and a host of it: for timeouts, retries, faults and hashes. */
  readonly routes?: string;
  readonly host?: string;
  /** A part of the facts. */
  readonly expect: object;
}

/** What one or several constructs promise, to be held to the real istiod and Envoy. */
export interface TrafficCase {
  /** Also the name of its recording. */
  readonly name: string;
  /** In one sentence. */
  readonly promise: string;
  /** The charts, into an app. */
  readonly build: (app: App) => void;
  /** What is in the cluster besides: services and the like. */
  readonly around: readonly object[];
  readonly proxies: Readonly<Record<string, Proxy>>;
  readonly asks?: readonly Ask[];
  readonly looks?: readonly Look[];
  /** Warnings of istiod that no choice of the constructs avoids, and why. */
  readonly unavoidable?: Readonly<Record<string, string>>;
}

/** The proxy beside a pod. */
export function sidecar(namespace: string, labels: Readonly<Record<string, string>> = {}): Proxy {
  return { namespace, labels, type: 'sidecar' };
}

/** The proxy of a gateway. */
export function router(namespace: string, labels: Readonly<Record<string, string>>): Proxy {
  return { namespace, labels, type: 'router' };
}

let addresses = 0;

/** A Service; its ports by name, each a number, or a number and the target port. */
export function service(
  namespace: string, name: string, ports: Readonly<Record<string, number | readonly [number, number]>>, selector: object = { app: name },
): object {
  addresses += 1;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      clusterIP: `10.1.${Math.floor(addresses / 250)}.${addresses % 250 + 1}`,
      selector,
      ports: Object.entries(ports).map(([port, number]) => (
        typeof number === 'number' ? { name: port, port: number } : { name: port, port: number[0], targetPort: number[1] }
      )),
    },
  };
}
