import type { ClientTls, ServerTls } from './facts';

/** JSON of Envoy, whose shape only Envoy's own types know. */
export type Json = any;

/** The settings of the upstream HTTP extension, where istiod says what Envoy takes from the request. */
export function httpOptions(cluster: Json): Json {
  return cluster.typedExtensionProtocolOptions?.['envoy.extensions.upstreams.http.v3.HttpProtocolOptions'] ?? {};
}

/** The TLS that a transport socket of a cluster speaks. */
export function clientTls(socket: Json, cluster: Json): ClientTls | 'none' {
  if (!isTls(socket)) return 'none';
  const { commonTlsContext: common = {}, sni } = socket.typedConfig;
  const { autoSni, autoSanValidation } = httpOptions(cluster).upstreamHttpProtocolOptions ?? {};
  const names = namesOf(common);
  return {
    sni: sni ?? (autoSni ? 'the requested host' : 'none'),
    names: names.length > 0 ? names : autoSanValidation ? 'the requested host' : 'any',
    verifiedBy: verifiedBy(common),
    certificate: certificate(common),
    ...(common.alpnProtocols ? { alpn: common.alpnProtocols } : {}),
  };
}

/** The TLS that a filter chain ends. */
export function serverTls(socket: Json): ServerTls | 'none' {
  if (!isTls(socket)) return 'none';
  const { commonTlsContext: common = {}, requireClientCertificate: required } = socket.typedConfig;
  const verified = verifiedBy(common);
  const names = namesOf(common);
  const { tlsMinimumProtocolVersion: from, tlsMaximumProtocolVersion: to } = common.tlsParams ?? {};
  return {
    certificate: certificate(common),
    clientCertificate: required ? 'required' : verified === 'nothing' ? 'not asked' : 'optional',
    ...(verified === 'nothing' ? {} : { verifiedBy: verified }),
    ...(names.length > 0 ? { names } : {}),
    ...(common.alpnProtocols ? { alpn: common.alpnProtocols } : {}),
    ...(from ?? to ? { versions: `${from ?? ''}..${to ?? ''}` } : {}),
  };
}

function isTls(socket: Json): boolean {
  if (socket === undefined || socket.name === 'envoy.transport_sockets.raw_buffer') return false;
  if (socket.name !== 'envoy.transport_sockets.tls') throw new Error(`Expected a TLS or plain transport socket, got ${socket.name}: teach extract-tls.ts`);
  return true;
}

function certificate(common: Json): string {
  const names: string[] = (common.tlsCertificateSdsSecretConfigs ?? []).map((secret: Json) => source(secret.name));
  const inline: string[] = (common.tlsCertificates ?? []).map((pair: Json) => `file:${pair.certificateChain?.filename}`);
  return [...names, ...inline].join(' and ') || 'none';
}

function verifiedBy({ combinedValidationContext: combined, validationContextSdsSecretConfig: secret, validationContext: inline }: Json): string {
  const name = combined?.validationContextSdsSecretConfig?.name ?? secret?.name;
  if (name !== undefined) return source(name);
  const file = (combined?.defaultValidationContext ?? inline)?.trustedCa?.filename;
  return file === undefined ? 'nothing' : `file:${file}`;
}

function namesOf({ combinedValidationContext: combined, validationContext: inline }: Json): string[] {
  const context = combined?.defaultValidationContext ?? inline ?? {};
  const matchers: Json[] = [...context.matchSubjectAltNames ?? [], ...(context.matchTypedSubjectAltNames ?? []).map((typed: Json) => typed.matcher)];
  return matchers.map((matcher) => ('exact' in matcher ? matcher.exact : 'prefix' in matcher ? `${matcher.prefix}*` : JSON.stringify(matcher)));
}

/** `default` and `ROOTCA` are what every proxy of the mesh has. */
function source(name: string): string {
  if (name === 'default' || name === 'ROOTCA') return 'mesh';
  return name === 'file-root:system' ? 'system' : name.replace(/^file-(?:root|cert):/, 'file:');
}
