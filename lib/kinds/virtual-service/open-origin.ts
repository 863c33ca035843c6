import { compileRegex } from '../../values/re2';

/** How an origin is compared. */
export interface OriginMatch {
  readonly exact?: string;
  readonly prefix?: string;
  readonly regex?: string;
}

/** Origins that have nothing in common but the scheme. */
const STRANGERS = [['https://stranger.invalid', 'https://q7.test:8443'], ['http://stranger.invalid', 'http://q7.test:8080']] as const;

/** True when any page may read: Envoy also takes a match for all origins when it holds for the text `*`. */
export function takesAnyOrigin({ exact, prefix, regex }: OriginMatch): boolean {
  if (exact !== undefined) return exact === '*';
  if (prefix !== undefined) return prefix === '*' || STRANGERS.some((all) => all.every((origin) => origin.startsWith(prefix)));
  const compiled = regex === undefined ? undefined : compileRegex(regex);
  return compiled !== undefined && (compiled.matches('*') || STRANGERS.some((all) => all.every((origin) => compiled.matches(origin))));
}

/** An origin that anyone can register and that a prefix takes too; `undefined` for a prefix that ends behind the host. */
export function strangerUnder(prefix: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:\[[^\]]*\]|[^:/]*)[:/]/i.test(prefix) ? undefined : `${prefix.replace(/\.$/, '')}.stranger.invalid`;
}

/**
 * Where a regex of an origin has a dot that stands for any character between the labels of a host; `undefined` when there is none. A dot
 * with a quantifier, in brackets, behind a backslash or beside another one is meant so.
 */
export function looseDot(regex: string): number | undefined {
  let inBrackets = false;
  for (let i = 0; i < regex.length; i++) {
    const char = regex[i]!;
    if (char === '\\') i++;
    else if (inBrackets) inBrackets = char !== ']';
    else if (char === '[') inBrackets = true;
    else if (char === '.' && regex[i - 1] !== '.' && /^(?:[a-z0-9]|\(\?:[a-z0-9]|\([a-z0-9])/i.test(regex.slice(i + 1))) return i;
  }
  return undefined;
}
