import type { ClientTlsSettings } from '../../kinds/_shared/client-tls/api';
import { defined } from './defined';
import type { PolicyRow } from './policy-row';

/** The TLS by which clients connect to the host. */
export interface UpstreamTls {
  /** No TLS, TLS, TLS with a certificate of the client, or the mesh's own mutual TLS. */
  readonly kind: 'none' | 'simple' | 'mutual' | 'mesh';
  /** The server name that clients ask for. */
  readonly serverName?: string;
  /** The names of which the server's certificate must have one. */
  readonly subjectAltNames?: readonly string[];
  /** A Secret with the client's certificate, its key and the authorities. */
  readonly credential?: string;
  /** The path of the client's certificate in its proxy. */
  readonly certificateFile?: string;
  /** The path of the certificate's key in the proxy. */
  readonly keyFile?: string;
  /** The path of the authorities in the proxy. */
  readonly authoritiesFile?: string;
  /** A ConfigMap with the authorities, in the namespace of the host's config. */
  readonly authoritiesMap?: string;
}

const MODES = { none: 'DISABLE', simple: 'SIMPLE', mutual: 'MUTUAL', mesh: 'ISTIO_MUTUAL' } as const;

/**
 * True where the server is verified by whom the operating system trusts. istiod does so by itself, and `istioctl analyze` warns unless
 * it is written; beside a Secret or a ConfigMap it may not be written.
 */
function trustsSystem({ kind, credential, authoritiesMap }: UpstreamTls): boolean {
  return (kind === 'simple' || kind === 'mutual') && credential === undefined && authoritiesMap === undefined;
}

/** The row of `tls`. */
export const tlsRow: PolicyRow<UpstreamTls> = {
  for: 'both',
  text: ({ kind, serverName, subjectAltNames, credential, certificateFile, authoritiesFile, authoritiesMap }) => [
    { none: 'no TLS', simple: 'TLS', mutual: 'mutual TLS', mesh: "the mesh's mutual TLS" }[kind],
    serverName === undefined ? '' : `to ${serverName}`,
    subjectAltNames ? `of ${subjectAltNames.join(' or ')}` : '',
    credential === undefined ? '' : `with Secret ${credential}`,
    certificateFile === undefined ? '' : `with ${certificateFile}`,
    authoritiesFile === undefined ? '' : `verified by ${authoritiesFile}`,
    authoritiesMap === undefined ? '' : `verified by ConfigMap ${authoritiesMap}`,
  ].filter((part) => part !== '').join(' '),
  write: (tls, { namespace }) => ({
    tls: defined({
      mode: MODES[tls.kind],
      sni: tls.serverName,
      subjectAltNames: tls.subjectAltNames,
      credentialName: tls.credential ?? (tls.authoritiesMap === undefined ? undefined : `configmap://${namespace}/${tls.authoritiesMap}`),
      clientCertificate: tls.certificateFile,
      privateKey: tls.keyFile,
      caCertificates: tls.authoritiesFile ?? (trustsSystem(tls) ? 'system' : undefined),
    }) as ClientTlsSettings,
  }),
};
