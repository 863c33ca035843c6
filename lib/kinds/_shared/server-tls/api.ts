import type { AtMostOne } from '../../../values/types';

/**
 * TLS as a proxy ends or passes it for clients that connect to it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export type ServerTlsSettings = ServerTlsFields & AtMostOne<CertificateSource>;

/** Where the proxy's certificates come from, when not from files: at most one of these. */
export interface CertificateSource {
  /** Name of the secret, in the proxy's namespace, with the certificate, its key and, for mutual TLS, the CA of the clients. */
  readonly credentialName: string;
  /** Names of one or two such secrets, as for an RSA and an ECDSA certificate. */
  readonly credentialNames: readonly string[];
  /** One or two certificates as files. */
  readonly tlsCertificates: readonly TlsCertificate[];
}

/** The fields of {@link ServerTlsSettings} beside the source of the certificates. */
export interface ServerTlsFields {
  /**
   * Answers every request with 301 to the same place over https. On servers of protocol HTTP only.
   *
   * @default false
   */
  readonly httpsRedirect?: boolean;
  /**
   * What is done with the client's TLS:
   * - `PASSTHROUGH`: nothing, it is routed by its SNI;
   * - `SIMPLE`: ended here;
   * - `MUTUAL`: ended here, and the client must show a certificate;
   * - `OPTIONAL_MUTUAL`: ended here, and a certificate that the client shows must be valid;
   * - `AUTO_PASSTHROUGH`: routed by an SNI that encodes service, subset and port, as between the networks of a mesh;
   * - `ISTIO_MUTUAL`: ended here, between proxies of the mesh, with the mesh's own certificates.
   *
   * @default 'PASSTHROUGH'
   */
  readonly mode?: ServerTlsMode;
  /** File of the proxy's certificate chain, with SIMPLE, MUTUAL and OPTIONAL_MUTUAL. */
  readonly serverCertificate?: string;
  /** File of the proxy's private key, with SIMPLE, MUTUAL and OPTIONAL_MUTUAL. */
  readonly privateKey?: string;
  /** File of the CA certificates that clients are verified with, for MUTUAL and OPTIONAL_MUTUAL. */
  readonly caCertificates?: string;
  /** File of a list of certificates that are no longer valid, for MUTUAL and OPTIONAL_MUTUAL with files. */
  readonly caCrl?: string;
  /**
   * Name of the secret with the CA of the clients, apart from the one with the certificate. Needs Istio 1.28.
   *
   * @default - `<credentialName>-cacert`, or the CA in the credential itself
   */
  readonly caCertCredentialName?: string;
  /** Names of which the client's certificate must carry one. */
  readonly subjectAltNames?: readonly string[];
  /** Base64 SHA-256 hashes of the public keys that the client's certificate may have. */
  readonly verifyCertificateSpki?: readonly string[];
  /** Hex SHA-256 hashes of the certificates that a client may show. */
  readonly verifyCertificateHash?: readonly string[];
  /**
   * The oldest TLS version.
   *
   * @default - TLS 1.2; older versions need cipherSuites as well
   */
  readonly minProtocolVersion?: TlsProtocolVersion;
  /**
   * The newest TLS version.
   *
   * @default - TLS 1.3
   */
  readonly maxProtocolVersion?: TlsProtocolVersion;
  /**
   * Cipher suites for TLS 1.2 and older, in OpenSSL's names.
   *
   * @default - Envoy's choice
   */
  readonly cipherSuites?: readonly string[];
  /**
   * Curves for the key exchange, in order of preference. Needs Istio 1.32.
   *
   * @default - Envoy's choice
   */
  readonly ecdhCurves?: readonly string[];
  /**
   * Takes any certificate that a client shows, valid or not. Needs Istio 1.31.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;
}

/** What a proxy does with a client's TLS; see {@link ServerTlsFields.mode}. */
export type ServerTlsMode = 'PASSTHROUGH' | 'SIMPLE' | 'MUTUAL' | 'AUTO_PASSTHROUGH' | 'ISTIO_MUTUAL' | 'OPTIONAL_MUTUAL';

/** A version of TLS; TLS_AUTO lets Envoy choose. */
export type TlsProtocolVersion = 'TLS_AUTO' | 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';

/**
 * A certificate as files.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSCertificate
 */
export interface TlsCertificate {
  /** File of the certificate chain. */
  readonly serverCertificate?: string;
  /** File of the private key. */
  readonly privateKey?: string;
  /** File of the CA certificates that clients are verified with. */
  readonly caCertificates?: string;
}
