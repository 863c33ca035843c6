import type { RequestMatch } from '../../../lib/match/request-match';
import type { GoDuration } from '../../../lib/values/go-duration';

/** How a browser is kept at the version that it got first. */
export interface StickyOptions {
  /**
   * Name of the cookie: letters, digits and the signs that HTTP allows in a name, but no percent sign. A new name has all clients picked
   * anew, so give each rollout its own.
   */
  readonly cookie: string;
  /**
   * How long a browser stays, in whole seconds; at least one.
   *
   * @default '1h'
   */
  readonly maxAge?: GoDuration;
}

/** The match for requests with the cookie. @internal */
export function cookieMatch(cookie: string, value: string): RequestMatch {
  return { [`cookie ${cookie}`]: { exact: value } };
}

/** The text of the header that sets the cookie. @internal */
export function cookieText(cookie: string, value: string, seconds: bigint): string {
  return `${cookie}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`;
}
