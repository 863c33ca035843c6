import { cookieRegex, type CookieTest } from '../../lib/match/cookie-header';
import { quote } from '../../lib/core/quote';
import { routeRules } from '../core/route-rules';
import { Match, refuseMatch } from './match';

/** What a cookie may be called; without the percent sign, which begins a variable in what Envoy writes. @internal */
export const COOKIE_NAME = /^[\w!#$&'*+.^`|~-]+$/;

/** A cookie among the others in the one header that carries them all. */
export interface CookieCondition {
  /** The whole value is this one. */
  exact(value: string): Match;
  /** It is there, whatever its value. */
  present(): Match;
}

/**
 * A cookie of the request. Istio knows no cookies, so this is a regex on the `cookie` header that finds it among others.
 *
 * @param name name of the cookie
 * @example
 * cookie('beta').exact('yes').toSpec(); // => { headers: { cookie: { regex: '^(.*;\\s*)?beta=yes(;.*)?$' } } }
 */
export function cookie(name: string): CookieCondition {
  checked(name);
  const match = (test: CookieTest): Match => new Match({ headers: { cookie: { regex: cookieRegex(name, test) } } });
  return { exact: (value) => match({ exact: checked(value) }), present: () => match({ present: true }) };
}

function checked(text: string): string {
  if (typeof text !== 'string') refuseMatch(routeRules.conditionWithoutValue, ['headers', 'cookie'], { message: `Expected a text, got ${quote(text)}` });
  return text;
}
