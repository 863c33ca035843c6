import { bool, list, nullable, object, oneOf, since, text } from '../../../values/schemas';

const version = oneOf(['TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3']);

const certificate = object({
  serverCertificate: text().optional(),
  privateKey: text().optional(),
  caCertificates: text().optional(),
});

/** @see ServerTlsSettings */
export const serverTls = object({
  httpsRedirect: bool.optional(),
  mode: oneOf(['PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL']).optional(),
  serverCertificate: text().optional(),
  privateKey: text().optional(),
  caCertificates: text().optional(),
  caCrl: text().optional(),
  credentialName: text().optional(),
  credentialNames: list(text(), { min: 1, max: 2 }).optional(),
  caCertCredentialName: since('1.28', text()).optional(),
  tlsCertificates: list(certificate, { min: 1, max: 2 }).optional(),
  subjectAltNames: list(text()).optional(),
  verifyCertificateSpki: list(text()).optional(),
  verifyCertificateHash: list(text()).optional(),
  minProtocolVersion: version.optional(),
  maxProtocolVersion: version.optional(),
  cipherSuites: list(text()).optional(),
  ecdhCurves: since('1.32-dev', list(text())).optional(),
  insecureSkipVerify: since('1.31', nullable(bool)).optional(),
});
