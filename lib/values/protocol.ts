import { choices } from '../core/quote';
import { closest } from '../core/suggest';
import { defineValue } from '../core/value-rule';

/** The protocols that a port can have, as Istio spells them. */
export const PROTOCOLS = [
  'HTTP', 'HTTPS', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB', 'TLS', 'TCP', 'UDP', 'MONGO', 'MYSQL', 'REDIS',
] as const;

/** The protocol of a port. Istio reads any mix of cases; this is the one spelling. */
export type Protocol = (typeof PROTOCOLS)[number];

const HTTP: ReadonlySet<Protocol | undefined> = new Set<Protocol>(['HTTP', 'HTTP2', 'HTTP_PROXY', 'GRPC', 'GRPC-WEB']);
const TLS: ReadonlySet<Protocol | undefined> = new Set<Protocol>(['HTTPS', 'TLS']);
const TCP: ReadonlySet<Protocol | undefined> = new Set<Protocol>(['TCP', 'HTTPS', 'TLS', 'MONGO', 'MYSQL', 'REDIS']);

/** The protocol in its one spelling; `undefined` when Istio knows none of that name. */
export function parseProtocol(text: string): Protocol | undefined {
  if (text.length > 'HTTP_PROXY'.length) return undefined;
  // Lower case, as Istio compares: upper case would also make an S of the long s.
  const spelling = text.toLowerCase();
  return PROTOCOLS.find((known) => known.toLowerCase() === spelling);
}

/** True for what Istio routes by request: HTTP in all its versions, gRPC. */
export function isHttpProtocol(text: string): boolean {
  return HTTP.has(parseProtocol(text));
}

/** True for what comes encrypted, so that only its server name can be read. */
export function isTlsProtocol(text: string): boolean {
  return TLS.has(parseProtocol(text));
}

/** True for what can be routed by connection: plain TCP, and all that runs on it apart from HTTP in the clear. */
export function isTcpProtocol(text: string): boolean {
  return TCP.has(parseProtocol(text));
}

/** The protocol of a port. */
export const protocol = defineValue({
  id: 'value/protocol',
  severity: 'error',
  authority: 'istiod',
  summary: 'A protocol is one that Istio knows',
  why: 'istiod refuses the resource.',
  fix: 'write the protocol of the port: HTTP, HTTPS, HTTP2, GRPC, TLS, TCP …',
  source: ['pkg/config/protocol/instance.go#Parse', 'pkg/config/validation/validation.go#ValidateProtocol'],
  expected: `a protocol: ${choices(PROTOCOLS).replaceAll('"', '')}`,
  test(text) {
    if (parseProtocol(text) !== undefined) return undefined;
    if (text === '') return 'it is empty';
    const meant = closest(text, PROTOCOLS);
    return meant === undefined ? 'Istio does not know it' : `Istio does not know it, perhaps ${meant} is meant`;
  },
  correct: (text) => closest(text, PROTOCOLS),
  good: ['HTTP', 'http', 'Grpc-Web', 'HTTP_PROXY', 'UDP'],
  bad: ['', 'HBONE', 'HTTP/2', 'WS', 'constructor', ' TCP', 'HTTP\u017F'],
});
