/** Cipher suites that istiod passes on to Envoy; `ALL` and expressions of OpenSSL's syntax are passed on as well. */
export const CIPHER_SUITES = [
  'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-RSA-AES128-SHA',
  'ECDHE-ECDSA-AES256-SHA', 'ECDHE-RSA-AES256-SHA', 'AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA', 'DES-CBC3-SHA',
];

/** True for an entry that istiod does not ignore: a name it knows, or what starts as no name does, such as `!aNULL` or `-SHA`. */
export function isKnownCipher(entry: string): boolean {
  // istiod takes the first byte for a letter: of a letter beyond ASCII that is one of Latin-1, all but the one of Hebrew.
  return entry === 'ALL' || !/^[0-9A-Za-z\u0080-\u05BF\u0600-\u{10FFFF}]/u.test(entry) || CIPHER_SUITES.includes(entry);
}
