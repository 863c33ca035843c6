import type { ServerTlsFields, TlsCertificate } from '../../lib/kinds/_shared/server-tls/api';

/** What every server of a {@link Gateway} takes. */
export interface ServerOptions {
  /**
   * Hosts that clients ask for: full names, `*.example.com`, or `*` for all. With `namespace/` in front, only routes of that namespace may
   * use them; `./` stands for the Gateway's own.
   */
  readonly hosts: readonly string[];
  /**
   * Name of the port, its own within the Gateway.
   *
   * @default - made from the protocol, and from the port number where that alone is not unique: `https`, `https-8443`
   */
  readonly portName?: string;
  /**
   * IP address to listen on, or `unix:///path` for a socket.
   *
   * @default - all addresses of the gateway's pods
   */
  readonly bind?: string;
  /** A name of the server, for statistics. */
  readonly name?: string;
}

/** What {@link Server.http} and {@link Server.httpsRedirect} take. */
export interface HttpServerOptions extends ServerOptions {
  /**
   * Port number, as the gateway's Service has it.
   *
   * @default 80
   */
  readonly port?: number;
  /**
   * The protocol that clients use.
   *
   * @default 'HTTP'
   */
  readonly protocol?: 'HTTP' | 'HTTP2' | 'GRPC' | 'GRPC-WEB' | 'HTTP_PROXY';
}

/** What {@link Server.tcp} takes. */
export interface TcpServerOptions extends Omit<ServerOptions, 'hosts'> {
  /** Port number, as the gateway's Service has it. */
  readonly port: number;
  /**
   * Whose routes may use the port, as `namespace/*`: plain TCP asks for no host.
   *
   * @default ['*']
   */
  readonly hosts?: readonly string[];
  /**
   * The protocol that clients use.
   *
   * @default 'TCP'
   */
  readonly protocol?: 'TCP' | 'MONGO' | 'MYSQL' | 'REDIS';
}

/** What a server takes whose clients connect with TLS. */
export interface TlsServerOptions extends ServerOptions {
  /**
   * Port number, as the gateway's Service has it.
   *
   * @default 443
   */
  readonly port?: number;
  /**
   * What is inside: HTTPS is routed by request once the TLS is ended, TLS by connection.
   *
   * @default 'HTTPS'; 'TLS' where the gateway does not end it
   */
  readonly protocol?: 'HTTPS' | 'TLS';
}

/** What {@link Server.autoPassthrough} takes. */
export interface AutoPassthroughServerOptions extends Omit<ServerOptions, 'hosts'> {
  /**
   * Server names that are let through.
   *
   * @default ['*.local']
   */
  readonly hosts?: readonly string[];
  /**
   * Port number, as the gateway's Service has it.
   *
   * @default 15443
   */
  readonly port?: number;
}

/** Which TLS a server accepts. */
export type ServerTlsVersions = Pick<ServerTlsFields, 'minProtocolVersion' | 'maxProtocolVersion' | 'cipherSuites' | 'ecdhCurves'>;

/** What of a client's certificate is checked, beyond who signed it. */
export type ClientIdentity = Pick<ServerTlsFields, 'subjectAltNames' | 'verifyCertificateHash' | 'verifyCertificateSpki' | 'insecureSkipVerify'>;

/** The server's certificate in a Secret. */
export interface ServerCredential {
  /** Secret in the namespace of the gateway's pods, with the certificate and its key; for mutual TLS also with `ca.crt`. */
  readonly credentialName: string;
}

/** Two certificates of the server, such as RSA and ECDSA, in Secrets. */
export interface ServerCredentials {
  /** One or two Secrets in the namespace of the gateway's pods. */
  readonly credentialNames: readonly [string] | readonly [string, string];
}

/** The server's certificate as files that are mounted into the gateway's pods. */
export interface ServerCertificateFiles {
  /** File of the certificate chain. */
  readonly serverCertificate: string;
  /** File of the private key. */
  readonly privateKey: string;
}

/** Two certificates of the server, such as RSA and ECDSA, as files that are mounted into the gateway's pods. */
export interface ServerCertificatesFiles {
  /** One or two certificates with their keys. */
  readonly tlsCertificates: readonly [ServerCertificatePair] | readonly [ServerCertificatePair, ServerCertificatePair];
}

/** A certificate and its key as files. */
export type ServerCertificatePair = Required<Pick<TlsCertificate, 'serverCertificate' | 'privateKey'>>;

/** Where the authorities of clients are, beside a certificate from a Secret. */
export type ClientCaCredential = Pick<ServerTlsFields, 'caCertCredentialName'>;

/** The authorities of clients as files that are mounted into the gateway's pods. */
export interface ClientCaFiles {
  /** File of the authorities that clients' certificates are checked against. */
  readonly caCertificates: string;
  /** File of revoked certificates. */
  readonly caCrl?: string;
}

/** One of several shapes, and nothing of the others. */
export type OneShape<Shapes, All = Shapes> = Shapes extends unknown
  ? Shapes & { readonly [Other in Exclude<All extends unknown ? keyof All : never, keyof Shapes>]?: never }
  : never;

/** What servers take that end TLS. */
export type TerminatingServerOptions = TlsServerOptions & ServerTlsVersions;

/** What {@link Server.https} takes: its certificate from one source. */
export type SimpleTlsServerOptions = TerminatingServerOptions
  & OneShape<ServerCredential | ServerCredentials | ServerCertificateFiles | ServerCertificatesFiles>;

/** What {@link Server.mutualTls} and {@link Server.optionalMutualTls} take: certificate and authorities from Secrets, or from files. */
export type MutualTlsServerOptions = TerminatingServerOptions & ClientIdentity & OneShape<
  | ServerCredential & ClientCaCredential
  | ServerCredentials & ClientCaCredential
  | ServerCertificateFiles & ClientCaFiles
  | ServerCertificatesFiles & ClientCaFiles
>;

/** What {@link Server.istioMutualTls} takes: the certificates are the mesh's. */
export type IstioMutualTlsServerOptions = TerminatingServerOptions & Pick<ServerTlsFields, 'subjectAltNames'>;

/** What {@link Server.passthrough} takes. */
export type PassthroughServerOptions = TlsServerOptions;
