import { isIpv6 } from './ip';

/** What Go makes of a text as the URL of a request: its scheme in lower case (empty for a path), or why it is none. */
export type RequestUri = { readonly scheme: string; readonly problem?: never } | { readonly problem: string; readonly scheme?: never };

/** Characters that a host may have as they are; others must be escaped. Beyond ASCII everything goes. */
const HOST = /^[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\u{10ffff}]*$/u;
const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
/** Before a scheme's colon. */
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*)?:/;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})[^]{0,2}/;

/**
 * Reads a text as Go's `url.ParseRequestURI` does (Go 1.26, where an http host has one colon at most), and then `url.Parse`: to the API
 * server a text is a URL when both can read it.
 */
export function requestUri(text: string): RequestUri {
  if (/[\u0000-\u001f\u007f]/.test(text)) return { problem: 'it has a control character' };
  if (text === '') return { problem: 'it is empty' };
  if (text === '*') return { scheme: '' };
  const [prefix = '', name = ''] = SCHEME.exec(text) ?? [];
  if (prefix !== '' && name === '') return { problem: 'the scheme before ":" is missing' };
  const scheme = name.toLowerCase();
  // Only url.Parse knows of fragments.
  const fragment = text.includes('#') ? text.slice(text.indexOf('#')) : '';
  const rest = text.slice(prefix.length).split('?', 1)[0]!;
  if (!rest.startsWith('/')) return relativeOrOpaque(scheme, fragment);
  const authority = scheme !== '' && rest.startsWith('//') ? rest.slice(2).split('/', 1)[0]! : '';
  const path = authority === '' ? rest : rest.slice(2 + authority.length);
  const problem = authorityProblem(authority, scheme) ?? escapeProblem(path) ?? escapeProblem(fragment);
  return problem === undefined ? { scheme } : { problem };
}

/** What is wrong with the host of a text that has no scheme, such as `//host/path`: only `url.Parse` takes that for a host. */
export function schemelessProblem(text: string): string | undefined {
  if (!text.startsWith('//') || text.startsWith('///')) return undefined;
  return authorityProblem(/^[^/?#]*/.exec(text.slice(2))![0], '');
}

/** What has no slash after its scheme is not looked at but for the fragment. */
function relativeOrOpaque(scheme: string, fragment: string): RequestUri {
  const problem = scheme === '' ? 'it has neither a scheme nor a "/" at the start' : escapeProblem(fragment);
  return problem === undefined ? { scheme } : { problem };
}

function authorityProblem(authority: string, scheme: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(0, at));
  const problem = hostProblem(authority.slice(at + 1), scheme);
  if (problem !== undefined) return problem;
  return USER.test(user) ? escapeProblem(user) : 'the user name has a character that must be escaped';
}

function hostProblem(host: string, scheme: string): string | undefined {
  const open = host.lastIndexOf('[');
  if (open > 0) return 'a "[" is only at the start of a host';
  if (open === 0) return literalProblem(host);
  const first = host.indexOf(':');
  const last = host.lastIndexOf(':');
  // Lists of hosts, as databases have them, are fine except where the web's own schemes are used.
  const colon = scheme === 'http' || scheme === 'https' ? first : last;
  return (first < 0 ? undefined : portProblem(host.slice(colon))) ?? hostTextProblem(host);
}

/** An IPv6 address in brackets, perhaps with a zone behind `%25`. */
function literalProblem(host: string): string | undefined {
  const close = host.lastIndexOf(']');
  if (close < 0) return 'the "]" after the address is missing';
  const literal = host.slice(1, close);
  const zone = literal.indexOf('%25');
  const address = zone < 0 ? literal : literal.slice(0, zone);
  const problem = portProblem(host.slice(close + 1)) ?? hostTextProblem(address)
    ?? (zone < 0 ? undefined : zoneProblem(literal.slice(zone)));
  if (problem !== undefined) return problem;
  const name = zone < 0 ? '' : unescaped(literal.slice(zone));
  return isIpv6(unescaped(address) + name) ? undefined : 'only an IPv6 address stands in brackets';
}

function portProblem(text: string): string | undefined {
  return /^(?::[0-9]*)?$/.test(text) ? undefined : 'the port is no number';
}

function hostTextProblem(host: string): string | undefined {
  const problem = escapeProblem(host);
  if (problem !== undefined) return problem;
  const escapes = /%(?!25)[0-7]./.exec(host);
  if (escapes) return `${escapes[0]} is no escape for a host`;
  return HOST.test(host.replace(/%../g, '')) ? undefined : 'the host has a character that no host has';
}

function zoneProblem(zone: string): string | undefined {
  const problem = escapeProblem(zone);
  if (problem !== undefined) return problem;
  const plain = zone.replace(/%(..)/g, (escape, digits: string) => {
    const code = parseInt(digits, 16);
    if (escape === '%25' || code === 0x20) return '';
    return code < 0x80 ? String.fromCharCode(code) : ' ';
  });
  return HOST.test(plain) ? undefined : 'the zone of the address has a character that no host has';
}

function escapeProblem(text: string): string | undefined {
  const bad = BAD_ESCAPE.exec(text);
  return bad ? `${bad[0]} is no escape: "%" is followed by two hexadecimal digits` : undefined;
}

/** Byte by byte: what is beyond ASCII is in no address, and in a zone it does not matter which character it is. */
function unescaped(text: string): string {
  return text.replace(/%(..)/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
}
