import type { EntryOf } from '../../mesh/mesh-entry';

type ServerTls = NonNullable<NonNullable<EntryOf<'Gateway'>['resource']['spec']['servers']>[number]['tls']>;

/** The TLS that a proxy ends. */
export interface DownstreamTls {
  /** Whether the client has to show a certificate; `ISTIO_MUTUAL` with those of the mesh. */
  readonly mode: 'SIMPLE' | 'MUTUAL' | 'OPTIONAL_MUTUAL' | 'ISTIO_MUTUAL';
  /** The server's certificates: names of Secrets, or files as Istio names them. */
  readonly certificates?: readonly string[];
  /** What client certificates are checked with. */
  readonly ca?: string;
  /** Names of which a client's certificate has to have one. */
  readonly sans?: readonly string[];
  readonly minVersion?: string;
  readonly maxVersion?: string;
  readonly ciphers?: readonly string[];
}

/** Mutual TLS of the mesh, as a sidecar ends it. */
export const MESH_TLS: DownstreamTls = { mode: 'ISTIO_MUTUAL' };

const MODES: ReadonlySet<string> = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL', 'ISTIO_MUTUAL']);

/** The TLS that a server of a gateway ends; undefined for one that passes it on. Source: listener.go#BuildListenerTLSContext. */
export function downstreamTls(tls: ServerTls | undefined): DownstreamTls | undefined {
  if (!tls) return undefined;
  const { mode = 'PASSTHROUGH', subjectAltNames = [], minProtocolVersion, maxProtocolVersion, cipherSuites = [] } = tls;
  if (!MODES.has(mode)) return undefined;
  const asksForClient = mode === 'MUTUAL' || mode === 'OPTIONAL_MUTUAL';
  if (mode === 'ISTIO_MUTUAL') return { ...MESH_TLS, ...(subjectAltNames.length > 0 ? { sans: subjectAltNames } : {}) };
  const { certificates, ca } = certificatesOf(tls);
  return {
    mode: mode as DownstreamTls['mode'],
    certificates,
    ...(asksForClient ? { ca } : {}),
    ...(asksForClient && subjectAltNames.length > 0 ? { sans: subjectAltNames } : {}),
    ...(isSet(minProtocolVersion) ? { minVersion: minProtocolVersion } : {}),
    ...(isSet(maxProtocolVersion) ? { maxVersion: maxProtocolVersion } : {}),
    ...(cipherSuites.length > 0 ? { ciphers: cipherSuites } : {}),
  };
}

function isSet(version: string | undefined): version is string {
  return version !== undefined && version !== 'TLS_AUTO';
}

/** Source: security/model/authentication.go#ApplyCredentialSDSToServerCommonTLSContext, #ApplyToCommonTLSContext. */
function certificatesOf(tls: ServerTls): { readonly certificates: readonly string[]; readonly ca: string } {
  const { credentialName, credentialNames = [], caCertCredentialName, caCertificates } = tls;
  const { serverCertificate, privateKey, tlsCertificates = [] } = tls;
  const named = credentialNames.length > 0 ? credentialNames : credentialName ? [credentialName] : [];
  if (named.length > 0) return { certificates: named, ca: caCertCredentialName || `${named[0]}-cacert` };
  const files = tlsCertificates.length > 0 ? tlsCertificates : [{ serverCertificate, privateKey }];
  return {
    certificates: files.map(({ serverCertificate: chain, privateKey: key }) => (chain && key ? `file-cert:${chain}~${key}` : 'default')),
    ca: caCertificates ? `file-root:${caCertificates}` : 'ROOTCA',
  };
}
