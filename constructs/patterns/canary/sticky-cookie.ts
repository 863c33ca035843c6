import type { RouteException, Share } from '../../../lib/composition/contribution';
import { matchKey, type RequestMatch } from '../../../lib/match/request-match';
import { quote } from '../../../lib/core/quote';
import { type GoDuration, parseGoDuration } from '../../../lib/values/go-duration';
import { assertOptions, durationOption, type Pattern, refuseOption } from '../../core/pattern';
import { COOKIE_NAME } from '../../virtual-service/cookie';

const SECOND = 1_000_000_000n;

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
  readonly ttl?: GoDuration;
}

/** A cookie that keeps browsers at a version. @internal */
export interface StickyCookie {
  readonly name: string;
  readonly seconds: bigint;
}

/** A share, and the value of the cookie that stands for its version. @internal */
export interface StickyShare extends Share {
  readonly value: string;
}

/** The cookie that an option asks for. @throws ConfigError for what is no cookie @internal */
export function stickyCookieOf(pattern: Pattern, sticky: StickyOptions): StickyCookie {
  assertOptions(pattern, sticky, { cookie: true, ttl: true } satisfies Record<keyof StickyOptions, true>, ['sticky']);
  const { cookie, ttl = '1h' } = sticky;
  if (typeof cookie !== 'string' || !COOKIE_NAME.test(cookie)) {
    refuseOption(pattern, 'sticky.cookie', `Expected the name of a cookie, got ${quote(cookie)}`, "write a name such as 'rollout-7'");
  }
  const time = parseGoDuration(durationOption(pattern, 'sticky.ttl', ttl, '1s'))!;
  if (time % SECOND !== 0n) refuseOption(pattern, 'sticky.ttl', `Expected whole seconds, got ${quote(ttl)}`);
  return { name: cookie, seconds: time / SECOND };
}

/**
 * The claims of shares, which set the cookie, and of exceptions for requests that have it, behind the pins. Where one version gets
 * everything, nothing is remembered: who was sent to another one before is picked anew.
 *
 * @param pins exceptions of the same pattern; for a match that one of them has, nothing is added
 * @internal
 */
export function stickyClaims(
  pattern: Pattern, cookie: StickyCookie | undefined, shares: readonly StickyShare[], pins: readonly RouteException[],
): { readonly shares: readonly Share[]; readonly exceptions: readonly RouteException[] } {
  const some = shares.filter(({ percent }) => percent > 0);
  if (cookie === undefined || some.length < 2) return { shares: shares.map(({ value: _, ...share }) => share), exceptions: pins };
  const kept = some.map(({ version, value }): RouteException => ({
    name: `${pattern.node.id}-sticky-${version}`, when: [cookieMatch(cookie, value)], then: { kind: 'version', version }, sticky: true,
  }));
  return {
    shares: shares.map(({ value, ...share }) => (share.percent > 0 ? { ...share, setCookie: cookieText(cookie, value) } : share)),
    exceptions: [...pins, ...kept.filter(({ when }) => !pins.some((pin) => matchKey(pin.when) === matchKey(when)))],
  };
}

/** The match for requests with the cookie. */
function cookieMatch({ name }: StickyCookie, value: string): RequestMatch {
  return { [`cookie ${name}`]: { exact: value } };
}

/** The text of the header that sets the cookie. */
function cookieText({ name, seconds }: StickyCookie, value: string): string {
  return `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`;
}
