/** Where the route of an example stands. */
export const AT = 'spec.http[0]';

/** What istiod takes as body of a direct response, in bytes. */
export const LARGEST_BODY = 1024 * 1024;

/** Bytes of a direct response's body. */
export function bodySize(body: { readonly string?: string; readonly bytes?: string } | undefined): number {
  return Buffer.byteLength(body?.string ?? '') + Buffer.byteLength(body?.bytes ?? '', 'base64');
}
