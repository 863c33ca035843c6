import { defineValue } from '../core/value-rule';

const SCHEME = 'unix://';

/** True for an address that names a Unix socket, well-formed or not. */
export function isUnixAddress(address: string): boolean {
  return address.startsWith(SCHEME);
}

/** A Unix socket as an address: an absolute path, or `@` and a name in Linux's abstract namespace. */
export const unixSocket = defineValue({
  id: 'value/unix-socket',
  severity: 'error',
  authority: 'istiod',
  summary: 'A socket is unix:// and an absolute path',
  why: 'istiod refuses the resource.',
  fix: 'write unix:///path/to/socket, or unix://@name for an abstract socket',
  source: 'G-UDS',
  expected: 'a socket such as unix:///var/run/app.sock',
  test(address) {
    if (!isUnixAddress(address)) return 'it does not start with unix://';
    const path = address.slice(SCHEME.length);
    if (path === '') return 'the path is missing';
    if (path.startsWith('@')) return undefined;
    if (!path.startsWith('/')) return 'the path is not absolute, write three slashes';
    return path.endsWith('/') ? 'the path ends with a slash, as a folder does' : undefined;
  },
  good: ['unix:///var/run/app.sock', 'unix://@app', 'unix://@', 'unix://@app/'],
  bad: ['', '/var/run/app.sock', 'unix://', 'unix:///', 'unix://app.sock', 'unix:///var/run/', 'UNIX:///a'],
});
