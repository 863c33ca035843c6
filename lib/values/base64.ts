const URL_SAFE = /^[A-Za-z0-9_-]*$/;
const STANDARD = /^[A-Za-z0-9+/]*$/;

/** True for base64, standard or URL-safe, with padding or without. Line breaks do not matter, nor do bits beyond the last byte. */
export function isBase64(text: string): boolean {
  // Go decides by the last character whether the text is padded, before it skips line breaks.
  const padded = text.endsWith('=');
  const written = text.replace(/[\r\n]/g, '');
  const digits = padded ? written.replace(/={1,2}$/, '') : written;
  if (!(/[+/]/.test(text) ? STANDARD : URL_SAFE).test(digits)) return false;
  return padded ? written.length % 4 === 0 : digits.length % 4 !== 1;
}
