import { bool, list, nullable, object, oneOf, text } from '../../../values/schemas';

/** @see ClientTlsSettings */
export const clientTls = object({
  mode: oneOf(['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL']).optional(),
  clientCertificate: text().optional(),
  privateKey: text().optional(),
  caCertificates: text().optional(),
  credentialName: text().optional(),
  subjectAltNames: list(text()).optional(),
  sni: text().optional(),
  insecureSkipVerify: nullable(bool).optional(),
  caCrl: text().optional(),
});
