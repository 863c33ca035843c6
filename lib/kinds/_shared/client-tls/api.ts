/**
 * The TLS that a proxy uses to a destination. Without it the mesh decides: mutual TLS to workloads that have a proxy, whatever
 * the application sends to all others.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export interface ClientTlsSettings {
  /**
   * Who proves to be whom.
   *
   * @default 'DISABLE'
   */
  readonly mode?: ClientTlsMode;
  /** File of the client's certificate chain, in the proxy's file system. MUTUAL needs it, unless it has a {@link credentialName}. */
  readonly clientCertificate?: string;
  /** File of the client's private key, in the proxy's file system. MUTUAL needs it, unless it has a {@link credentialName}. */
  readonly privateKey?: string;
  /**
   * File of the authorities that the server's certificate is checked against, in the proxy's file system.
   *
   * @default - the authorities that the proxy's operating system trusts
   */
  readonly caCertificates?: string;
  /**
   * Secret with the keys and the authorities (`tls.key`, `tls.crt`, `ca.crt`), in the namespace of the proxies that use it; or
   * `configmap://namespace/name` for authorities in a ConfigMap of the resource's own namespace. Gateways read it always, sidecars
   * only when the DestinationRule has a `workloadSelector`. Not beside files.
   */
  readonly credentialName?: string;
  /**
   * Names, of which the server's certificate must carry one; for workloads of a mesh, `spiffe://` identities.
   *
   * @default - for services outside the mesh, those of their ServiceEntry
   */
  readonly subjectAltNames?: readonly string[];
  /**
   * The name that the TLS handshake asks for.
   *
   * @default - the Host header of the request
   */
  readonly sni?: string;
  /**
   * Accepts any certificate: anyone on the network path can pose as the server. Not with authorities or names to check.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
  /** File of revoked certificates, in the proxy's file system. Not beside a {@link credentialName}. */
  readonly caCrl?: string;
}

/**
 * Who proves to be whom:
 * - `DISABLE`: the proxy adds no TLS;
 * - `SIMPLE`: the server to the client;
 * - `MUTUAL`: both, with certificates that are given here;
 * - `ISTIO_MUTUAL`: both, with the certificates that Istio gives to workloads.
 */
export type ClientTlsMode = 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
