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
  source: 'pkg/config/validation/validation.go#ValidateUnixAddress',
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

/** The address of a workload when it names a Unix socket; any other address passes. */
export const workloadSocket = defineValue({
  id: 'value/workload-socket',
  severity: 'error',
  authority: 'api-server',
  summary: 'The socket of a workload is unix:// and an absolute path',
  why: 'The API server refuses the resource.',
  fix: 'write unix:///path/to/socket, or unix://@name for an abstract socket',
  source: 'manifests/charts/base/files/crd-all.gen.yaml#WorkloadEntry.spec.address',
  cel: [
    'self.startsWith("unix://") ? (self.substring(7, 8) == "/" || self.substring(7, 8) == "@") : true',
    'self.startsWith("unix://") ? !self.endsWith("/") : true',
  ],
  expected: unixSocket.expected,
  test(address) {
    if (!isUnixAddress(address)) return undefined;
    // Stricter than istiod, which takes any abstract name.
    return unixSocket.test(address) ?? (address.endsWith('/') ? 'it ends with a slash' : undefined);
  },
  good: ['unix:///var/run/app.sock', 'unix://@app', 'unix://@', '10.0.0.1', '', 'UNIX://a/'],
  bad: ['unix://', 'unix:///', 'unix://app.sock', 'unix:///var/run/', 'unix://@app/'],
});
