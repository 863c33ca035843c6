import type { TextTest } from './text-test';

/** The test of one cookie: its whole value, or that the request has it. */
export type CookieTest = Extract<TextTest, { readonly exact: string } | { readonly present: true }>;

/** The most cookies that one regex tests: they may come in any order, and the regex spells each order out. */
export const MOST_COOKIES = 3;

const START = '^(.*;\\s*)?';
const END = '(;.*)?$';
const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
const PLAIN = '(?:[^\\\\^$.*+?()[\\]{}|]|\\\\[\\\\^$.*+?()[\\]{}|])';
const ONE_COOKIE = new RegExp(`^\\^\\(\\.\\*;\\\\s\\*\\)\\?(${PLAIN}+?)=(?:(${PLAIN}*)\\(;\\.\\*\\)\\?|\\.\\*)\\$$`);

/** Finds a cookie among the others in the header that carries them all, wherever in it. */
export function cookieRegex(name: string, test: CookieTest): string {
  return 'exact' in test ? `${START}${part(name, test)}${END}` : `${START}${escaped(name)}=.*$`;
}

/** Finds all of several cookies, in whatever order they come. */
export function cookiesRegex(cookies: readonly (readonly [name: string, test: CookieTest])[]): string {
  if (cookies.length === 1) return cookieRegex(...cookies[0]!);
  const alternatives = orders(cookies.map(([name, test]) => part(name, test))).map((order) => order.join(';(.*;)?\\s*'));
  return `${START}(${alternatives.join('|')})${END}`;
}

/** The cookie that a regex of {@link cookieRegex} tests; `undefined` for any other regex. */
export function cookieOf(regex: string): { readonly name: string; readonly test: CookieTest } | undefined {
  const found = ONE_COOKIE.exec(regex);
  if (!found) return undefined;
  const [, name, value] = found;
  return { name: literal(name!), test: value === undefined ? { present: true } : { exact: literal(value) } };
}

function part(name: string, test: CookieTest): string {
  return `${escaped(name)}=${'exact' in test ? escaped(test.exact) : '[^;]*'}`;
}

function orders<T>(all: readonly T[]): (readonly T[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((first, i) => orders(all.filter((_, other) => other !== i)).map((rest) => [first, ...rest]));
}

function escaped(text: string): string {
  return text.replace(SPECIAL, '\\$&');
}

function literal(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
