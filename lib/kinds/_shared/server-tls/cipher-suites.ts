/** Cipher suites that istiod passes on to Envoy; `ALL` and expressions of OpenSSL's syntax are passed on as well. */
export const CIPHER_SUITES = [
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA', 'AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA',
];

/** True for an entry that istiod does not ignore. */
export function isKnownCipher(entry: string): boolean {
  return entry === '' || entry === 'ALL' || !/^[\p{L}\p{Nd}]/u.test(entry) || CIPHER_SUITES.includes(entry);
}
