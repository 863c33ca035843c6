import { markCopy } from '../../lib/core/package-copy';
import type { ClientTlsSettings } from '../../lib/kinds/_shared/client-tls/api';

/** What TLS of every kind may say. */
export interface TlsNameOptions {
  /**
   * The name that the TLS handshake asks for.
   *
   * @default - the Host header of the request
   */
  readonly sni?: string;
}

/** Keys and authorities from a Secret. */
export interface TlsCredential {
  /**
   * Secret with `ca.crt`, and for mutual TLS `tls.crt` and `tls.key`, in the namespace of the proxies; or `configmap://namespace/name`
   * for authorities alone. Sidecars read it only when the DestinationRule has a `workloadSelector`; gateways always.
   */
  readonly credentialName: string;
}

/** Authorities from files that are mounted into the proxies. */
export interface TlsAuthorityFiles {
  /**
   * File of the authorities that the server's certificate is checked against.
   *
   * @default - the authorities that the proxy's operating system trusts
   */
  readonly caCertificates?: string;
  /** File of revoked certificates. */
  readonly caCrl?: string;
}

/** The client's own certificate, from files that are mounted into the proxies. */
export interface TlsClientFiles {
  /** File of the client's certificate chain. */
  readonly clientCertificate: string;
  /** File of the client's private key. */
  readonly privateKey: string;
}

/** The server shows who it is. */
export interface TlsVerified {
  /**
   * Names, of which the server's certificate must carry one; for workloads of a mesh, `spiffe://` identities.
   *
   * @default - for services outside the mesh, those of their ServiceEntry
   */
  readonly subjectAltNames?: readonly string[];
  /**
   * Whether any server is believed; here it is not.
   *
   * @default false
   */
  readonly insecureSkipVerify?: false;
}

/** Any server is believed. */
export interface TlsUnverified {
  /** Believes whatever certificate the server shows: anyone on the way can be the server. */
  readonly insecureSkipVerify: true;
}

/** What {@link Tls.istioMutual} takes. */
export type IstioMutualTlsOptions = TlsNameOptions & TlsVerified;

/** What {@link Tls.simple} takes: authorities from a Secret, or from files, or none at all because nothing is verified. */
export type SimpleTlsOptions = TlsNameOptions & (
  | (TlsCredential & TlsVerified & Without<TlsAuthorityFiles>)
  | (TlsAuthorityFiles & TlsVerified & Without<TlsCredential>)
  | (TlsUnverified & WithoutNames & Without<TlsCredential & TlsAuthorityFiles>)
);

/** What {@link Tls.mutual} takes: a certificate from a Secret, or from files; the server verified or not. */
export type MutualTlsOptions = TlsNameOptions & (
  | (TlsCredential & (TlsVerified | TlsUnverified & WithoutNames) & Without<TlsClientFiles & TlsAuthorityFiles>)
  | (TlsClientFiles & Without<TlsCredential> & (
    | TlsAuthorityFiles & TlsVerified
    | TlsUnverified & WithoutNames & Without<Pick<TlsAuthorityFiles, 'caCertificates'>> & Pick<TlsAuthorityFiles, 'caCrl'>
  ))
);

/** None of the fields of a type. */
type Without<T> = { readonly [K in keyof T]?: never };
/** No names: there is nothing to compare them with. */
type WithoutNames = Without<Omit<TlsVerified, keyof TlsUnverified>>;

/**
 * The TLS settings with which proxies connect to a destination.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 * @example
 * new TrafficPolicy().tls(Tls.mutual({ credentialName: 'partner-client', sni: 'api.example.com', subjectAltNames: ['api.example.com'] }));
 */
export class Tls {
  static {
    markCopy(this.prototype);
  }

  /** No TLS from the proxy: what the application sends goes out as it is. */
  public static disable(): Tls {
    return new Tls({ mode: 'DISABLE' });
  }

  /** Only the server shows a certificate, as on the web. */
  public static simple(options?: SimpleTlsOptions): Tls {
    return new Tls({ mode: 'SIMPLE', ...options });
  }

  /** Both sides show certificates that the mesh does not manage. */
  public static mutual(options: MutualTlsOptions): Tls {
    return new Tls({ mode: 'MUTUAL', ...options });
  }

  /** Both sides show the certificates that Istio gives to workloads. */
  public static istioMutual(options?: IstioMutualTlsOptions): Tls {
    return new Tls({ mode: 'ISTIO_MUTUAL', ...options });
  }

  private constructor(private readonly spec: ClientTlsSettings) {}

  /** The settings in Istio's words, for {@link IstioDestinationRule}. */
  public toSpec(): ClientTlsSettings {
    return { ...this.spec };
  }
}
