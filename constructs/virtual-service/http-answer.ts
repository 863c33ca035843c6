import type { HttpDirectResponse, HttpRedirectParts, HttpRedirectPort } from '../../lib/kinds/virtual-service/api-action';
import type { AtMostOne } from '../../lib/values/types';

/** Sends the client elsewhere; what is left out stays as in the request. At least one part of the address is needed. */
export type HttpRedirectOptions = HttpRedirectAddress & AtMostOne<HttpRedirectPath> & AtMostOne<HttpRedirectPort>;

/** The host and the status of a redirect. */
export interface HttpRedirectAddress extends Pick<HttpRedirectParts, 'authority'> {
  /** The new scheme. */
  readonly scheme?: 'http' | 'https';
  /**
   * The status of the answer. 307 and 308 keep the method of the request; 301 and 308 may be remembered by the client.
   *
   * @default 301
   */
  readonly redirectCode?: 301 | 302 | 303 | 307 | 308;
}

/** The ways to say the path of a redirect. */
export interface HttpRedirectPath {
  /** The new path, whole. */
  readonly uri: string;
  /** What the matched prefix of the path becomes; every match of the route must be a path prefix. Needs Istio 1.31. */
  readonly prefixRewrite: string;
}

/** An answer that the proxy gives itself. */
export interface HttpDirectResponseOptions {
  /** The status of the answer, 200 to 600. */
  readonly status: number;
  /**
   * What the answer says, at most 1 MiB; above 100 KiB istiod warns, as every proxy is sent it.
   *
   * @default - nothing
   */
  readonly body?: string | Uint8Array;
}

/** The answer in Istio's words. @internal */
export function directResponseSpec(response: HttpDirectResponseOptions): HttpDirectResponse {
  const { body } = response;
  if (typeof body === 'string') return { ...response, body: { string: body } };
  if (body instanceof Uint8Array) return { ...response, body: { bytes: Buffer.from(body).toString('base64') } };
  return response as HttpDirectResponse;
}
