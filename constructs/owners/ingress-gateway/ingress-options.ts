import type { ServerTlsFields } from '../../../lib/kinds/_shared/server-tls/api';
import type { WorkloadPods } from '../../core/workload';
import type { OneShape } from '../../gateway/server-options';

/** TLS that the gateway ends, as on the web. */
export interface SimpleIngressTls {
  /**
   * Who has to show a certificate: the gateway alone.
   *
   * @default 'SIMPLE'
   */
  readonly mode?: 'SIMPLE';
  /** Secret with the certificate and its key, in the namespace of the gateway's pods: they read no other. */
  readonly credentialName: string;
  /**
   * The oldest TLS version that is accepted.
   *
   * @default 'TLSV1_2'
   */
  readonly minProtocolVersion?: 'TLSV1_2' | 'TLSV1_3';
}

/** TLS that the gateway ends, with certificates of clients. */
export interface MutualIngressTls extends Omit<SimpleIngressTls, 'mode'> {
  /**
   * `MUTUAL`: only clients with a certificate of a known authority are served. `OPTIONAL_MUTUAL`: those without any are served as well, and
   * an AuthorizationPolicy has to ask who they are.
   */
  readonly mode: 'MUTUAL' | 'OPTIONAL_MUTUAL';
  /**
   * Secret with the authorities of clients, in the same namespace. Name authorities of your own: with a public one, any certificate that it
   * sold is let in. Needs Istio 1.28.
   *
   * @default - `ca.crt` of the credential, or the Secret `<credentialName>-cacert`
   */
  readonly caCertCredentialName?: string;
  /**
   * Names of which a client's certificate must have one.
   *
   * @default - any certificate of the authorities
   */
  readonly subjectAltNames?: ServerTlsFields['subjectAltNames'];
}

/** TLS that the gateway hands on as it comes, by the server name that the client asks for; the service ends it. */
export interface PassthroughIngressTls {
  /** Neither paths nor headers can be seen, so a host has one service, on a TLS port. */
  readonly mode: 'PASSTHROUGH';
}

/** The TLS of a host: `SIMPLE` where no mode is set. */
export type IngressTls = OneShape<SimpleIngressTls | MutualIngressTls | PassthroughIngressTls>;

/** One of these kinds of TLS, with no field of the others. */
type TlsOf<Shapes> = OneShape<Shapes, SimpleIngressTls | MutualIngressTls | PassthroughIngressTls>;

/**
 * What a host serves by https, and what becomes of requests in the clear.
 *
 * - `https`: its TLS, or `'off'` for http alone. That is also for a gateway behind a load balancer that ends TLS: all that it sees is http,
 *   so a redirect would send clients around in circles.
 * - `http`: `'redirect'` responds with 301 to https, `'serve'` serves the same as https does, `'off'` does not serve the host. Unset, it is
 *   `'redirect'`, and `'serve'` with `https: 'off'`.
 */
export type IngressServing =
  | {
    /** `'off'`: the host is served by http alone, such as behind a load balancer that ends TLS. */
    readonly https: 'off';
    /**
     * `'serve'`: requests in the clear are served.
     *
     * @default 'serve'
     */
    readonly http?: 'serve';
  }
  | {
    /** The TLS that the gateway ends. */
    readonly https: TlsOf<SimpleIngressTls | MutualIngressTls>;
    /**
     * Requests in the clear: `'redirect'` responds with 301 to https, `'serve'` serves the same as https does, `'off'` nothing.
     *
     * @default 'redirect'
     */
    readonly http?: 'redirect' | 'serve' | 'off';
  }
  | {
    /** TLS that the gateway hands on as it comes. */
    readonly https: TlsOf<PassthroughIngressTls>;
    /**
     * Requests in the clear: `'redirect'` responds with 301 to https, `'off'` does not serve the host.
     *
     * @default 'redirect'
     */
    readonly http?: 'redirect' | 'off';
  };

/** What {@link IngressGateway.host} takes: what differs from the gateway. */
export type IngressHostOptions = IngressServing | {
  /** The TLS is that of the gateway. */
  readonly https?: undefined;
  /**
   * Requests in the clear: `'redirect'` responds with 301 to https, `'serve'` serves the same as https does, `'off'` nothing.
   *
   * @default - as the gateway says
   */
  readonly http?: 'redirect' | 'serve' | 'off';
};

/** What {@link IngressHost.path} takes. */
export interface IngressPathOptions {
  /**
   * Takes the path off before the service sees the request: of `/reviews/7` under `/reviews` it sees `/7`. Claims on paths of the
   * service hold for those that it sees, and its redirects lead to paths that clients can ask for.
   *
   * @default false
   */
  readonly strip?: boolean;
}

/** The ports of the gateway's Service. */
export interface IngressPorts {
  /**
   * The port for http.
   *
   * @default 80
   */
  readonly http?: number;
  /**
   * The port for https. Redirects lead to 443, so another one goes with `http: 'serve'` or `'off'`.
   *
   * @default 443
   */
  readonly https?: number;
}

/** The gateway's pods, and what it is called. */
export interface IngressPods {
  /**
   * The namespace of the gateway's pods. All resources are written to it, whatever the chart's namespace: the pods find
   * credentials in it alone, and no other namespace can add routes to its hosts.
   */
  readonly namespace: string;
  /** The gateway's pods, and no others: `{ labels: { istio: 'ingress' } }` with the Helm release `istio-ingress`. */
  readonly workload: WorkloadPods;
  /**
   * Name of the Gateway.
   *
   * @default - the id of the construct
   */
  readonly name?: string;
  /** The ports of the gateway's Service. */
  readonly ports?: IngressPorts;
}

/** What {@link IngressGateway} takes. */
export type IngressGatewayProps = IngressPods & IngressServing;
