import type { RequestMatch } from '../../../lib/composition/request-match';
import { type GoDuration, parseGoDuration } from '../../../lib/values/go-duration';
import { cookieRegex } from '../../virtual-service/cookie';

/** How a browser is kept at the version that it got first. */
export interface StickyOptions {
  /** Name of the cookie. A new name has everybody picked anew, so give each rollout its own. */
  readonly cookie: string;
  /**
   * How long a browser stays, in whole seconds.
   *
   * @default '1h'
   */
  readonly maxAge?: GoDuration;
}

const NANOSECONDS = 1_000_000_000n;

/** The match for requests with the cookie, and the text of the header that sets it. @internal */
export function stickyCookie({ cookie }: StickyOptions, value: string, maxAge: string | undefined): { match: RequestMatch; set: string } {
  const seconds = (parseGoDuration(maxAge ?? '0s') ?? 0n) / NANOSECONDS;
  return {
    match: { 'header cookie': { regex: cookieRegex(cookie, value) } },
    set: `${cookie}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`,
  };
}
