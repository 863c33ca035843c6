import type { ClientTlsSettings } from '../../kinds/_shared/client-tls/api';
import { defined } from './defined';
import type { PolicyRow } from './policy-row';

/** The TLS by which clients connect to the host. */
export interface UpstreamTls {
  readonly kind: 'none' | 'simple' | 'mutual' | 'mesh';
  readonly serverName?: string;
  readonly subjectAltNames?: readonly string[];
  readonly credential?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
  readonly authoritiesFile?: string;
  /** A ConfigMap with the authorities, in the namespace of the host's config. */
  readonly authoritiesMap?: string;
}

const MODES = { none: 'DISABLE', simple: 'SIMPLE', mutual: 'MUTUAL', mesh: 'ISTIO_MUTUAL' } as const;

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
      caCertificates: tls.authoritiesFile,
    }) as ClientTlsSettings,
  }),
};
